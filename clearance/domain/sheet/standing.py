"""Whether a genuine sheet still counts: superseded by an amendment, cancelled, run out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from clearance.domain.sheet.signing import ALTERED, UNKNOWN_KEY, UNREADABLE, Checked
from clearance.domain.trip_workflow import CANCELLED
from portal.core.domain.text import Text

VALID, SUPERSEDED, WITHDRAWN, EXPIRED, TAMPERED = "valid", "superseded", "cancelled", "expired", "tampered"
UNKNOWN = "unknown"
_BAD = {ALTERED: TAMPERED, UNREADABLE: TAMPERED, UNKNOWN_KEY: UNKNOWN}


@dataclass(frozen=True, slots=True)
class Standing:
    """One verdict as people read it: code, heading, what it means, icon and tone."""

    code: str
    title: Text
    text: Text
    icon: str
    tone: str

    @property
    def label(self) -> Text:
        return self.title

    @property
    def trusted(self) -> bool:
        """Say whether the code came from here unaltered, whatever has happened to the trip since."""
        return self.code not in {TAMPERED, UNKNOWN}


STANDINGS = {
    standing.code: standing
    for standing in (
        Standing(
            VALID,
            Text("Valid lead sheet", "Feuille d'accompagnement valide"),
            Text(
                "Signed here, unaltered, and the newest filing of this trip.",
                "Signée ici, non modifiée, et conforme à la dernière déclaration de ce voyage.",
            ),
            "check-circle",
            "good",
        ),
        Standing(
            SUPERSEDED,
            Text("Superseded lead sheet", "Feuille d'accompagnement remplacée"),
            Text(
                "The trip was amended after this sheet. Go by the newest filing.",
                "Le voyage a été modifié après cette feuille. Fiez-vous à la dernière déclaration.",
            ),
            "warning",
            "warn",
        ),
        Standing(
            WITHDRAWN,
            Text("Trip cancelled", "Voyage annulé"),
            Text(
                "The trip of this sheet was cancelled. Another filing is needed.",
                "Le voyage de cette feuille a été annulé. Une autre déclaration est nécessaire.",
            ),
            "cross",
            "warn",
        ),
        Standing(
            EXPIRED,
            Text("Expired lead sheet", "Feuille d'accompagnement expirée"),
            Text(
                "Genuine, but its time has run out. Go by the filing on record.",
                "Authentique, mais son délai est écoulé. Fiez-vous à la déclaration au dossier.",
            ),
            "clock",
            "warn",
        ),
        Standing(
            TAMPERED,
            Text("Altered or damaged code", "Code modifié ou endommagé"),
            Text(
                "The signature does not fit the content. Do not trust this sheet; find the trip by its number or plate.",
                "La signature ne correspond pas au contenu. Ne vous fiez pas à cette feuille; cherchez le voyage par "
                "son numéro ou sa plaque.",
            ),
            "stop",
            "bad",
        ),
        Standing(
            UNKNOWN,
            Text("Unknown signing key", "Clé de signature inconnue"),
            Text(
                "No published key signed this code. Do not trust this sheet; find the trip by its number or plate.",
                "Aucune clé publiée n'a signé ce code. Ne vous fiez pas à cette feuille; cherchez le voyage par son "
                "numéro ou sa plaque.",
            ),
            "stop",
            "bad",
        ),
    )
}


def standing(checked: Checked, *, version: int, status: str, now: datetime) -> Standing:
    """Judge a code against the trip it names: `version` is the trip's current one, 0 when there is no such trip.

    A code whose signature fails is judged by that alone. A higher number than the trip has cannot be ours.
    """
    code = checked.code
    if not checked.genuine or code is None:
        return STANDINGS[_BAD[checked.state]]
    if code.number > version:
        return STANDINGS[UNKNOWN]
    if status == CANCELLED:
        return STANDINGS[WITHDRAWN]
    if code.number < version:
        return STANDINGS[SUPERSEDED]
    return STANDINGS[EXPIRED if now > code.expires else VALID]
