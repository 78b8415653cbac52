"""Drivers and rigs carrying a container from a third country must be FAST-enrolled (R-57)."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.links import CARRIER, DRIVER, NAMES
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N030"

RULE = Rule(
    code=CODE,
    title=Text("Third-country container", "Conteneur d'un pays tiers"),
    message=Text(
        "The container {number} comes from a third country; the {who} must be a FAST member.",
        "Le conteneur {number} vient d'un pays tiers; le {who} doit être membre FAST/EXPRES.",
    ),
    fix=Text(
        "Use a FAST driver of a FAST carrier, or have the container moved in bond by one.",
        "Confiez le conteneur à un conducteur FAST d'un transporteur FAST, ou faites-le acheminer sous douane par l'un d'eux.",
    ),
    source="R-57",
)


def _gaps(manifest: Manifest, context: Context) -> tuple[Text, ...]:
    drivers = manifest.drivers
    links = context.links
    carded = bool(drivers) and all(driver.fast_card for driver in drivers)
    driver_fast = carded and (links is None or links.driver.is_fast)
    carrier_fast = links is None or links.carrier.is_fast
    return tuple(NAMES[who] for who, fast in ((DRIVER, driver_fast), (CARRIER, carrier_fast)) if not fast)


def check(manifest: Manifest, context: Context) -> Findings:
    for position, item in enumerate(manifest.equipment):
        for who in _gaps(manifest, context) if item.third_country else ():
            yield RULE.item(f"equipment[{position}].third_country", item.number, number=item.number, who=who)
