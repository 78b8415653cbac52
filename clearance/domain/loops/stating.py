"""A trip that states its loop: what the rules and the count need of the register (R-62)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

PREFIX = "VC-"


def loop_label(number: int) -> str:
    """The name people use: VC-7."""
    return f"{PREFIX}{number}"


def loop_number(label: str) -> int | None:
    """Give the number behind a label; None for what is none."""
    digits = label.removeprefix(PREFIX)
    if not label.startswith(PREFIX) or not (digits.isascii() and digits.isdecimal()) or len(digits) > 6:
        return None
    return int(digits)


@dataclass(frozen=True, slots=True)
class LoopFacts:
    """One loop in force as the rules see it. The last day counts no more when the loop ends at its beginning."""

    label: str
    starts_on: date
    ends_on: date
    carriers: frozenset[str]
    crossings: frozenset[str]
    prefixes: tuple[str, ...]

    def counts_on(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on

    def driven_by(self, codes: Iterable[str]) -> bool:
        """Say whether the loop names one of the carrier's codes."""
        return not self.carriers.isdisjoint(codes)

    def holds(self, hs_code: str) -> bool:
        """Say whether the goods are of the loop's parts."""
        return bool(hs_code) and hs_code.startswith(self.prefixes)
