"""Two people in one draft: nothing either of them typed alone is lost."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearance.domain.merging import merge

BASE = {"trip": {"eta": "1", "crossing": "a"}, "crew": [{"n": "x"}, {"n": "y"}]}


@pytest.mark.parametrize(
    ("mine", "theirs", "made", "conflicts"),
    [
        (BASE, BASE, BASE, []),
        ({"a": 1}, {}, {"a": 1}, []),
        (
            {"trip": {"eta": "2", "crossing": "a"}, "crew": [{"n": "x"}, {"n": "y"}]},
            {"trip": {"eta": "1", "crossing": "b"}, "crew": [{"n": "x"}, {"n": "z"}]},
            {"trip": {"eta": "2", "crossing": "b"}, "crew": [{"n": "x"}, {"n": "z"}]},
            [],
        ),
        (
            {"trip": {"eta": "2", "crossing": "a"}, "crew": BASE["crew"]},
            {"trip": {"eta": "3", "crossing": "a"}, "crew": BASE["crew"]},
            {"trip": {"eta": "2", "crossing": "a"}, "crew": BASE["crew"]},
            ["trip.eta"],
        ),
        (
            {"trip": {"crossing": "a"}, "crew": BASE["crew"]},
            {**BASE, "crew": [{"n": "x"}]},
            {"trip": {"crossing": "a"}, "crew": [{"n": "x"}]},
            [],
        ),
        (
            {**BASE, "crew": [{"n": "x"}]},
            {**BASE, "crew": [{"n": "x"}, {"n": "y"}, {"n": "w"}]},
            {**BASE, "crew": [{"n": "x"}]},
            ["crew"],
        ),
        (
            {**BASE, "crew": [{"n": "x1"}, {"n": "y"}]},
            {**BASE, "crew": [{"n": "x2"}, {"n": "y2"}]},
            {**BASE, "crew": [{"n": "x1"}, {"n": "y2"}]},
            ["crew[0].n"],
        ),
    ],
)
def test_each_change_is_kept_and_a_clash_is_named(mine: Any, theirs: Any, made: Any, conflicts: list[str]) -> None:
    base = {} if "a" in mine else BASE
    assert merge(base, mine, theirs) == (made, conflicts)


json = st.recursive(
    st.integers(0, 3) | st.text("ab", max_size=1),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
)


@given(json, json)
def test_who_changed_nothing_takes_the_others_work(base: Any, other: Any) -> None:
    assert merge(base, base, other) == (other, [])
    assert merge(base, other, base)[0] == other
    assert merge(base, other, other)[0] == other
