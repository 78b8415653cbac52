"""The release is asked at the office of the crossing; a request at another port is rejected there."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import WARNING, Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N012"
AT_THE_BORDER = frozenset({"PARS", "CSA", "LVS"})


RULE = Rule(
    code=CODE,
    title=Text("Port of release", "Bureau de mainlevée"),
    message=Text(
        "Release is asked at office {office}, but the truck arrives at {name}, office {expected}.",
        "La mainlevée est demandée au bureau {office}, mais le camion arrive à {name}, bureau {expected}.",
    ),
    fix=Text(
        "Ask for release at office {expected}, or choose the crossing of office {office}.",
        "Demandez la mainlevée au bureau {expected}, ou choisissez le passage du bureau {office}.",
    ),
    source="CBSA reject “port mismatch”; CBSA D17-1-5",
    severity=WARNING,
    agency="CBSA",
)


def check(manifest: Manifest, context: Context) -> Findings:
    crossing = context.crossing(manifest.trip.crossing)
    if manifest.direction != "NB" or crossing is None or not crossing.cbsa_office_code:
        return
    expected = crossing.cbsa_office_code
    for number, shipment in enumerate(manifest.shipments):
        if shipment.release_type in AT_THE_BORDER and shipment.release_office not in ("", expected):
            office = shipment.release_office
            path = f"shipments[{number}].release_office"
            yield RULE.item(path, office, office=office, expected=expected, name=crossing.name)
