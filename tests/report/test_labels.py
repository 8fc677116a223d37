"""No label ever covers another."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from siting.report.maps.names import wrap
from siting.report.page.labels import Box, Label, Spot, place

FRAME = Box(0, 0, 10, 10)


def test_a_label_stands_where_it_costs_least() -> None:
    label = Label("a", 1, 1, [Spot(5, 5, 0.3), Spot(2, 2, 0.1)])
    assert place([label], FRAME, [], []) == {"a": Spot(2, 2, 0.1)}


def test_an_early_label_makes_room_for_one_with_no_other_choice() -> None:
    free = Label("free", 1, 1, [Spot(5, 5, 0.0), Spot(8, 8, 0.2)])
    stuck = Label("stuck", 1, 1, [Spot(5, 5, 0.0)])
    assert place([free, stuck], FRAME, [], []) == {"free": Spot(8, 8, 0.2), "stuck": Spot(5, 5, 0.0)}


def test_what_is_taken_is_not_covered_and_the_frame_not_left() -> None:
    label = Label("a", 1, 1, [Spot(0.2, 5), Spot(5, 5), Spot(7, 7, 9.0)])
    assert place([label], FRAME, [Box(4, 4, 6, 6)], []) == {"a": Spot(7, 7, 9.0)}


def test_an_optional_label_that_would_hide_a_circle_is_left_out() -> None:
    circle = (Box(4, 4, 6, 6), 400.0)
    assert place([Label("a", 1, 1, [Spot(5, 5)], required=False)], FRAME, [], [circle]) == {}
    assert "a" in place([Label("a", 1, 1, [Spot(5, 5)], required=True)], FRAME, [], [circle])


@given(
    st.lists(
        st.tuples(
            st.floats(0.2, 3), st.floats(0.2, 2), st.lists(st.tuples(st.floats(0, 10), st.floats(0, 10)), max_size=6)
        ),
        max_size=12,
    )
)
def test_placed_labels_never_overlap(drawn: list[tuple[float, float, list[tuple[float, float]]]]) -> None:
    labels = [
        Label(str(key), wide, high, [Spot(x, y) for x, y in spots], required=key % 2 == 0)
        for key, (wide, high, spots) in enumerate(drawn)
    ]
    chosen = place(labels, FRAME, [], [])
    boxes = [label.box(chosen[label.key]) for label in labels if label.key in chosen]
    assert all(one.overlap(other) == 0 for one, other in combinations(boxes, 2))
    assert all(box.inside(FRAME) for box in boxes)


def test_long_names_break_near_the_middle() -> None:
    assert wrap("Oriental") == "Oriental"
    assert wrap("Tanger-Tétouan-Al Hoceima") == "Tanger-Tétouan-\nAl Hoceima"
    assert wrap("Guelmim-Oued Noun") == "Guelmim-\nOued Noun"
