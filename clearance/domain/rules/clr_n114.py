"""Nobody of an agency is at the port when the truck arrives. Said before sending; never blocks (R-40)."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.partners.lines import partner_agencies
from clearance.domain.partners.service import moment_words, relief
from clearance.domain.rules.base import WARNING, Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N114"

RULE = Rule(
    code=CODE,
    title=Text("Closed when you arrive", "Fermé à votre arrivée"),
    message=Text(
        "{agency} is closed at this port when you arrive, {at}. {relief}",
        "{agency} : fermé à ce bureau à votre arrivée, {at}. {relief}",
    ),
    fix=Text(
        "Arrive while it is open, or expect to wait for it. This does not block the filing.",
        "Arrivez pendant ses heures, ou prévoyez l'attendre. Cela ne bloque pas le dépôt.",
    ),
    source="R-40; hours of agencies at each port (docs/reference-data.md)",
    severity=WARNING,
)


def check(manifest: Manifest, context: Context) -> Findings:
    if context.services is None or manifest.trip.eta is None:
        return
    for agency in sorted(partner_agencies(manifest, context.severities, manifest.day(context.now))):
        service = context.services(agency)
        if service is not None and service.gap:
            yield RULE.item(
                "trip.eta",
                manifest.trip.eta,
                agency=service.agency,
                at=moment_words(service.at),
                relief=relief(service),
            )
