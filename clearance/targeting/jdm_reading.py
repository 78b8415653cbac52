"""Cells of a decision table back to conditions: the same closed grammar `jdm` writes, and nothing else.

A cell that says something no rule can say is refused with the place it stands at; it is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from clearance.targeting.conditions import IS_UNKNOWN
from clearance.targeting.schema import CODE, FLAG, NUMBER, SCHEMA

TOKEN = re.compile(
    r"\s*(?:(?P<number>-?\d+(?:\.\d+)?)|(?P<text>'[^']*'|\"[^\"]*\")|(?P<word>[A-Za-z_]\w*)|(?P<sign>==|!=|<=|>=|[$#()\[\],<>]))"
)
FROM_SIGN = {"==": "eq", "<": "lt", "<=": "le", ">": "gt", ">=": "ge"}
FROM_NAME = {"some": "has_any", "none": "has_none", "all": "only"}


class CellError(ValueError):
    """The cell cannot be read; `problem` says why."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True)
class Said:
    """A part of a cell: a comparison (subject, sign, value), or a connective over parts."""

    kind: str
    parts: tuple[Said, ...] = ()
    subject: str = ""
    sign: str = ""
    value: Any = None


def tokens(text: str) -> list[str]:
    found, at = [], 0
    while at < len(text.rstrip()):
        match = TOKEN.match(text, at)
        if match is None:
            raise CellError(f"cannot be read at {text[at : at + 12].strip()!r}")
        found.append(match.group(0).strip())
        at = match.end()
    return found


class Reader:
    """Reads one cell. `or` binds weaker than `and`, both weaker than a comparison."""

    def __init__(self, text: str) -> None:
        self.tokens = tokens(text)
        self.at = 0

    def whole(self) -> Said:
        made = self.either()
        if self.at < len(self.tokens):
            raise CellError(f"cannot be read at {self.tokens[self.at]!r}")
        return made

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, wanted: str = "") -> str:
        found = self.peek()
        if not found or (wanted and found != wanted):
            raise CellError(f"cannot be read at {found!r}")
        self.at += 1
        return found

    def either(self) -> Said:
        return self._chain("or", self.every)

    def every(self) -> Said:
        return self._chain("and", self.single)

    def _chain(self, word: str, inner: Callable[[], Said]) -> Said:
        parts = [inner()]
        while self.peek() == word:
            self.take()
            parts.append(inner())
        return parts[0] if len(parts) == 1 else Said(word, tuple(parts))

    def single(self) -> Said:
        if self.peek() == "(":
            return Said("inner", (self._inner(),))
        if self.peek() == "not":
            self.take()
            return Said("not", (self._inner(),))
        if self.peek() in FROM_NAME:
            return self.items()
        subject, sign = self.take(), self.take()
        if sign == "not":
            self.take("in")
            return Said("compared", subject=subject, sign="not in", value=self.listed())
        if sign == "in":
            return Said("compared", subject=subject, sign=sign, value=self.listed())
        if sign not in (*FROM_SIGN, "!="):
            raise CellError(f"cannot be read at {sign!r}")
        return Said("compared", subject=subject, sign=sign, value=literal(self.take()))

    def _inner(self) -> Said:
        self.take("(")
        made = self.either()
        self.take(")")
        return made

    def items(self) -> Said:
        """A question about the items of a set: `some(hs, # in ['36'])`, `some(hs, startsWith(#, '36') or ...)`."""
        name = self.take()
        self.take("(")
        subject = self.take()
        self.take(",")
        if name == "some" and self.peek() == "startsWith":
            sign, value = "any_starts", self.starts()
        else:
            self.take("#")
            self.take("in")
            sign, value = FROM_NAME[name], self.listed()
        self.take(")")
        return Said("compared", subject=subject, sign=sign, value=value)

    def starts(self) -> list[Any]:
        found: list[Any] = []
        while not found or self.peek() == "or":
            if found:
                self.take("or")
            for wanted in ("startsWith", "(", "#", ","):
                self.take(wanted)
            found.append(literal(self.take()))
            self.take(")")
        return found

    def listed(self) -> list[Any]:
        self.take("[")
        found = [literal(self.take())]
        while self.peek() == ",":
            self.take()
            found.append(literal(self.take()))
        self.take("]")
        return found


def literal(token: str) -> Any:
    named = {"true": True, "false": False, "null": None}
    if token in named:
        return named[token]
    if token[:1] in "'\"":
        return token[1:-1]
    try:
        return float(token) if "." in token else int(token)
    except ValueError:
        raise CellError(f"cannot be read at {token!r}") from None


def read_cell(text: str, fact: str = "") -> dict[str, Any]:
    """The condition of one cell; `fact` is the column's, for which the cell says `$`. Raises CellError."""
    made = _condition(Reader(text).whole())
    if fact and made.get("fact") != "$":
        raise CellError(f"it stands in the column of {fact} but is about {made.get('fact', 'several')}")
    return _named(made | {"fact": fact}) if fact else made


def read_rest(text: str) -> list[dict[str, Any]]:
    """The conditions of the last column, which must all hold."""
    said = Reader(text).whole()
    return [_part(part) for part in (said.parts if said.kind == "and" else (said,))]


def _part(said: Said) -> dict[str, Any]:
    if said.kind == "inner":
        return _condition(said.parts[0])
    if said.kind == "not":
        return {"not": _condition(said.parts[0])}
    return _condition(said)


def _condition(said: Said) -> dict[str, Any]:
    leaf = _leaf(said)
    if leaf is not None:
        return leaf if leaf["fact"] == "$" else _named(leaf)
    if said.kind in ("inner", "not"):
        return _part(said)
    if said.kind not in ("and", "or"):
        raise CellError("it compares in a way no rule can")
    return {"all" if said.kind == "and" else "any": [_part(part) for part in said.parts]}


def _leaf(said: Said) -> dict[str, Any] | None:
    """One comparison with what it says of the unknown, or None when it is more than one."""
    if said.kind == "compared" and said.value is None and said.sign == "==":
        return {"fact": said.subject, "op": IS_UNKNOWN}
    plain = _plain(said)
    if plain is not None:
        return plain
    if said.kind in ("and", "or") and _asks_unknown(said.parts[0], "==" if said.kind == "or" else "!="):
        rest = said.parts[1:]
        found = _plain(rest[0] if len(rest) == 1 else Said(said.kind, rest))
        if found is not None and found["fact"] == said.parts[0].subject:
            return found | {"unknown": said.kind == "or"}
    return None


def _asks_unknown(said: Said, sign: str) -> bool:
    return said.kind == "compared" and said.value is None and said.sign == sign


def _plain(said: Said) -> dict[str, Any] | None:
    if said.kind == "compared" and said.value is not None:
        return {"fact": said.subject, "op": said.sign, "value": said.value}
    if said.kind == "and" and [part.kind for part in said.parts] == ["compared", "compared"]:
        low, high = said.parts
        if (low.sign, high.sign) == (">=", "<=") and low.subject == high.subject:
            return {"fact": low.subject, "op": "between", "value": [low.value, high.value]}
    return None


def _named(leaf: dict[str, Any]) -> dict[str, Any]:
    """The comparison with the operator its fact calls it by."""
    spec = SCHEMA.get(leaf["fact"])
    if spec is None:
        raise CellError(f"there is no fact {leaf['fact']!r}")
    if leaf["op"] in (IS_UNKNOWN, "between"):
        return leaf
    words: Sequence[tuple[str, str]] = {
        NUMBER: tuple(FROM_SIGN.items()),
        FLAG: (("==", "is"),),
        CODE: (("==", "is"), ("in", "in"), ("not in", "not_in")),
    }.get(spec.kind, tuple((name, name) for name in ("has_any", "has_none", "only", "any_starts")))
    named = dict(words).get(leaf["op"])
    if named is None:
        raise CellError("it compares in a way no rule can")
    return leaf | {"op": named}
