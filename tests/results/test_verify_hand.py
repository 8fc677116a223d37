"""A plan and prices worked out by hand, judged by the verifier.

One zone, one segment, one skill, one year. 60 jobs stand in 60 seats; the goal is 100. So 40 jobs and 40 seats are
added. A seat costs 0.1 MMAD, of which the state refunds a tenth; wages are 0.1 MMAD, premiums 17 % and 3.5 %; people
travel 10 minutes at 0.0002 MMAD a minute; the place costs 0.003 MMAD a job. Money is paid in a year at 1 / 1.06.
"""

import json

import pandas as pd
import pytest

from siting.results.verify import verify_tables
from siting.results.verify.case import make_case

D = 1 / 1.06
SEAT, PREMIUM, MINUTES, PLACE = 0.1, (0.17 + 0.035) * 0.1, 0.002, 0.003
COST = D * (40 * SEAT + 40 * PREMIUM + 100 * MINUTES + 100 * PLACE)
#: one job more: a seat, the premiums, a commuter, and the place
JOB = D * (SEAT + PREMIUM + MINUTES + PLACE)

INPUTS = {
    "zones": pd.DataFrame(
        {
            "zone": ["01.001"],
            "region": ["01"],
            "seats_start": [60.0],
            "max_new_seats": [500.0],
            "capex_per_seat": [SEAT],
            "opening_cost": [0.0],
            "territorial_premium": [0.1],
            "entry_limit": [100.0],
            "active": [10_000.0],
        }
    ),
    "zone_segment": pd.DataFrame({"zone": ["01.001"], "segment": ["CRM"], "baseline_jobs": [60.0]}),
    "zone_segment_year": pd.DataFrame(
        {
            "zone": ["01.001"],
            "segment": ["CRM"],
            "year": [2025],
            "eligible": [True],
            "operating_difference": [PLACE],
            "suitability": [0.5],
        }
    ),
    "zone_year": pd.DataFrame(
        {"zone": ["01.001"], "year": [2025], "seats_committed": [0.0], "training_places": [10.0]}
    ),
    "pool": pd.DataFrame({"zone": ["01.001"], "skill": ["any"], "year": [2025], "eligible_pool": [4000.0]}),
    "staff_start": pd.DataFrame({"zone": ["01.001"], "skill": ["any"], "baseline_staff": [60.0]}),
    "arcs": pd.DataFrame({"origin": ["01.001"], "zone": ["01.001"], "minutes": [10.0]}),
    "segments": pd.DataFrame(
        {
            "segment": ["CRM"],
            "year": [2025],
            "export_per_job": [0.3],
            "wage": [0.1],
            "seats_per_job": [1.0],
            "share_min": [0.0],
            "share_max": [1.0],
        }
    ),
    "skill_mix": pd.DataFrame({"segment": ["CRM"], "skill": ["any"], "share": [1.0]}),
}

RULES = {
    "base_year": 2024,
    "years": [2025],
    "jobs_goal": {"2025": 100.0},
    "export_goal": {},
    "recruit_rate": {"any": 0.02},
    "growth_limit": 0.3,
    "shrink_limit": 0.0,
    "national_pace": None,
    "discount_rate": 0.06,
    "training_grant": 0.03,
    "employment_premium": 0.17,
    "training_premium": 0.035,
    "training_premium_years": 5,
    "commuting_cost": 0.0002,
}

OUTPUTS = {
    "jobs": pd.DataFrame({"zone": ["01.001"], "segment": ["CRM"], "year": [2025], "jobs": [100.0], "added": [40.0]}),
    "seats": pd.DataFrame(
        {
            "zone": ["01.001"],
            "year": [2025],
            "built": [40.0],
            "committed": [0.0],
            "standing": [100.0],
            "used": [100.0],
            "phases": [0.0],
            "open": [0.0],
        }
    ),
    "staff": pd.DataFrame(
        {"origin": ["01.001"], "zone": ["01.001"], "skill": ["any"], "year": [2025], "staff": [100.0]}
    ),
    "trained": pd.DataFrame({"zone": ["01.001"], "skill": ["any"], "year": [2025], "trained": [0.0]}),
}


def price(block, value, **ids):
    empty = {"zone": "", "region": "", "segment": "", "skill": "", "year": 0, "payer": ""}
    return {"stage": 0, "block": block, **empty, **ids, "price": value, "slack": 0.0}


def duals():
    here = {"zone": "01.001", "year": 2025}
    return pd.DataFrame(
        [
            price("jobs_goal", JOB, year=2025),
            price("capacity", -D * SEAT, **here),
            price("staffing", D * MINUTES, skill="any", **here),
            price("jobs_added", D * PREMIUM, segment="CRM", **here),
        ]
    )


SUMMARY = {
    "status": "optimal",
    "objective_mmad": COST,
    "best_bound_mmad": COST,
    "gap": 0.0,
    "jobs": {"2024": 60.0, "2025": 100.0},
    "exports_bmad": {"2025": 0.03},
    "cost_mmad": {
        "build_cost": D * 3.6,
        "territorial_premium": D * 0.4,
        "training_cost": 0.0,
        "employment_premium": D * 0.68,
        "training_premium": D * 0.14,
        "commuting_cost": D * 0.2,
        "operating_difference": D * 0.3,
    },
    "cost_by_payer_mmad": {"developer": D * 3.6, "state": D * 1.22, "worker": D * 0.2, "firm": D * 0.3},
    "seats_built": 40.0,
    "parks_opened": 1,
    "trained": 0.0,
    "gini": 0.0,
    "theil": 0.0,
    "least_served": 10.0,
    "commute_minutes_mean": 10.0,
    "regions": [
        {"code": "01", "jobs_2024": 60.0, "jobs_2025": 100.0, "added": 40.0, "share": 1.0, "per_1000_active": 10.0}
    ],
    "stages": [{"objective": "cost", "value": COST, "tolerance": 0.0}],
}


def judge(prices=None, **told):
    return verify_tables(
        make_case(INPUTS, RULES),
        {**OUTPUTS, "duals": duals() if prices is None else prices},
        json.loads(json.dumps({**SUMMARY, **told})),
    )


def test_cost_by_hand():
    assert pytest.approx((4.0 + 0.82 + 0.2 + 0.3) / 1.06) == COST


def test_hand_prices_prove_the_hand_plan():
    certificate = judge()
    assert certificate.verdict == "proven optimal"
    assert certificate.reasons == ()
    assert certificate.stages[0].bound == pytest.approx(COST, rel=1e-12)
    assert certificate.stages[0].safe_bound == pytest.approx(COST, rel=1e-12)


def test_without_prices_nothing_is_proven():
    certificate = judge(prices=duals().iloc[:0])
    assert certificate.verdict == "feasible, not proven"
    assert "prices prove 0" in certificate.reasons[0]


def test_staffing_price_of_the_wrong_sign_is_named():
    # one more person needed than the jobs ask for costs a commute: the right side of staffing is staff minus jobs
    turned = duals()
    turned.loc[turned["block"] == "staffing", "price"] *= -1.0
    certificate = judge(prices=turned)
    assert certificate.refuted
    assert certificate.dual_max_violation > 1e-3


def test_a_price_too_high_is_refuted():
    dear = duals()
    dear.loc[dear["block"] == "jobs_goal", "price"] += 1e-3
    certificate = judge(prices=dear)
    assert certificate.verdict.startswith("REFUTED: stage 0 (cost): prices contradict one another at jobs")


def test_a_price_for_nothing_is_refuted():
    stray = pd.concat([duals(), pd.DataFrame([price("capacity", -0.1, zone="09.999", year=2025)])])
    certificate = judge(prices=stray)
    assert "1 price(s) of capacity name no row" in certificate.verdict


def test_a_stopped_run_is_not_called_proven():
    assert judge(status="feasible").verdict == "feasible, not proven"


def test_a_gap_hidden_from_view_is_refuted():
    certificate = judge(best_bound_mmad=COST - 1.0, stages=[{"objective": "cost", "value": COST, "bound": COST - 1.0}])
    assert "the gap is stated as 0" in certificate.verdict
