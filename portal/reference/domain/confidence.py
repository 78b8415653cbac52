"""How well a figure is known. Shown beside every figure that is not plain."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from portal.core.domain.text import Text


class Confidence(StrEnum):
    CONFIRMED = "confirmed"
    GIVEN = "given"
    UNVERIFIED = "unverified"
    ASSUMED = "assumed"
    PILOT = "pilot"


@dataclass(frozen=True, slots=True)
class ConfidenceMark:
    """The word for a confidence, what it means, and the tone it is shown in."""

    label: Text
    meaning: Text
    tone: str
    icon: str


CONFIDENCES: dict[str, ConfidenceMark] = {
    Confidence.CONFIRMED: ConfidenceMark(
        Text("Confirmed", "Confirmé"),
        Text(
            "Read in a primary source, or seen in two independent ones.",
            "Lu dans une source primaire ou vu dans deux sources indépendantes.",
        ),
        "good",
        "check-circle",
    ),
    Confidence.GIVEN: ConfidenceMark(
        Text("Given", "Rapporté"),
        Text("Stated by a secondary source.", "Indiqué par une source secondaire."),
        "info",
        "info",
    ),
    Confidence.UNVERIFIED: ConfidenceMark(
        Text("Unverified", "Non vérifié"),
        Text(
            "One weak source: check before relying on it.", "Source unique et fragile : à vérifier avant de s'y fier."
        ),
        "warn",
        "warning",
    ),
    Confidence.ASSUMED: ConfidenceMark(
        Text("Assumed", "Présumé"),
        Text(
            "Set by this service where no source gives a figure.",
            "Fixé par ce service lorsqu'aucune source ne donne de chiffre.",
        ),
        "neutral",
        "info",
    ),
    Confidence.PILOT: ConfidenceMark(
        Text("Pilot", "Projet pilote"),
        Text("Exists only in the pilot of this service.", "N'existe que dans le projet pilote de ce service."),
        "info",
        "info",
    ),
}
