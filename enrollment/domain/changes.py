"""What a member must report, within how many days (R-10; the idea of a closed list: Finland's AEO portal [S66])."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from enrollment.domain.programmes import ORGANISATION, PERSON
from portal.core.domain.text import Text

LATE_CLASS = "LATE_REPORT"


@dataclass(frozen=True, slots=True)
class Change:
    """One kind of change: who reports it, within how many days, and why it matters."""

    code: str
    label: Text
    why: Text
    days: int
    holders: tuple[str, ...]


_BOTH = (PERSON, ORGANISATION)
CHANGES: dict[str, Change] = {
    entry.code: entry
    for entry in (
        Change(
            "passport",
            Text("New passport or other travel document", "Nouveau passeport ou autre document de voyage"),
            Text("The card opens the record of the document it was issued on.", "La carte renvoie au document connu."),
            30,
            (PERSON,),
        ),
        Change(
            "address",
            Text("New address", "Nouvelle adresse"),
            Text("Letters with deadlines go there.", "Les lettres assorties de délais y sont envoyées."),
            30,
            _BOTH,
        ),
        Change(
            "name",
            Text("New name", "Nouveau nom"),
            Text("Card, document and file must show the same name.", "Carte, document et dossier portent le même nom."),
            30,
            _BOTH,
        ),
        Change(
            "citizenship",
            Text("Change of citizenship or residence status", "Changement de citoyenneté ou de statut de résident"),
            Text("Who may join depends on it (s. 5).", "L'admissibilité en dépend (art. 5)."),
            30,
            (PERSON,),
        ),
        Change(
            "vehicles",
            Text("Trucks or trailers added or sold", "Camions ou remorques ajoutés ou vendus"),
            Text("The lane reads plates and chips of known units.", "La voie lit les plaques et puces connues."),
            30,
            (ORGANISATION,),
        ),
        Change(
            "ownership",
            Text("Change of owner or control", "Changement de propriétaire ou de contrôle"),
            Text("Trust was given to the people known then.", "La confiance visait les personnes connues alors."),
            30,
            (ORGANISATION,),
        ),
        Change(
            "site",
            Text(
                "Yard, warehouse or office opened, moved or closed", "Cour, entrepôt ou bureau ouvert, déplacé ou fermé"
            ),
            Text("The security profile was checked at the sites named in it.", "Le profil vise les lieux déclarés."),
            30,
            (ORGANISATION,),
        ),
        Change(
            "charge",
            Text("Charge or conviction in any country", "Accusation ou condamnation dans un pays"),
            Text(
                "It does not end the membership by itself; hiding it may.",
                "Elle ne met pas fin à l'adhésion à elle seule; la taire le peut.",
            ),
            30,
            _BOTH,
        ),
    )
}


def changes_for(holder: str) -> dict[str, Change]:
    """Give the changes a person or an organisation must report."""
    return {code: entry for code, entry in CHANGES.items() if holder in entry.holders}


def due_on(kind: str, happened_on: date) -> date:
    """Give the last day on which the change is reported in time."""
    return happened_on + timedelta(days=CHANGES[kind].days)


def days_late(kind: str, happened_on: date, reported_on: date) -> int:
    """Give how many days too late a report is; 0 when it is in time."""
    return max((reported_on - due_on(kind, happened_on)).days, 0)
