"""Two people in one draft: what each changed is kept, field by field (requirements 5.3, conflict merge by field)."""

from __future__ import annotations

from typing import Any

_ABSENT: Any = object()


def merge(base: Any, mine: Any, theirs: Any, path: str = "") -> tuple[Any, list[str]]:
    """Give what comes of my change and theirs, both begun from `base`, and the paths both changed differently.

    Where both changed one value, mine stays: it is what the person looking at the page has just typed. Lists
    are merged entry by entry while nobody added or removed entries.
    """
    if mine == base:
        return theirs, []
    if theirs in (base, mine):
        return mine, []
    if isinstance(mine, dict) and isinstance(theirs, dict):
        return _records(base if isinstance(base, dict) else {}, mine, theirs, path)
    if (
        isinstance(base, list)
        and isinstance(mine, list)
        and isinstance(theirs, list)
        and _same_length(base, mine, theirs)
    ):
        return _lists(base, mine, theirs, path)
    return mine, [path]


def _same_length(*lists: list[Any]) -> bool:
    return len({len(each) for each in lists}) == 1


def _records(base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any], path: str) -> tuple[Any, list[str]]:
    made: dict[str, Any] = {}
    conflicts: list[str] = []
    for key in dict.fromkeys([*mine, *theirs]):
        at = f"{path}.{key}" if path else key
        value, found = merge(base.get(key, _ABSENT), mine.get(key, _ABSENT), theirs.get(key, _ABSENT), at)
        conflicts += found
        if value is not _ABSENT:
            made[key] = value
    return made, conflicts


def _lists(base: list[Any], mine: list[Any], theirs: list[Any], path: str) -> tuple[Any, list[str]]:
    made, conflicts = [], []
    for number, three in enumerate(zip(base, mine, theirs, strict=True)):
        value, found = merge(*three, f"{path}[{number}]")
        made.append(value)
        conflicts += found
    return made, conflicts
