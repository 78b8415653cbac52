"""Pages of a list that is kept in memory, by the last code seen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """The codes of one page; `after` and `before` are the cursors of its neighbours, None where there is none.

    An empty `before` is the first page, which needs no cursor.
    """

    codes: tuple[str, ...]
    after: str | None
    before: str | None


def page_of(codes: Sequence[str], cursor: str, size: int) -> Page:
    """Cut the page that follows `cursor` out of sorted codes; a cursor that is gone means its place."""
    start = bisect_right(codes, cursor) if cursor else 0
    shown = tuple(codes[start : start + size])
    more = start + size < len(codes)
    before = None if start == 0 else ("" if start <= size else codes[start - size - 1])
    return Page(shown, shown[-1] if more and shown else None, before)
