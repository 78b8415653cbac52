"""An empty truck reports its conveyance, except a tractor alone or a CSA carrier with a FAST driver."""

from __future__ import annotations

from clearance.domain import exemptions
from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import INFO, Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N104"
BOBTAIL = Text("a tractor without a trailer", "un tracteur sans remorque")
MEMBERS = Text("a CSA carrier with a FAST driver", "un transporteur PAD avec un conducteur FAST/EXPRES")


RULE = Rule(
    code=CODE,
    title=Text("Empty truck exempt", "Camion vide dispensé"),
    message=Text(
        "Canada asks no conveyance data for this empty truck: {why}.",
        "Le Canada n'exige pas de données sur le moyen de transport pour ce camion vide : {why}.",
    ),
    fix=Text(
        "Nothing to do; report at the booth as usual.",
        "Rien à faire; présentez-vous à la guérite comme d'habitude.",
    ),
    source="SOR/86-873 s. 24",
    severity=INFO,
    agency="CBSA",
)


def check(manifest: Manifest, context: Context) -> Findings:
    if manifest.is_empty and exemptions.conveyance_exempt(manifest, context):
        yield RULE.item("conveyance", why=BOBTAIL if manifest.is_bobtail else MEMBERS)
