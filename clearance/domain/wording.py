"""Small helpers for sentences that carry data: filling both languages, and quoting what was sent."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from portal.core.domain.text import Text

ECHO_LENGTH = 120
RULES_PAGE = "/docs/rules/"
_BIG = 10**18


def say(template: Text, **values: Any) -> Text:
    """Fill a sentence; a value that is itself a Text is put in the language of each half."""
    return Text(
        template.en.format(**{key: v.en if isinstance(v, Text) else v for key, v in values.items()}),
        template.fr.format(**{key: v.fr if isinstance(v, Text) else v for key, v in values.items()}),
    )


def help_of(code: str) -> str:
    """Give where the public page of the rules explains a code."""
    return f"{RULES_PAGE}#{code}"


def echo(value: object) -> str | int | float | bool | None:
    """Give a short, storable copy of what was sent, for the `value` of an error.

    Any JSON value goes in; what comes out fits a log line, has no lone surrogate and no NUL, and is never
    a container (a long list would drown the message).
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if -_BIG < value < _BIG else "very large number"
    if isinstance(value, float):
        return value if -_BIG < value < _BIG else "very large number"
    if isinstance(value, str):
        return _storable(value)
    if isinstance(value, (datetime, date, Decimal)):
        return str(value)
    if isinstance(value, (list, tuple)):
        return f"list of {len(value)}"
    return f"object of {len(value)}" if isinstance(value, dict) else type(value).__name__


def _storable(value: str) -> str:
    short = value if len(value) <= ECHO_LENGTH else value[: ECHO_LENGTH - 1] + "…"
    if short.isprintable():
        return short
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in short)
