"""What a visit looks at: the security criteria of a company, and the one standard of every site (R-107).

The 2001 pledge was compatible security standards at plants, and clearance away from the border in rail yards and
marine ports as well. So there is one list for all kinds of sites: a rail yard is held to what a plant is held to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from enrollment.domain.questions.company import SECURITY
from portal.core.domain.text import Text

SITE_STANDARD_VERSION = "site-standard-2026.1"
SITE_STANDARD: dict[str, Text] = {
    "site_perimeter": Text("Closed, lit and watched perimeter", "Périmètre clos, éclairé et surveillé"),
    "site_access": Text("Entry logged for people and vehicles", "Entrées des personnes et des véhicules consignées"),
    "site_apart": Text(
        "Cleared goods kept apart from all others", "Marchandises dédouanées gardées à part de toutes les autres"
    ),
    "site_bay": Text("A bay where officers can inspect safely", "Un quai où les agents inspectent en sécurité"),
    "site_office": Text(
        "A desk and a line for officers of both countries", "Un bureau et une ligne pour les agents des deux pays"
    ),
    "site_seals": Text("High-security seals locked away and logged", "Scellés de haute sûreté sous clé et consignés"),
    "site_cameras": Text("Loading on camera, kept thirty days", "Chargement filmé, images gardées trente jours"),
    "site_staff": Text("Staff checked and named to both agencies", "Personnel vérifié et connu des deux organismes"),
}
MET, PARTLY, NOT_MET, NOT_APPLICABLE = "met", "partly", "not_met", "not_applicable"
GRADES = {
    MET: Text("Met", "Satisfait"),
    PARTLY: Text("Partly met", "En partie satisfait"),
    NOT_MET: Text("Not met", "Non satisfait"),
    NOT_APPLICABLE: Text("Does not apply", "Sans objet"),
}


@dataclass(frozen=True, slots=True)
class Check:
    """One line of a visit's checklist, with the criterion of each agency it answers."""

    code: str
    label: Text
    serves: Mapping[str, str]


def checklist(site: str) -> tuple[Check, ...]:
    """Give the lines of a visit: the company's criteria and, at a site of the register, the standard of sites."""
    company = tuple(Check(question.code, question.label, question.serves) for question in SECURITY.questions)
    if not site:
        return company
    return (*company, *(Check(code, label, {}) for code, label in SITE_STANDARD.items()))


def standard_gaps(grades: Mapping[str, str]) -> list[str]:
    """Name the lines of the site standard that are not met; a site is accredited when there are none."""
    return [code for code in SITE_STANDARD if grades.get(code) != MET]
