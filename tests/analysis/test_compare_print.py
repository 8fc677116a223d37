"""Tables of text: they add up as a reader adds them up, and fit a terminal of 130 columns for any number of runs."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from rich.cells import cell_len

from siting.analysis.compare.comparison import Comparison, compare
from siting.analysis.compare.printed import MEASURES, _percent, national_tables, regional_tables, shown
from siting.terminal.comparison import print_comparison
from siting.words import LANGS, Lang, say
from tests.analysis.compare_runs import compared, solved

NAMES = ("run", "balanced", "more", "even", "rate", "missed")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.getbasetemp()


@pytest.fixture(scope="module")
def comparison(base: Path) -> Comparison:
    return compared(base, *NAMES)


def _figure(cell: str, lang: Lang) -> float:
    """A figure as a reader reads it."""
    grouped = cell.replace("\u2212", "-").replace("\u200e", "")
    plain = grouped.replace("," if lang == "en" else "\u202f", "").replace(",", ".")
    return float(plain)


@pytest.mark.parametrize("lang", LANGS)
def test_the_regions_printed_add_up_to_the_country_printed(base: Path, lang: Lang) -> None:
    for pair in (("run", "even"), ("run", "missed")):
        tables = list(regional_tables(compared(base, *pair), lang, 6))
        assert len(tables) == len(MEASURES)
        for measure, printed in zip(MEASURES, tables, strict=True):
            *regions, country = [[_figure(cell, lang) for cell in row[1:4]] for row in printed.rows]
            assert printed.total == (measure != "rank")
            for before, after, change in [row[-3:] for row in (*regions, country)] if measure != "jobs_last" else []:
                assert change == pytest.approx(after - before, abs=1e-9)
            if measure in ("added", "seats_last", "share", "cost_mmad", "state_mmad"):
                assert [sum(column) for column in zip(*regions, strict=True)] == pytest.approx(country, abs=1e-9)


def test_jobs_of_two_runs_show_both_the_change_and_its_percentage(base: Path) -> None:
    printed = next(regional_tables(compared(base, "run", "even"), "en", 6))
    assert printed.heads == ("Region", "Jobs 2024", "run", "even", "Change", "Change, %")
    for row in printed.rows:
        _, before, after, change, percent = (_figure(cell, "en") for cell in row[1:])
        assert change == after - before
        assert percent == pytest.approx(100 * change / before, abs=0.05)
    assert [row[4] for row in printed.rows][-1] == "0"


def test_every_cell_of_more_runs_holds_the_figure_and_its_change(comparison: Comparison) -> None:
    figures, _ = shown(comparison, "jobs_last")
    printed = next(regional_tables(comparison, "en", 6))
    for row, (_, values) in zip(printed.rows, figures.iterrows(), strict=True):
        assert _figure(row[2], "en") == values["run"]
        for cell, label in zip(row[3:], NAMES[1:], strict=True):
            figure, change = cell.split()
            assert _figure(figure, "en") == values[label]
            assert change.startswith("(")
            assert change.endswith(")"), "a change beside a figure is in brackets: 9,917 (−8)"
            assert _figure(change.strip("()"), "en") == values[label] - values["run"]


def test_jobs_added_are_the_difference_of_the_jobs_printed(comparison: Comparison) -> None:
    jobs, added = (
        next(table for table in regional_tables(comparison, "en", 6) if table.title.startswith(title))
        for title in ("Jobs at the end", "Jobs added by region, end of 2024 to end of 2028")
    )
    for one, other in zip(jobs.rows, added.rows, strict=True):
        assert _figure(other[1], "en") == _figure(one[2], "en") - _figure(one[1], "en")


def test_rows_under_a_head_of_the_country_add_up(base: Path) -> None:
    """The cost by who bears it and by what it is for is the same cost twice."""
    printed = next(national_tables(compared(base, "run", "missed"), "en", 6))
    heads = [printed.rows[position] for position in printed.subheads]
    assert [head[0] for head in heads] == [
        "Jobs and exports", "Seats and training", "Cost over all years, present value",
        "The same cost by who bears it", "The same cost by what it is for", "Not money, borne by nobody",
        "Fairness and way to work", "Proof",
    ]  # fmt: skip
    assert all(set(head[1:]) == {""} for head in heads)
    parts = {}
    for begin, end in zip(printed.subheads, [*printed.subheads[1:], len(printed.rows)], strict=True):
        parts[printed.rows[begin][0]] = printed.rows[begin + 1 : end]
    total = _figure(parts["Cost over all years, present value"][0][3], "en")
    for title in ("The same cost by who bears it", "The same cost by what it is for"):
        rows = parts[title]
        assert sum(_figure(row[3], "en") for row in rows) == pytest.approx(total, abs=0.05 * len(rows))
    ((name, unit, before, after, *_),) = parts["Not money, borne by nobody"]
    assert (name, unit, _figure(before, "en")) == ("Penalty for missed goals", "million, not money", 0.0)
    assert _figure(after, "en") > 1000


def test_what_cannot_be_compared_is_a_dash(comparison: Comparison) -> None:
    figures, digits = shown(comparison, "cost_mmad")
    assert digits == 0
    assert figures.index[-1] == "~country"
    assert figures["missed"].iloc[:-1].sum() == pytest.approx(figures["missed"].iloc[-1])
    assert figures["rate"].isna().all()
    costs = next(table for table in regional_tables(comparison, "en", 6) if table.title.startswith("Cost over"))
    assert [row[5] for row in costs.rows] == ["–"] * len(costs.rows)


@pytest.mark.parametrize("lang", LANGS)
def test_the_national_table_leaves_out_what_is_zero_everywhere(base: Path, lang: Lang) -> None:
    one = next(national_tables(compared(base, "run", "more"), lang, 6))
    two = next(national_tables(compared(base, "run", "missed"), lang, 6))
    penalty = say("compare-quantity-penalty", lang)
    assert penalty not in [row[0] for row in one.rows]
    assert penalty in [row[0] for row in two.rows]
    verdict = say("compare-verdict-proven-optimal", lang)
    assert next(row for row in one.rows if verdict in row)[2:] == (verdict, verdict, "")


@pytest.mark.parametrize(
    ("count", "lang"), [(2, "en"), (2, "fr"), (3, "ar"), (6, "en"), (6, "fr"), (6, "ar"), (20, "en")]
)
def test_the_terminal_shows_every_run_within_130_columns(
    base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], count: int, lang: Lang
) -> None:
    told = compared(base, *NAMES[:count])
    if count > len(NAMES):
        copies = [tmp_path / f"a-rather-long-name-{extra}" for extra in range(count - len(NAMES))]
        told = compare([*told.runs, *(shutil.copytree(told.runs[1].folder, copy) for copy in copies)])
    print_comparison(told, lang)
    out = capsys.readouterr().out
    assert max(cell_len(line.rstrip()) for line in out.splitlines()) <= 130  # columns, not letters
    assert "…" not in re.sub(r"\S*…\S*-?\d*", "", out) or any("…" in label for label in told.labels)
    for name in told.names(lang):
        assert out.count(name) >= len(MEASURES)
    squeezed = re.sub(r"\s", "", out)
    for note in told.notes_in(lang):
        assert re.sub(r"\s", "", note) in squeezed
    for label in told.labels:
        assert label[:8] in out


def test_runs_beyond_six_fold_into_tables_that_repeat_the_first(base: Path, tmp_path: Path) -> None:
    runs = [solved(base, name) for name in NAMES]
    runs += [shutil.copytree(runs[1], tmp_path / f"copy{extra}") for extra in range(4)]
    told = compare(runs)
    tables = [table for table in regional_tables(told, "en", 6) if "Jobs at the end" in table.title]
    assert [len(table.heads) - 2 for table in tables] == [6, 5]
    assert all(table.heads[2] == "run" for table in tables)
    named = [head for table in tables for head in table.heads[3:]]
    assert named == list(told.labels[1:])


def test_nothing_that_differs_is_said(base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = solved(base, "run")
    print_comparison(compare([run, shutil.copytree(run, tmp_path / "copy")]))
    assert "Nothing differs." in capsys.readouterr().out


def test_the_country_s_rate_changes_in_percent_as_its_jobs_do(base: Path) -> None:
    """The labour force is one, so a rate that is shown with one decimal must not lose the percentage."""
    tables = list(regional_tables(compared(base, "run", "missed"), "en", 6))
    jobs, rate = (tables[MEASURES.index(name)].rows[-1][-1] for name in ("jobs_last", "per_1000_active"))
    assert jobs == rate
    assert _figure(jobs, "en") != 0


@pytest.mark.parametrize(("before", "after"), [(-155.0, 470.0), (470.0, -155.0), (0.0, 5.0)])
def test_no_percentage_where_there_is_no_size_to_measure_by(before: float, after: float) -> None:
    assert _percent(before, before, after, "en") == "–"
    assert _percent(100.0, 100.0, 150.0, "en") == "+50.0"
