"""A truck with dangerous goods needs its insurance on the US manifest."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N028"
_FIELDS = {
    "insurer": Text("the insurer", "l'assureur"),
    "policy_number": Text("the policy number", "le numéro de police"),
    "policy_year": Text("the policy year", "l'année de la police"),
    "insured_amount": Text("the insured amount", "le montant assuré"),
}

RULE = Rule(
    code=CODE,
    title=Text("Insurance of a hazardous load", "Assurance d'une cargaison dangereuse"),
    message=Text(
        "Dangerous goods are aboard, but {name} is missing.",
        "Des marchandises dangereuses sont à bord, mais il manque {name}.",
    ),
    fix=Text(
        "Fill in insurer, policy number, year and amount.",
        "Inscrivez l'assureur, le numéro de police, l'année et le montant.",
    ),
    source="19 CFR 123.92(d); ACE truck guide, insurance",
    agency="CBP",
)


def check(manifest: Manifest, _context: Context) -> Findings:
    if manifest.direction != "SB" or not any(line.un_number for line in manifest.lines):
        return
    for field, name in _FIELDS.items():
        if not getattr(manifest.conveyance, field):
            yield RULE.item(f"conveyance.{field}", name=name)
