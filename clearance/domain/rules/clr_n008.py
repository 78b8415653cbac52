"""Both systems take an arrival at most 30 days ahead."""

from __future__ import annotations

from clearance.domain.context import FURTHEST_AHEAD, Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N008"

RULE = Rule(
    code=CODE,
    title=Text("Arrival within 30 days", "Arrivée d'ici 30 jours"),
    message=Text(
        "The estimated arrival is more than {days} days ahead.", "L'arrivée prévue est dans plus de {days} jours."
    ),
    fix=Text(
        "File within {days} days of the arrival; keep a draft until then.",
        "Déposez dans les {days} jours précédant l'arrivée; gardez un brouillon d'ici là.",
    ),
    source="CBSA eManifest portal; requirements 5.1",
)


def check(manifest: Manifest, context: Context) -> Findings:
    eta = manifest.trip.eta
    if eta is not None and eta - context.now > FURTHEST_AHEAD:
        yield RULE.item("trip.eta", eta, days=FURTHEST_AHEAD.days)
