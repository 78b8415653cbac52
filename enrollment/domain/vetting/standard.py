"""The point standard: what each factor weighs, how much a programme bears, how often members are vetted again.

A document under two keys, versioned; the first version is compiled in, so that there is always one in force.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from enrollment.domain.programmes import FAST_CARRIER, FAST_DRIVER, FAST_SHIPPER, NEXUS_TRAVELLER, PROGRAMMES
from enrollment.domain.vetting.catalogue import FACTORS
from portal.core.domain.text import Text

MOST_POINTS, MOST_THRESHOLD = 20, 40
INTERVALS = (3, 60)  # months between two vettings of a member: at least, at most

_THRESHOLDS = {FAST_CARRIER: 7, FAST_SHIPPER: 7, FAST_DRIVER: 5, NEXUS_TRAVELLER: 4}
_MONTHS = {FAST_CARRIER: 12, FAST_SHIPPER: 12, FAST_DRIVER: 6, NEXUS_TRAVELLER: 12}
# A factor whose points could be set to nothing would be a factor nobody weighs.
LEAST_POINTS = 1


@dataclass(frozen=True, slots=True)
class Standard:
    """One version of the point standard. `months` lie between two vettings of a member, by programme."""

    number: int
    points: Mapping[str, int]
    thresholds: Mapping[str, int]
    months: Mapping[str, int]

    @property
    def label(self) -> str:
        return f"V-{self.number}"


def first_document() -> dict[str, Any]:
    """Give the document of the first version."""
    return {
        "version": 0,
        "points": {code: factor.points for code, factor in FACTORS.items()},
        "thresholds": dict(_THRESHOLDS),
        "months": dict(_MONTHS),
    }


def standard_from(document: Mapping[str, Any]) -> Standard:
    """Read a document; factors added to the catalogue since it was signed weigh what the catalogue says."""
    points = {code: factor.points for code, factor in FACTORS.items()} | dict(document["points"])
    return Standard(int(document["version"]), points, dict(document["thresholds"]), dict(document["months"]))


FIRST = standard_from(first_document())


def standard_faults(document: Mapping[str, Any]) -> list[tuple[str, Text]]:
    """Say what is wrong with a document, by path; none means it may be proposed."""
    ranges = (
        ("points", FACTORS, LEAST_POINTS, MOST_POINTS),
        ("thresholds", PROGRAMMES, 0, MOST_THRESHOLD),
        ("months", PROGRAMMES, *INTERVALS),
    )
    found = []
    for part, keys, least, most in ranges:
        given = document.get(part)
        values: Mapping[str, Any] = given if isinstance(given, Mapping) else {}
        for key in keys:
            value = values.get(key)
            if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
                found.append((f"{part}.{key}", _BETWEEN.format(least=least, most=most)))
    return found


_BETWEEN = Text("Give a whole number from {least} to {most}.", "Indiquez un nombre entier de {least} à {most}.")
