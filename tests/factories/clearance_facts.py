"""Looked-up facts for pure clearance tests: a context in which the sample manifest has no fault."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from clearance.domain.context import Context, CrossingFacts
from clearance.domain.links import CARRIER, DRIVER, IMPORTER, Links, LinkState
from portal.core.domain.text import Text
from tests.factories.manifests import NOW

AMBASSADOR = CrossingFacts(
    "ambassador-bridge", Text("Ambassador Bridge", "Pont Ambassador"), "3801", "0453", "America/Toronto"
)
ONE_WAY = CrossingFacts(
    "one-way", Text("One-way crossing", "Passage à sens unique"), "0901", "", "America/Toronto", frozenset({"NB"})
)
CONTEXT = Context(
    now=NOW,
    crossings={"ambassador-bridge": AMBASSADOR, "one-way": ONE_WAY},
    hs_codes=frozenset({"870830", "180632", "391740", "731815", "020130"}),
    countries=frozenset({"CA", "US", "MX", "FR", "CN", "DE"}),
    subdivisions={"CA": frozenset({"ON", "QC", "BC"}), "US": frozenset({"MI", "NY", "IL", "WA"})},
    packages=frozenset({"BOX", "CTN", "PLT", "BAG"}),
    carrier_scacs=frozenset({"ABCD"}),
    carrier_cbsa_codes=frozenset({"7AB1"}),
)


def context(**changes: Any) -> Context:
    return replace(CONTEXT, **changes)


def links(driver: str = "T2", carrier: str = "T2", *importers: str) -> Links:
    return Links(
        LinkState(DRIVER, driver, "Sample Driver"),
        LinkState(CARRIER, carrier, "Sample Carrier"),
        tuple(
            LinkState(IMPORTER, tier, f"Importer {number}", shipment=number)
            for number, tier in enumerate(importers or ("T2",))
        ),
    )
