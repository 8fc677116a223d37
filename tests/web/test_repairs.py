"""Where no plan exists the interface tells why, and each repair that it offers leads to a plan."""

from __future__ import annotations

from typing import Any

import httpx


def repairs(client: httpx.Client, settings: dict[str, Any], **more: Any) -> httpx.Response:
    return client.post("/api/v1/plans/repairs", json={"model": "example", "settings": settings, **more}, timeout=90)


def test_each_repair_leads_to_a_plan_and_says_its_cost(client: httpx.Client, plan: Any) -> None:
    out_of_reach = {"goals.jobs.2028": 60_000}
    assert plan(out_of_reach)["status"] == "infeasible"
    told = repairs(client, out_of_reach).json()
    assert told["feasible"] is False
    assert told["conflict"]
    assert told["repairs"]
    for repair in told["repairs"]:
        assert set(repair["text"]) == {"fr", "ar", "en"}
        mended = plan(out_of_reach | repair["settings"])
        assert mended["status"] == "optimal"
        if repair["cost_mmad"] is not None:
            assert abs(mended["cost_mmad"] - repair["cost_mmad"]) <= 1e-4 * mended["cost_mmad"]


def test_where_there_is_a_plan_nothing_is_repaired(client: httpx.Client) -> None:
    told = repairs(client, {}).json()
    assert told["feasible"] is True
    assert told["repairs"] == []


def test_settings_that_cannot_be_used_are_refused_as_by_a_plan(client: httpx.Client) -> None:
    answer = repairs(client, {"goals.jobz.2028": 1, "data.folder": "/etc"})
    assert answer.status_code == 422
    assert "data.folder" in {problem["key"] for problem in answer.json()["problems"]}
