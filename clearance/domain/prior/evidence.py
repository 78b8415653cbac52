"""The three places where a load can be cleared before the booth, and the evidence each needs (R-66)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

PERIMETER, SITE, AWAY = "perimeter", "site", "away"
KINDS: dict[str, Text] = {
    PERIMETER: Text("At the perimeter", "Au périmètre"),
    SITE: Text("At a site before arrival", "À un site avant l'arrivée"),
    AWAY: Text("At a point away, then a secured vehicle", "À un point éloigné, puis véhicule sécurisé"),
}
SITE_KINDS: dict[str, Text] = {
    "plant": Text("Plant", "Usine"),
    "warehouse": Text("Warehouse", "Entrepôt"),
    "inland": Text("Inland inspection site", "Site d'inspection intérieur"),
    "rail_yard": Text("Rail yard", "Gare de triage"),
    "marine_terminal": Text("Marine terminal", "Terminal maritime"),
}
CHECKS: dict[str, Text] = {
    "goods": Text("Goods as described and counted", "Marchandises conformes et comptées"),
    "health": Text("Health, food or plant inspection", "Inspection sanitaire, alimentaire ou végétale"),
    "sample": Text("Sample taken and passed", "Échantillon prélevé et conforme"),
    "loading": Text("Loading watched", "Chargement surveillé"),
    "identity": Text("Driver, tractor and trailer", "Conducteur, tracteur et remorque"),
}
_NEEDS: dict[str, tuple[str, ...]] = {
    PERIMETER: ("perimeter", "seal"),
    SITE: ("site", "accredited", "checks", "seal", "expires_at"),
    AWAY: ("place", "checks", "seal", "route", "expires_at"),
}
_WORDS: dict[str, tuple[Text, Text]] = {
    "perimeter": (
        Text("the record of the clearance at the perimeter", "la fiche du dédouanement au périmètre"),
        Text("Name the perimeter clearance.", "Indiquez le dédouanement au périmètre."),
    ),
    "site": (Text("the site", "le site"), Text("Choose a site of the register.", "Choisissez un site du registre.")),
    "accredited": (
        Text("an accreditation of the site by both agencies", "un agrément du site par les deux organismes"),
        Text("Renew the accreditation, or clear elsewhere.", "Renouvelez l'agrément, ou dédouanez ailleurs."),
    ),
    "checks": (
        Text("a check that was passed", "un contrôle réussi"),
        Text("Record who checked what.", "Consignez qui a contrôlé quoi."),
    ),
    "seal": (
        Text("the seal put on after the check", "le sceau apposé après le contrôle"),
        Text("Give the number of the seal.", "Donnez le numéro du sceau."),
    ),
    "expires_at": (
        Text("until when it counts", "jusqu'à quand il compte"),
        Text("Give its end, at most 72 hours ahead.", "Donnez sa fin, au plus tard dans 72 heures."),
    ),
    "place": (
        Text("the point where it was cleared", "le point où il a été dédouané"),
        Text("Name the place.", "Indiquez le lieu."),
    ),
    "route": (
        Text("the secured route to the border", "l'itinéraire sécurisé jusqu'à la frontière"),
        Text("Name the roads, or the escort.", "Indiquez les routes, ou l'escorte."),
    ),
}


def missing_evidence(kind: str, evidence: Mapping[str, Any]) -> list[ErrorItem]:
    """Name what a clearance of this kind still lacks; with anything missing it cannot be cleared."""
    return [_missing(name) for name in _NEEDS[kind] if not evidence.get(name)]


def unknown_checks(codes: Collection[str]) -> list[str]:
    return sorted(set(codes) - CHECKS.keys())


def _missing(name: str) -> ErrorItem:
    what, fix = _WORDS[name]
    message = Text(
        f"Not cleared: {what.en} is missing.",
        f"Pas dédouané : il manque {what.fr}.",
    )
    return ErrorItem("CLR_PRIOR_EVIDENCE", message, name, fix=fix)
