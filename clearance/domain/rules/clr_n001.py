"""The trip number of the United States needs a SCAC of exactly four letters (CBP: 8 to 25 characters)."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N001"

RULE = Rule(
    code=CODE,
    title=Text("SCAC in the trip number", "SCAC du numéro de voyage"),
    message=Text(
        "The US trip number needs a SCAC of four letters; “{scac}” has {count}.",
        "Le numéro de voyage américain exige un SCAC de quatre lettres; « {scac} » en compte {count}.",
    ),
    fix=Text(
        "Give the four-letter SCAC the carrier uses in ACE.",
        "Donnez le SCAC de quatre lettres que le transporteur utilise dans ACE.",
    ),
    source="19 CFR 123.92(d); ACE truck guide, trip number",
    agency="CBP",
)


def check(manifest: Manifest, _context: Context) -> Findings:
    scac = manifest.trip.scac
    if manifest.direction == "SB" and scac and len(scac) != 4:
        yield RULE.item("trip.scac", scac, scac=scac, count=len(scac))
