"""A perimeter clearance that nobody issued inherits nothing."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N096"

RULE = Rule(
    code=CODE,
    title=Text("Perimeter clearance on file", "Dédouanement au périmètre au dossier"),
    message=Text(
        "There is no perimeter clearance {number}.",
        "Il n'y a pas de dédouanement au périmètre {number}.",
    ),
    fix=Text(
        "Take the number from the certificate, or leave it out; the container is then examined at the border.",
        "Reprenez le numéro du certificat, ou laissez-le vide; le conteneur sera alors examiné à la frontière.",
    ),
    source="R-28, R-66",
)


def check(manifest: Manifest, context: Context) -> Findings:
    if context.perimeter is None:
        return
    for number, shipment in enumerate(manifest.shipments):
        if shipment.perimeter_id and shipment.perimeter_id not in context.perimeter:
            path = f"shipments[{number}].perimeter_id"
            yield RULE.item(path, shipment.perimeter_id, number=shipment.perimeter_id)
