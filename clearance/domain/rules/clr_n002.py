"""The carrier code must be one the filing carrier has on file, else the agencies answer to somebody else."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N002"

RULE = Rule(
    code=CODE,
    title=Text("Carrier code on file", "Code de transporteur au dossier"),
    message=Text(
        "The carrier code {code} is not on file for this carrier.",
        "Le code de transporteur {code} n'est pas au dossier de ce transporteur.",
    ),
    fix=Text(
        "Use one of: {known}, or add the code to the organisation first.",
        "Utilisez l'un de ceux-ci : {known}, ou ajoutez d'abord le code à l'organisation.",
    ),
    source="SOR/86-873 s. 31; ACE error 009",
)


def check(manifest: Manifest, context: Context) -> Findings:
    trip = manifest.trip
    pairs = (
        ("trip.scac", trip.scac, context.carrier_scacs),
        ("trip.cbsa_code", trip.cbsa_code, context.carrier_cbsa_codes),
    )
    for path, code, known in pairs:
        if code and known and code not in known:
            yield RULE.item(path, code, code=code, known=", ".join(sorted(known)))
