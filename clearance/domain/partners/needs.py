"""Which agencies care about a goods line, and what they still have to ask: pure functions over the tables (R-24).

The same goods come again and again, so what follows from them is worked out once per process.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from clearance.domain.manifest import GoodsLine
from clearance.domain.partners.base import AT_FILING, END_USE, MAY, MUST, Ask, Programme, Question
from clearance.domain.partners.table import PROGRAMMES

Severities = tuple[tuple[str, str], ...]  # agency and must or may, as the goods table says of one six-digit code
REMEMBERED = 8192


class Goods(NamedTuple):
    """What decides who asks what: the goods code, the origin, the answers given so far, what the goods table says."""

    hs_code: str
    origin: str
    answers: tuple[tuple[str, str], ...]
    severities: Severities


@dataclass(frozen=True, slots=True)
class Applied:
    """A programme that looks at a line. `must` is False while it only might: the filer has not declared it."""

    programme: Programme
    must: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a line with everybody who asks it. `mandatory` when one of them needs the answer."""

    question: Question
    mandatory: bool
    programmes: tuple[Programme, ...]

    @property
    def agencies(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(programme.agency for programme in self.programmes))

    @property
    def blocks(self) -> bool:
        """Say whether a filing without the answer is refused."""
        return self.mandatory and self.question.moment == AT_FILING


def answers_of(line: GoodsLine) -> dict[str, str]:
    """Give the answers of a line by question; of two to the same question the first counts."""
    found: dict[str, str] = {}
    for answer in line.answers:
        found.setdefault(answer.question, answer.value.strip())
    return found


def goods_of(line: GoodsLine, severities: Severities, more: Mapping[str, str] | None = None) -> Goods:
    """Give what decides about a line; `more` are answers given after the filing, which count over filed ones."""
    if not line.answers and not more:
        return Goods(line.hs_code, line.origin, (), severities)
    return Goods(line.hs_code, line.origin, tuple(sorted({**answers_of(line), **(more or {})}.items())), severities)


@lru_cache(maxsize=REMEMBERED)
def candidates(hs_code: str, on: date) -> tuple[Programme, ...]:
    """Give the programmes whose goods these are on that day, in the order of the table."""
    return tuple(programme for programme in PROGRAMMES if programme.covers(hs_code, on))


@lru_cache(maxsize=REMEMBERED)
def applied(goods: Goods, on: date) -> tuple[Applied, ...]:
    """Give the programmes that look at the goods.

    A `may` programme becomes a `must` once one of its mandatory questions is answered: that declares it.
    """
    known, severities = dict(goods.answers), dict(goods.severities)
    found = []
    for programme in candidates(goods.hs_code, on):
        severity = programme.severity or severities.get(programme.agency, "")
        use = known.get(END_USE, "").upper()
        if severity not in {MUST, MAY} or not programme.origins.passes(goods.origin):
            continue
        if programme.end_uses.passes(use):
            declared = any(ask.mandatory and known.get(ask.question.code) for ask in programme.asks)
            found.append(Applied(programme, severity == MUST or declared))
    return tuple(found)


@lru_cache(maxsize=REMEMBERED)
def agencies_of(goods: Goods, on: date) -> frozenset[str]:
    """Give the partner agencies that get a line for these goods.

    Where the tables know programmes of an agency for these goods, origin and use decide; else the goods
    table alone does.
    """
    refined = {programme.agency for programme in candidates(goods.hs_code, on)}
    plain = {agency for agency, severity in goods.severities if severity == MUST and agency not in refined}
    return frozenset(plain | {found.programme.agency for found in applied(goods, on) if found.must})


@lru_cache(maxsize=REMEMBERED)
def asked(goods: Goods, on: date) -> tuple[Asked, ...]:
    """Give the questions about the goods, each once, blocking ones first; those of undeclared programmes are optional."""
    known = dict(goods.answers)
    found: dict[str, list[tuple[Ask, Applied]]] = {}
    for entry in applied(goods, on):
        seen: set[str] = set()
        for ask in entry.programme.asks:
            if ask.question.code not in seen and _applies(ask, goods, known):
                seen.add(ask.question.code)
                found.setdefault(ask.question.code, []).append((ask, entry))
    made = [
        Asked(
            entries[0][0].question,
            any(ask.mandatory and entry.must for ask, entry in entries),
            tuple(entry.programme for _ask, entry in entries),
        )
        for entries in found.values()
    ]
    return tuple(sorted(made, key=lambda item: (not item.blocks, not item.mandatory)))


def _applies(ask: Ask, goods: Goods, answers: Mapping[str, str]) -> bool:
    subject = ask.when.subject
    if not subject:
        return True
    if subject == "hs":
        return goods.hs_code.startswith(tuple(ask.when.wanted.codes))
    return ask.when.wanted.passes(goods.origin if subject == "origin" else answers.get(subject, "").upper())


@lru_cache(maxsize=REMEMBERED)
def missing(goods: Goods, on: date) -> tuple[Asked, ...]:
    """Give the mandatory questions without an answer."""
    known = dict(goods.answers)
    return tuple(item for item in asked(goods, on) if item.mandatory and not known.get(item.question.code))


def needs_by_agency(goods: Iterable[Goods], on: date) -> dict[str, tuple[Question, ...]]:
    """Give what each agency still lacks over all lines, every question once."""
    found: dict[str, dict[str, Question]] = {}
    for item in (item for each in set(goods) for item in missing(each, on)):
        for agency in item.agencies:
            found.setdefault(agency, {})[item.question.code] = item.question
    return {agency: tuple(questions[code] for code in sorted(questions)) for agency, questions in found.items()}
