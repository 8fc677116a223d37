"""Goals that a plan misses, and how far it may be from the least."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from siting.report.page.notes import missed_notes, proof_notes
from siting.results import Run
from siting.results.summary import missed_goals, over_bound
from siting.words import LANGS, Lang, number


def test_every_year_with_a_missed_goal_is_told() -> None:
    summary = {
        "goals": {"jobs": {"2025": 100.0, "2026": 200.0, "2027": 300.0}, "exports_bmad": {"2027": 40.0}},
        "jobs": {"2024": 50.0, "2025": 60.0, "2026": 199.8, "2027": 290.0},
        "exports_bmad": {"2025": 1.0, "2026": 2.0, "2027": 39.0},
    }
    assert missed_goals(summary) == (("jobs", 2025, 40.0), ("jobs", 2027, 10.0), ("exports_bmad", 2027, 1.0))


def test_the_distance_from_the_bound_is_a_share_of_the_bound() -> None:
    summary = {"objective_mmad": 9506.7, "best_bound_mmad": 9411.8, "stages": [{"objective": "cost"}]}
    assert over_bound(summary) == pytest.approx(9506.7 / 9411.8 - 1)
    assert over_bound({**summary, "best_bound_mmad": None}) == 0.0
    assert over_bound({**summary, "stages": [{"objective": "weighted"}]}) == 0.0


@pytest.mark.parametrize("lang", LANGS)
def test_notes_under_pictures_tell_missed_goals(lang: Lang, national_runs: Mapping[str, Run]) -> None:
    run = national_runs["slow-fill"]
    (note,) = missed_notes(run, lang)
    for year in (2025, 2026, 2027):
        missing = run.summary["goals"]["jobs"][str(year)] - run.summary["jobs"][str(year)]
        assert missing > 1000
        assert number(missing, lang) in note
        assert str(year) in note
    assert missed_notes(national_runs["reference"], lang) == ()
    assert proof_notes(national_runs["reference"], lang) == ()
