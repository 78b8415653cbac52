"""Canada asks whether the truck is loaded or empty; the answer must agree with what is aboard."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N010"
LOADS = {"LOADED": Text("loaded", "chargé"), "EMPTY": Text("empty", "vide")}

RULE = Rule(
    code=CODE,
    title=Text("Loaded or empty", "Chargé ou vide"),
    message=Text(
        "The trip says {load}, but it has {count} shipments.",
        "Le voyage est dit {load}, mais il compte {count} expéditions.",
    ),
    fix=Text(
        "Correct the load code, or add or remove the shipments.",
        "Corrigez le code de chargement, ou ajoutez ou retirez des expéditions.",
    ),
    source="SOR/86-873 Sch. 1 Part 3, s. 24",
)


def check(manifest: Manifest, _context: Context) -> Findings:
    load, count = manifest.trip.load, len(manifest.shipments)
    if load and (load == "EMPTY") != (count == 0):
        yield RULE.item("trip.load", load, load=LOADS[load], count=count)
