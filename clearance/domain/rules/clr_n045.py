"""Nobody aboard is born in the future, and a driver is old enough to hold a licence."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N045"
YOUNGEST_DRIVER = 16

RULE = Rule(
    code=CODE,
    title=Text("Date of birth plausible", "Date de naissance plausible"),
    message=Text("The date of birth {date} cannot be right.", "La date de naissance {date} ne peut pas être exacte."),
    fix=Text("Check the date: year, month, day.", "Vérifiez la date : année, mois, jour."),
    source="ACE truck guide, crew",
)


def check(manifest: Manifest, context: Context) -> Findings:
    today = context.now.date()
    for number, person in enumerate(manifest.crew):
        born = person.birth_date
        youngest = YOUNGEST_DRIVER if person.role == "DRIVER" else 0
        if born is not None and (born > today or today.year - born.year < youngest):
            yield RULE.item(f"crew[{number}].birth_date", born, date=born.isoformat())
