"""A plate as it was filed beside the plate a camera read: where they differ, sign by sign (requirements 5.4)."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from clearance.domain.numbers import clean_plate

MATCH, DIFFERS = "match", "differs"


@dataclass(frozen=True, slots=True)
class Sign:
    """One character of the plate that was read; `same` is False for one that is not as filed, or is missing."""

    text: str
    same: bool


@dataclass(frozen=True, slots=True)
class PlateCheck:
    """The verdict and the plate read, cut so that a screen can mark what differs."""

    verdict: str
    signs: tuple[Sign, ...] = ()

    @property
    def differs(self) -> bool:
        return self.verdict == DIFFERS


def plate_check(filed: str, read: str) -> PlateCheck:
    """Compare two plates; without a reading there is no verdict. Only spacing and case are not looked at."""
    filed, read = clean_plate(filed), clean_plate(read)
    if not read:
        return PlateCheck("")
    return PlateCheck(MATCH if filed == read else DIFFERS, tuple(_signs(filed, read)))


def _signs(filed: str, read: str) -> list[Sign]:
    """Line the two up: place by place when they are equally long, else along what they share."""
    if len(filed) == len(read):
        return [Sign(mark, mark == other) for other, mark in zip(filed, read, strict=True)]
    found: list[Sign] = []
    for step, start, end, place, stop in SequenceMatcher(None, filed, read, autojunk=False).get_opcodes():
        if step == "delete":
            found.append(Sign("_" * (end - start), False))
        else:
            found += [Sign(mark, step == "equal") for mark in read[place:stop]]
    return found
