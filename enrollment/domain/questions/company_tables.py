"""Rows of a company: sites, responsible people, vehicles (R-04, R-107; domain facts 5.2, 5.3 and 8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from enrollment.domain import notice
from enrollment.domain.numbers import normalised
from enrollment.domain.questions.shapes import CARD, CHOICE, PAST_DATE, PLATE, REGION, VIN, Question, Row, Table
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

SITE_KINDS = (
    ("office", Text("Office", "Bureau")),
    ("plant", Text("Plant", "Usine")),
    ("warehouse", Text("Warehouse", "Entrepôt")),
    ("terminal", Text("Truck terminal", "Terminal routier")),
    ("rail_yard", Text("Rail yard", "Gare de triage")),
    ("marine_terminal", Text("Marine terminal", "Terminal maritime")),
)
SITE_USES = (
    ("loading", Text("Loading and sealing", "Chargement et pose de scellés")),
    ("storage", Text("Storage", "Entreposage")),
    ("parking", Text("Parking of loaded trucks", "Stationnement de camions chargés")),
    ("records", Text("Records and dispatch", "Dossiers et répartition")),
)
OWNER, OFFICER = "owner", "officer"
PERSON_ROLES = (
    (OWNER, Text("Owner of 10 % or more", "Propriétaire de 10 % ou plus")),
    (OFFICER, Text("Director or officer", "Administrateur ou dirigeant")),
    ("security", Text("Security contact", "Contact pour la sûreté")),
    ("customs", Text("Customs contact", "Contact pour les douanes")),
    ("driver", Text("Driver", "Chauffeur")),
)
# The condition of no convictions is checked for those who control the company (domain facts 5.3).
BIRTH_ASKED = (OWNER, OFFICER)


def check_births(table: Table, rows: Sequence[Row], answers: Mapping[str, Any], today: date) -> list[ErrorItem]:
    """Ask the date of birth of owners and officers, and refuse to take it from anybody else (R-13)."""
    found = []
    for place, row in enumerate(rows):
        asked, given = row.get("role") in BIRTH_ASKED, bool(row.get("birth_date"))
        if asked == given or not row.get("role"):
            continue
        words = _BIRTH_MISSING if asked else _BIRTH_NOT_ASKED
        found.append(
            ErrorItem(
                words[0], words[1], path=f"{table.code}[{place}].birth_date", value=row.get("birth_date"), fix=words[2]
            )
        )
    return found


_BIRTH_MISSING = (
    "ENR_BIRTH_MISSING",
    Text(
        "For owners and officers the date of birth is needed: both agencies check them for convictions.",
        "Pour les propriétaires et dirigeants, la date de naissance est requise : les deux organismes vérifient leurs "
        "condamnations.",
    ),
    Text("Write year, month and day: 1970-04-30.", "Inscrivez l'année, le mois et le jour : 1970-04-30."),
)
_BIRTH_NOT_ASKED = (
    "ENR_BIRTH_NOT_ASKED",
    Text(
        "For this role the date of birth is not needed, so we do not take it.",
        "Pour ce rôle, la date de naissance n'est pas requise; nous ne la prenons donc pas.",
    ),
    Text("Empty this field.", "Videz ce champ."),
)


def check_twice(*columns: str) -> Any:
    """Make the rule that no two rows have the same values in these columns."""

    def rule(table: Table, rows: Sequence[Row], answers: Mapping[str, Any], today: date) -> list[ErrorItem]:
        seen: dict[tuple[str, ...], int] = {}
        found = []
        for place, row in enumerate(rows):
            key = tuple(normalised(str(row.get(column, ""))) for column in columns)
            if not all(key):
                continue
            if key in seen:
                found.append(_twice(f"{table.code}[{place}].{columns[0]}", row.get(columns[0]), seen[key] + 1))
            seen.setdefault(key, place)
        return found

    return rule


def _twice(path: str, value: Any, row: int) -> ErrorItem:
    return ErrorItem(
        "ENR_ROW_TWICE",
        Text("This is the same as row {row}.", "C'est la même chose qu'à la ligne {row}.").format(row=row),
        path=path,
        value=value,
        fix=Text("Remove one of the two, or correct it.", "Supprimez l'une des deux ou corrigez-la."),
    )


SITES = Table(
    "sites",
    Text("Sites", "Lieux"),
    notice.SITES,
    (
        Question("name", Text("Name of the site", "Nom du lieu")),
        Question("kind", Text("Kind", "Type"), CHOICE, choices=SITE_KINDS),
        Question("use", Text("Used for", "Utilisation"), CHOICE, choices=SITE_USES),
        Question("street", Text("Street and number", "Numéro et rue")),
        Question("city", Text("City", "Ville")),
        Question("region", Text("State or province", "État ou province"), REGION, Text("ON, MI", "ON, MI")),
    ),
    Text(
        "The same security standard holds for all of them, also for rail yards and marine terminals.",
        "La même norme de sûreté vaut pour tous, y compris les gares de triage et les terminaux maritimes.",
    ),
    least=1,
    rules=(check_twice("street", "city", "region"),),
)
PEOPLE = Table(
    "people",
    Text("Responsible people", "Personnes responsables"),
    notice.PEOPLE,
    (
        Question("name", Text("Full name", "Nom complet")),
        Question("role", Text("Role", "Rôle"), CHOICE, choices=PERSON_ROLES),
        Question(
            "birth_date",
            Text("Date of birth", "Date de naissance"),
            PAST_DATE,
            Text("Owners and officers only.", "Propriétaires et dirigeants seulement."),
            required=False,
        ),
        Question(
            "card",
            Text("FAST or NEXUS number", "Numéro EXPRES ou NEXUS"),
            CARD,
            Text("If there is one.", "S'il y en a un."),
            required=False,
        ),
    ),
    least=1,
    rules=(check_births, check_twice("name", "role")),
)
VEHICLES = Table(
    "vehicles",
    Text("Trucks that cross the border", "Camions qui traversent la frontière"),
    notice.VEHICLES,
    (
        Question("plate", Text("Plate", "Plaque"), PLATE),
        Question("region", Text("State or province", "État ou province"), REGION, Text("ON, MI", "ON, MI")),
        Question("vin", Text("Vehicle identification number", "Numéro d'identification (NIV)"), VIN),
    ),
    least=1,
    rules=(check_twice("plate", "region"), check_twice("vin")),
)
