"""`docs/scenarios.md` names every shipped scenario, and its figures are those of the golden files.

``SITING_REGENERATE=1`` rewrites the table; the sentences are for a person to rewrite.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from siting.config import load_model

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/scenarios.md"
GOLDEN: dict[str, dict[str, Any]] = {
    path.stem: json.loads(path.read_text("utf-8")) for path in sorted((ROOT / "tests/golden").glob("*.json"))
}
HEAD = "|---|---|---|---|---|---|---|---|---|---|\n"
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
#: What whole parks come with in the model file: the cost of opening one in MMAD, the gap in percent.
MODEL = load_model(ROOT / "models/tech-valley-2030")
PARKS = {f"{MODEL.parks.opening_cost_mmad:g}", f"{100 * MODEL.solver.gap:g}"}


def row(name: str) -> str:
    """The line of the table on a scenario."""
    plan = GOLDEN[name]
    cells = [
        f"[{name}](#{name})",
        f"{plan['jobs_2030']:,}",
        f"{plan['exports_2030_mmad'] / 1000:.1f}",
        *(f"{plan[key]:,.0f}" for key in ("paid_mmad", "state_mmad", "seats_built", "trained")),
        f"{plan['gini']:.3f}",
        f"{plan['least_served']:.1f}",
        f"{plan['outside_axis']:.0%}".replace("%", " %"),
    ]
    return f"| {' | '.join(cells)} |"


def sections() -> dict[str, str]:
    """What the page says on each scenario."""
    text = PAGE.read_text("utf-8").split("\n## Writing one")[0]
    parts = re.split(r"^### (.+)\n", text, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def allowed(name: str) -> set[str]:
    """Figures that may be told of a scenario: its own, the reference's, and how far they are apart."""
    plan, plain = GOLDEN[name], GOLDEN["reference"]
    found = set()
    for each in (plan, plain):
        found |= {f"{each[key]:,.0f}" for key in ("jobs_2030", "paid_mmad", "state_mmad", "seats_built", "trained")}
        found |= {f"{each['exports_2030_mmad'] / 1000:.1f}", f"{each['gini']:.3f}", f"{each['least_served']:.1f}"}
        found |= {f"{each['outside_axis'] * 100:.0f}", str(each["parks_opened"])}
        found |= {f"{jobs:,}" for jobs in each["regions_2030"].values()}
    apart = abs(plan["paid_mmad"] - plain["paid_mmad"])
    found |= {f"{apart:,.0f}", f"{100 * apart / plain['paid_mmad']:.1f}"}
    return found | {f"{270_000 - plan['jobs_2030']:,}"}


#: What the sentences say besides: denominators, years, and the difference of two golden files.
ALSO = {
    "1,000": "jobs per 1,000 active",
    "2030": "last year of the plan",
}
WHOLE = GOLDEN["one-park-per-region"]["paid_mmad"] - GOLDEN["indivisible-parks"]["paid_mmad"]
OWN = {
    "one-park-per-region": {f"{WHOLE:.0f}", "1"},  # the gap
    "slow-fill": {"2025", "2027"},
}


def test_the_table_is_that_of_the_golden_files() -> None:
    text = PAGE.read_text("utf-8")
    before, after = text.split(HEAD)
    rows, rest = after.split("\n\n", 1) if after.startswith("|") else ("", after.lstrip("\n"))
    wanted = "\n".join(row(name) for name in GOLDEN)
    if os.environ.get("SITING_REGENERATE"):
        PAGE.write_text(f"{before}{HEAD}{wanted}\n\n{rest}", "utf-8")
        rows = wanted
    assert rows == wanted


def test_the_page_has_a_section_on_every_scenario_and_on_no_other() -> None:
    assert sorted(sections()) == sorted(GOLDEN)
    assert sorted(GOLDEN) == sorted(path.stem for path in (ROOT / "models/tech-valley-2030/scenarios").glob("*.yaml"))


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_figures_told_are_those_of_the_golden_files(name: str) -> None:
    answer = sections()[name].split("Comes out:")
    assert len(answer) == 2
    told = NUMBER.findall(answer[1])
    assert len(told) >= 3
    strange = [figure for figure in told if figure not in allowed(name) | ALSO.keys() | OWN.get(name, set())]
    assert strange == []


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_numbers_of_the_question_stand_in_the_scenario(name: str) -> None:
    """A share may be told in percent; a number that a scenario only compares with stands in its ``why``."""
    file = ROOT / f"models/tech-valley-2030/scenarios/{name}.yaml"
    scenario = yaml.safe_load(file.read_text("utf-8"))
    chain = [scenario]
    while "extends" in chain[-1]:
        parent = file.with_name(f"{chain[-1]['extends']}.yaml")
        chain.append(yaml.safe_load(parent.read_text("utf-8")))
    known = set(NUMBER.findall(" ".join(f"{each['why']} {each['title']}" for each in chain))) | {"2030"} | PARKS
    for number in map(float, re.findall(r"\d+(?:\.\d+)?", json.dumps([each["changes"] for each in chain]))):
        known |= {f"{number:g}", f"{number:,.0f}", f"{number * 100:g}"}
    question = sections()[name].split("Comes out:")[0]
    assert [figure for figure in NUMBER.findall(question) if figure not in known] == []
