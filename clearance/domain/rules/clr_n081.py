"""“Parts” or “general merchandise” tells an officer nothing; both laws ask for a precise description."""

from __future__ import annotations

import re
from functools import lru_cache

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from clearance.domain.rules.places import line_path, lines
from portal.core.domain.text import Text

CODE = "CLR_N081"
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = """
parts part pieces piece general merchandise goods freight all kinds kind fak cargo various assorted misc
miscellaneous item items product products equipment supplies supply material materials stuff other others
article articles said contain containing stc and new used per invoice see attached list with for the from
load loads shipment consolidated consolidation mixed commercial industrial unknown none tba tbd test
apparel appliances auto automotive chemicals chemical electronics electronic foodstuffs food machinery
machine machines tools wires scrap spare accessories
pcs pkg pkgs package packages unit units box boxes carton cartons crate crates pallet pallets skid skids
"""
_FRENCH = """
pièces pièce marchandises marchandise générales générale générique divers diverse diverses produits
produit matériel matériaux équipement équipements fournitures fret tous toutes genres autre autres selon
facture voir liste neuf neuves usagé usagées dit contenir les des pour avec chargement groupage envoi
vêtements appareils produits chimiques électronique aliments machinerie outils ferraille rechange accessoires
colis unité unités boîte boîtes caisse caisses palette palettes
"""
EMPTY_WORDS = frozenset(f"{_ENGLISH} {_FRENCH}".split())

RULE = Rule(
    code=CODE,
    title=Text("Precise description", "Description précise"),
    message=Text("“{words}” does not say what the goods are.", "« {words} » ne dit pas ce que sont les marchandises."),
    fix=Text(
        "Say what they are, of what, and for what: “steel brake discs for passenger cars”.",
        "Dites ce que c'est, en quelle matière et pour quel usage : « disques de frein en acier pour voitures ».",
    ),
    source="19 CFR 123.92(d); SOR/86-873 Sch. 2 Part 3; requirements 5.3",
)


@lru_cache(maxsize=4096)
def is_weak(description: str) -> bool:
    """Say whether nothing is left of the words once those that say nothing are taken out."""
    words = _WORD.findall(description.casefold())
    return not any(len(word) > 2 and word not in EMPTY_WORDS for word in words)


def check(manifest: Manifest, _context: Context) -> Findings:
    for number, position, line in lines(manifest):
        if line.description and is_weak(line.description):
            words = line.description[:60]
            yield RULE.item(line_path(number, position, "description"), line.description, words=words)
