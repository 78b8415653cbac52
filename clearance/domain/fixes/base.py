"""One-click fixes: what a fix is, the facts it may use, and how it changes a manifest's JSON (requirements 5.3)."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from clearance.domain.context import Context
from portal.core.domain.errors import ErrorItem, Suggestion
from portal.core.domain.text import Text

SET, UNSET, MERGE, ADD, REMOVE = "set", "unset", "merge", "add", "remove"
ACTIONS = (SET, UNSET, MERGE, ADD, REMOVE)
Data = Mapping[str, Any]
Fix = Suggestion

_STEP = re.compile(r"([a-z0-9_]+)|\[(\d{1,6})\]")


@dataclass(frozen=True, slots=True)
class FixFacts:
    """What the organisation filed before: people by name, trailers by number, crossings; values worth suggesting."""

    driver: Data | None = None
    people: Mapping[str, Data] = field(default_factory=dict)
    trailers: Mapping[str, Data] = field(default_factory=dict)
    crossings: tuple[str, ...] = ()


NOTHING = FixFacts()


@dataclass(frozen=True, slots=True)
class Case:
    """One error with everything a fix may look at."""

    item: ErrorItem
    data: Data
    context: Context | None
    facts: FixFacts

    @property
    def path(self) -> str:
        return self.item.path

    @property
    def parent(self) -> str:
        """The record the path lies in: `crew[0]` of `crew[0].ace_id`."""
        return self.path.rpartition(".")[0]

    @property
    def direction(self) -> str:
        return str(value_at(self.data, "trip.direction") or "")

    def at(self, path: str) -> Any:
        return value_at(self.data, path)

    def records(self, path: str) -> list[dict[str, Any]]:
        """Give a list of the document; what is no record in it counts as an empty one."""
        found = self.at(path)
        return [item if isinstance(item, dict) else {} for item in found] if isinstance(found, list) else []


Maker = Callable[[Case], Iterable[Fix]]


def steps_of(path: str) -> list[str | int]:
    """Split a path into keys and places: `crew[0].ace_id` -> crew, 0, ace_id."""
    return [key if key else int(place) for key, place in _STEP.findall(path)]


def value_at(data: Any, path: str) -> Any:
    """Give what stands at a path, None where there is nothing; never raises on a broken draft."""
    for step in steps_of(path):
        if isinstance(step, int):
            data = data[step] if isinstance(data, list) and step < len(data) else None
        else:
            data = data.get(step) if isinstance(data, Mapping) else None
    return data


def applied(data: Data, fix: Fix) -> dict[str, Any]:
    """Give the manifest with the fix in it; what does not fit the document leaves it as it is."""
    made: dict[str, Any] = copy.deepcopy(dict(data))
    *before, last = steps_of(fix.path)
    at: Any = made
    for step in before:
        at = _enter(at, step)
        if at is None:
            return made
    if fix.action in {MERGE, ADD}:
        at = _enter(at, last, empty=[] if fix.action == ADD else {})
    _CHANGES[fix.action](at, last, copy.deepcopy(fix.value))
    return made


def _enter(at: Any, step: str | int, empty: Any = None) -> Any:
    """Step into a record or list; a record that is not there yet is made."""
    if isinstance(step, int):
        return at[step] if isinstance(at, list) and step < len(at) else None
    if not isinstance(at, dict):
        return None
    if not isinstance(at.get(step), (dict, list)):
        at[step] = {} if empty is None else empty
    return at[step]


def _set(at: Any, last: str | int, value: Any) -> None:
    fits = isinstance(at, dict) if isinstance(last, str) else isinstance(at, list) and last < len(at)
    if fits:
        at[last] = value


def _take(at: Any, last: str | int, _value: Any) -> None:
    if isinstance(at, dict):
        at.pop(last, None)
    elif isinstance(at, list) and isinstance(last, int) and last < len(at):
        del at[last]


def _merge(at: Any, _last: str | int, value: Any) -> None:
    if isinstance(at, dict) and isinstance(value, dict):
        for key, each in value.items():
            _set(at, key, each) if each is not None else at.pop(key, None)


def _add(at: Any, _last: str | int, value: Any) -> None:
    if isinstance(at, list):
        at.append(value)


_CHANGES: dict[str, Callable[[Any, Any, Any], None]] = {
    SET: _set,
    UNSET: _take,
    MERGE: _merge,
    ADD: _add,
    REMOVE: _take,
}


# --- the common shapes of a fix ---------------------------------------------------------------------------
def use(path: str, value: Any, label: Text | None = None) -> Fix:
    """Put a value there: “Use X”."""
    return Fix(SET, path, value, label or Text(f"Use {value}", f"Utiliser {value}"))


def leave_out(path: str, label: Text | None = None) -> Fix:
    return Fix(UNSET, path, None, label or Text("Leave it out", "L'omettre"))


def take_out(path: str, label: Text) -> Fix:
    """Take an entry out of its list."""
    return Fix(REMOVE, path, None, label)
