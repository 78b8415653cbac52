"""Goods codes of the Harmonized System and the agencies that look at them."""

from __future__ import annotations

from dataclasses import dataclass

from portal.core.domain.text import Text

CODE_LENGTH = 6


@dataclass(frozen=True, slots=True)
class GoodsCode:
    """One chapter (2 digits), heading (4) or code (6) of HS 2022.

    Chapters and headings have a title in both languages. Six-digit codes are described in English only: there
    `translated` is False and `description.fr` is the French title of the heading before the English words.
    """

    code: str
    description: Text
    translated: bool
    parent: str
    chapter: str
    chapter_title: Text
    heading_title: Text

    @property
    def level(self) -> int:
        return len(self.code)

    @property
    def dotted(self) -> str:
        return code_words(self.code)


@dataclass(frozen=True, slots=True)
class AgencyInterest:
    """An agency that looks at these goods. `severity` is must or may; `topic` says what it looks at."""

    agency: str
    short: Text
    name: Text
    country: str
    severity: str
    topic: Text
    confidence: str
    prefix: str


@dataclass(frozen=True, slots=True)
class GoodsHit:
    """One answer of the search: the code, the heading above it and who cares."""

    goods: GoodsCode
    heading: GoodsCode | None
    agencies: tuple[AgencyInterest, ...]

    @property
    def code(self) -> str:
        return self.goods.code


def code_digits(value: str) -> str:
    """Give only the digits of a code as people type it: `8708.30.50` becomes `87083050`."""
    return "".join(character for character in value if character.isdecimal() and character.isascii())


def code_words(code: str) -> str:
    """Write a code the way tariffs print it: `870830` as `8708.30`."""
    return f"{code[:4]}.{code[4:]}" if len(code) > 4 else code


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the agency table: goods whose code starts with `prefix` interest `agency`."""

    prefix: str
    agency: str
    severity: str
    topic: Text
    confidence: str


def deciding_rules(rules_by_prefix: dict[str, list[Rule]], code: str) -> list[Rule]:
    """Give the rule that counts for each agency: the longest prefix wins, severity `none` takes it out."""
    winners: dict[str, Rule] = {}
    for length in range(2, len(code) + 1):
        for rule in rules_by_prefix.get(code[:length], ()):
            winners[rule.agency] = rule
    return [rule for rule in winners.values() if rule.severity != "none"]
