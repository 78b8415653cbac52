"""The sanction matrix as a document under two keys: cells, points, decay, bars (R-10, architecture rule 9).

Each cell is written out, so that a member, an officer and the commission read the same table. The founding version is
the table below; a later one is proposed, compared, signed by both agencies and put in force, never edited. The database
reads the same document: no entry of the register may name another ceiling than its version's cell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, product
from typing import Any

from enrollment.domain.infractions import HARMS, INFRACTIONS
from enrollment.domain.steps import CORRECTIVE_PLAN, HISTORIES, LADDER, NOTICE, STEP_LABELS
from portal.core.domain.text import Text

FOUNDING_VERSION = "sanctions-2026.1"
_LETTER = dict(zip("NWCPLDSR", LADDER, strict=True))

# One word per harm (minor, moderate, serious, grave); one letter per history (first, second, repeated).
TABLE: dict[str, str] = {
    "SEAL_PAPER": "NWC WCP CPL PLD",
    "CLERICAL": "NWC WCP CPL PLD",
    "LATE_REPORT": "NWC WCP CPL PLD",
    "CLASSIFICATION": "NWC WCP CPD PDS",
    "LANE_MISUSE": "WCP CPL PLD LDS",
    "SEAL_INTEGRITY": "WPL PLD LDS DSR",
    "UNDECLARED": "CPL PLD DSS SSR",
    "SECURITY_GAP": "CPL PLD DDS SSR",
    "FALSE_STATEMENT": "PLD DSS SSR SRR",
    "CONTRABAND": "DSR SRR RRR RRR",
}
# Months after a revocation before a new application, by harm: in proportion, and never for good ([S42], [S92]).
BAR_MONTHS = {"minor": 3, "moderate": 6, "serious": 12, "grave": 24}
LONGEST_BAR, LONGEST_DECAY, MOST_POINTS = 24, 60, 12
PAUSE_DAYS, PLAN_DAYS = 30, 30
DAYS = range(1, 181)
Problems = list[tuple[str, Text]]


@dataclass(frozen=True)
class Matrix:
    """One version of the matrix, read from its document."""

    document: Mapping[str, Any]

    @property
    def version(self) -> str:
        return str(self.document["version"])

    @property
    def pause_days(self) -> int:
        return int(self.document["pause_days"])

    @property
    def plan_days(self) -> int:
        return int(self.document["plan_days"])

    @cached_property
    def cells(self) -> dict[tuple[str, str, str], str]:
        """Every cell by class, harm and history."""
        return {
            (infraction, harm, history): str(self.document["cells"][infraction][harm][history])
            for infraction, harm, history in product(INFRACTIONS, HARMS, HISTORIES)
        }

    def cell(self, infraction: str, harm: str, history: str) -> str:
        """Give the step of one cell. KeyError for a class, harm or history that does not exist."""
        return self.cells[infraction, harm, history]

    def points(self, harm: str) -> int:
        return int(self.document["points"][harm])

    def decay_months(self, harm: str) -> int:
        return int(self.document["decay_months"][harm])

    def bar_months(self, harm: str) -> int:
        """Give the months before a new application; those of a serious harm where none is on record."""
        return int(self.document["bar_months"].get(harm, self.document["bar_months"]["serious"]))


def founding_document() -> dict[str, Any]:
    """Give the document of the founding version."""
    return {
        "version": FOUNDING_VERSION,
        "cells": {
            infraction: {
                harm: dict(zip(HISTORIES, (_LETTER[letter] for letter in word), strict=True))
                for harm, word in zip(HARMS, row.split(), strict=True)
            }
            for infraction, row in TABLE.items()
        },
        "points": {code: harm.points for code, harm in HARMS.items()},
        "decay_months": {code: harm.decay_months for code, harm in HARMS.items()},
        "bar_months": dict(BAR_MONTHS),
        "pause_days": PAUSE_DAYS,
        "plan_days": PLAN_DAYS,
    }


FOUNDING = Matrix(founding_document())


def changed_cells(old: Matrix, new: Matrix) -> list[tuple[str, str, str, str, str]]:
    """Give class, harm, history, old step and new step of every cell that differs."""
    return [(*place, step, new.cells[place]) for place, step in old.cells.items() if new.cells[place] != step]


def matrix_problems(document: Mapping[str, Any]) -> Problems:
    """Say what keeps a document from being a matrix that is complete, monotone and proportionate."""
    try:
        matrix = Matrix(document)
        cells = matrix.cells
        found = [*_scales(document), *_days(document)]
    except (KeyError, TypeError, ValueError, AttributeError):
        return [("document", _INCOMPLETE)]
    unknown = sorted({step for step in cells.values() if step not in LADDER})
    if unknown:
        return [("cells", _UNKNOWN.format(steps=", ".join(unknown)))]
    return [*found, *_monotone(matrix), *_proportionate(matrix)]


def _scales(document: Mapping[str, Any]) -> Problems:
    found: Problems = []
    for name, most in (("points", MOST_POINTS), ("decay_months", LONGEST_DECAY), ("bar_months", LONGEST_BAR)):
        values = [int(document[name][harm]) for harm in HARMS]
        if values[0] < 1 or values[-1] > most or any(low > high for low, high in pairwise(values)):
            found.append((name, _SCALE.format(most=most)))
    return found


def _days(document: Mapping[str, Any]) -> Problems:
    return [(name, _DAYS) for name in ("pause_days", "plan_days") if int(document[name]) not in DAYS]


def _monotone(matrix: Matrix) -> Problems:
    found: Problems = []
    for infraction in INFRACTIONS:
        rows = [[_height(matrix.cell(infraction, harm, history)) for history in HISTORIES] for harm in HARMS]
        lines = [*rows, *map(list, zip(*rows, strict=True))]
        if any(low > high for line in lines for low, high in pairwise(line)):
            found.append((f"cells.{infraction}", _FALLS))
    return found


def _proportionate(matrix: Matrix) -> Problems:
    """What no two signatures can change: a first minor error on paper is a notice; a first one never suspends."""
    found: Problems = []
    if matrix.cell("SEAL_PAPER", "minor", "first") != NOTICE:
        found.append(("cells.SEAL_PAPER.minor.first", _SEAL_PAPER))
    for code, entry in INFRACTIONS.items():
        if entry.correctable and _height(matrix.cell(code, "minor", "first")) > _height(CORRECTIVE_PLAN):
            found.append((f"cells.{code}.minor.first", _CORRECTABLE))
    return found


def _height(step: str) -> int:
    return LADDER.index(step)


_INCOMPLETE = Text("Something is missing in this matrix.", "Il manque quelque chose dans cette matrice.")
_UNKNOWN = Text("Not on the ladder: {steps}.", "Absent de l'échelle : {steps}.")
_SCALE = Text(
    "The values rise with harm, from 1 to at most {most}.", "Les valeurs croissent avec le tort, de 1 à {most} au plus."
)
_DAYS = Text("It lasts from 1 to 180 days.", "La durée est de 1 à 180 jours.")
_FALLS = Text(
    "A step never gets milder as harm or history grows.",
    "Une mesure ne s'allège jamais quand le tort ou les antécédents croissent.",
)
_SEAL_PAPER = Text(
    f"A first minor error on a seal's paper is a “{STEP_LABELS[NOTICE].en.lower()}” in every version.",
    f"Une première erreur mineure sur le papier d'un scellé est un « {STEP_LABELS[NOTICE].fr.lower()} » dans toute "
    "version.",
)
_CORRECTABLE = Text(
    "A first minor error of a class that can be corrected leads to a corrective plan at most.",
    "Une première erreur mineure d'une catégorie corrigible mène au plus à un plan correctif.",
)
