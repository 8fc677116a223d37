"""Values of ranges: their quantiles by scipy, by hand, and as shares of many samples."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from siting.analysis.uncertainty import draw, quantile, samples_of
from siting.errors import ModelError, UsageError
from siting.model.changes import Change
from tests.uncertainty.made import a_range

RANGES = {
    "flat": a_range("uniform", low=0.5, high=2.0),
    "peak": a_range("triangular", low=0.5, mode=0.75, high=2.0),
    "edge": a_range("triangular", low=0.5, mode=2.0, high=2.0),
    "bell": a_range("normal", mean=1.0, sd=0.4, low=0.5, high=2.0),
    "skew": a_range("lognormal", median=1.0, sd_log=0.3),
    "cut": a_range("lognormal", median=1.0, sd_log=0.3, low=0.6, high=1.5),
    "some": a_range("discrete", values=(3.0, 1.0, 2.0), probabilities=(0.2, 0.5, 0.3)),
}
LN = stats.lognorm(0.3)
SCIPY = {
    "flat": stats.uniform(0.5, 1.5),
    "peak": stats.triang(1 / 6, 0.5, 1.5),
    "edge": stats.triang(1.0, 0.5, 1.5),
    "bell": stats.truncnorm(-1.25, 2.5, 1.0, 0.4),
    "skew": LN,
}
U = np.linspace(0.001, 0.999, 97)


@pytest.mark.parametrize("name", SCIPY)
def test_quantiles_are_those_of_scipy(name: str) -> None:
    assert quantile(RANGES[name], U) == pytest.approx(SCIPY[name].ppf(U), rel=1e-9)


def test_a_lognormal_that_is_cut_has_what_the_ends_leave() -> None:
    a, b = LN.cdf(0.6), LN.cdf(1.5)
    assert quantile(RANGES["cut"], U) == pytest.approx(LN.ppf(a + U * (b - a)), rel=1e-9)


@pytest.mark.parametrize(("share", "value"), [(0, 1), (0.5, 1), (0.501, 2), (0.8, 2), (0.801, 3), (1, 3)])
def test_discrete_values_by_hand(share: float, value: float) -> None:
    assert quantile(RANGES["some"], np.array([share]))[0] == value


@given(st.sampled_from(sorted(RANGES)), st.lists(st.floats(0, 1), min_size=2, max_size=20))
@settings(max_examples=60, deadline=None)
def test_values_rise_with_the_share_and_keep_within_the_ends(name: str, shares: list[float]) -> None:
    told = RANGES[name]
    values = quantile(told, np.sort(shares))
    assert (np.diff(values) >= 0).all()
    assert np.isfinite(values).all()
    low, high = (1.0, 3.0) if name == "some" else (told.low or 0.0, told.high or np.inf)
    assert (values >= low).all()
    assert (values <= high).all()


@pytest.mark.parametrize("count", [1, 7, 100])
def test_a_hypercube_has_one_sample_in_each_stratum(count: int) -> None:
    made = draw(RANGES, count)
    assert made.shares.shape == (count, len(RANGES))
    for column in made.shares.T:
        assert sorted(np.minimum((column * count).astype(int), count - 1)) == list(range(count))
    assert made.drawn.all()


def test_the_same_seed_gives_the_same_samples_and_another_gives_others() -> None:
    for kind in ("lhs", "morris", "sobol"):
        one, same, other = (draw(RANGES, 96, kind, seed).values for seed in (3, 3, 4))
        assert (one == same).all()
        assert (one != other).any()
    first = draw({"a": RANGES["flat"], "b": RANGES["skew"]}, 4).values
    assert first.tolist() == FIRST


#: Samples of seed 0 as they were first drawn: folders of earlier calls are gone on with only where they stay.
FIRST = [
    [1.27139841767, 0.941891278806],
    [0.979121529256, 0.792090346148],
    [1.84138386406, 1.34429503918],
    [0.853746034239, 1.03470511084],
]


def test_marginals_are_those_of_the_distributions() -> None:
    made = draw(RANGES, 1000)
    for position, name in enumerate(made.names):
        if name in SCIPY:
            found = np.quantile(made.values[:, position], [0.1, 0.5, 0.9])
            assert found == pytest.approx(SCIPY[name].ppf([0.1, 0.5, 0.9]), rel=0.01)
    for kind, count in (("lhs", 1000), ("sobol", 9 * 128)):
        some = draw(RANGES, count, kind)
        drawn = some.values[some.drawn][:, some.names.index("some")]
        shares = [(drawn == value).mean() for value in (1.0, 2.0, 3.0)]
        assert shares == pytest.approx([0.5, 0.3, 0.2], abs=0.01)


def test_designs_take_whole_rounds() -> None:
    morris, sobol = draw(RANGES, 100, "morris"), draw(RANGES, 300, "sobol")
    assert (len(morris.ids), morris.size, morris.drawn.sum()) == (12 * 8, 8, 0)
    assert (len(sobol.ids), sobol.size, sobol.drawn.sum()) == (32 * 9, 9, 64)
    steps = np.abs(np.diff(morris.shares.reshape(12, 8, 7), axis=1)) > 1e-9
    assert (steps.sum(axis=2) == 1).all()
    assert (steps.sum(axis=1) == 1).all()
    first, last = sobol.shares[0::9], sobol.shares[8::9]
    for place in range(7):
        mixed = first.copy()
        mixed[:, place] = last[:, place]
        assert (sobol.shares[place + 1 :: 9] == mixed).all()
    # ends of what has none
    edge = LN.ppf([0.005, 0.995])
    assert [morris.values[:, 4].min(), morris.values[:, 4].max()] == pytest.approx(edge)
    assert [morris.values[:, 0].min(), morris.values[:, 0].max()] == [0.5, 2.0]


def test_samples_change_their_inputs_together() -> None:
    told = {
        "both": a_range("uniform", inputs=("growth_limit", "shrink_limit"), low=1.0, high=2.0),
        "more": a_range("uniform", inputs=("national_pace",), how="plus", low=-3.0, high=-1.0),
        "new": a_range(
            "discrete", inputs=("discount_rate",), how="value", values=(0.04, 0.06), probabilities=(0.5, 0.5)
        ),
    }
    made = draw(told, 12)
    for sample, row in zip(samples_of(made, told), made.values.tolist(), strict=True):
        factor = Change(factor=row[0])
        assert dict(sample.changes) == {
            "growth_limit": factor,
            "shrink_limit": factor,
            "national_pace": Change(shift=row[1]),
            "discount_rate": row[2],
        }
    assert [sample.id for sample in samples_of(made, told)][:2] == ["01", "02"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((0,), "between 1 and 1,000,000"),
        ((10**9,), "1,000,000,000"),
        ((10, "random"), "no design random: there are lhs, morris, sobol"),
        ((10, "lhs", -1), "seed -1"),
        ((31, "morris"), "4 trajectories of 8 samples are the fewest, 32 in all"),
        ((71, "sobol"), "8 base points of 9 samples are the fewest, 72 in all"),
    ],
)
def test_what_cannot_be_drawn(arguments: tuple[object, ...], words: str) -> None:
    with pytest.raises((UsageError, ModelError), match=words):
        draw(RANGES, *arguments)  # type: ignore[arg-type]


def test_nothing_uncertain() -> None:
    with pytest.raises(ModelError, match="states no range"):
        draw({}, 10)
