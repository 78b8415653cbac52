"""RFC 8785: one value, one text (reliability design 5.2, point 1)."""

import json
import struct
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.trail.domain.canonical import MAX_DEPTH, MAX_SAFE_INTEGER, NotCanonical, canonical

# Appendix B of RFC 8785: IEEE 754 bits and the text ECMAScript gives.
NUMBERS = [
    ("0000000000000000", "0"),
    ("8000000000000000", "0"),
    ("0000000000000001", "5e-324"),
    ("8000000000000001", "-5e-324"),
    ("7fefffffffffffff", "1.7976931348623157e+308"),
    ("4340000000000000", "9007199254740992"),
    ("4430000000000000", "295147905179352830000"),
    ("44b52d02c7e14af5", "9.999999999999997e+22"),
    ("44b52d02c7e14af6", "1e+23"),
    ("444b1ae4d6e2ef4e", "999999999999999700000"),
    ("444b1ae4d6e2ef50", "1e+21"),
    ("3eb0c6f7a0b5ed8c", "9.999999999999997e-7"),
    ("3eb0c6f7a0b5ed8d", "0.000001"),
    ("41b3de4355555553", "333333333.3333332"),
    ("becbf647612f3696", "-0.0000033333333333333333"),
]

scalars = (
    st.none()
    | st.booleans()
    | st.integers(-MAX_SAFE_INTEGER, MAX_SAFE_INTEGER)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4)
)


@pytest.mark.parametrize(("bits", "text"), NUMBERS)
def test_numbers_are_written_as_ecmascript_writes_them(bits: str, text: str) -> None:
    (number,) = struct.unpack(">d", bytes.fromhex(bits))
    assert canonical(number) == text


def test_property_names_are_sorted_by_utf16_code_units() -> None:
    names = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\x80", "\u00f6"]
    text = canonical(dict.fromkeys(names, 1))
    assert list(json.loads(text)) == ["\r", "1", "\x80", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]


def test_text_is_escaped_only_where_json_demands_it() -> None:
    assert canonical('\u20ac$\x0f\nA\'B"\\"/\x7f\u2028') == '"\u20ac$\\u000f\\nA\'B\\"\\\\\\"/\x7f\u2028"'


def test_convenience_types_become_text() -> None:
    value = {
        "id": UUID("018f0000-0000-7000-8000-000000000001"),
        "on": date(2026, 11, 24),
        "at": datetime(2026, 11, 24, 2, 15, tzinfo=timezone(timedelta(hours=-5))),
        "amount": Decimal("10.50"),
    }
    assert canonical(value) == (
        '{"amount":"10.50","at":"2026-11-24T07:15:00.000000Z",'
        '"id":"018f0000-0000-7000-8000-000000000001","on":"2026-11-24"}'
    )
    assert canonical(datetime(2026, 1, 2, tzinfo=UTC)) == '"2026-01-02T00:00:00.000000Z"'


@pytest.mark.parametrize(
    "value",
    [
        float("nan"),
        float("inf"),
        float("-inf"),
        MAX_SAFE_INTEGER + 1,
        -MAX_SAFE_INTEGER - 1,
        "\ud800",
        {"\udfff": 1},
        {1: "a"},
        {None: "a"},
        {"a", "b"},
        b"bytes",
        object(),
        Decimal("NaN"),
        datetime(2026, 1, 1),
    ],
)
def test_what_has_no_single_text_is_refused(value: object) -> None:
    with pytest.raises(NotCanonical):
        canonical({"deep": [value]})


def test_depth_is_limited() -> None:
    value: object = 1
    for _ in range(MAX_DEPTH):
        value = [value]
    canonical(value)
    with pytest.raises(NotCanonical):
        canonical([value])


@given(values)
def test_the_text_reads_back_as_the_same_value_and_is_a_fixed_point(value: object) -> None:
    text = canonical(value)
    back = json.loads(text, parse_int=float)  # as ECMAScript reads it: every number is a double
    assert back == value
    assert canonical(back) == text


@given(st.dictionaries(st.text(), scalars, max_size=6))
def test_the_order_of_insertion_leaves_no_mark(value: dict[str, object]) -> None:
    assert canonical(dict(reversed(value.items()))) == canonical(value)
