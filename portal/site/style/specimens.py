"""What the components of the style page show. A crossing of one truck at Detroit, told in pieces."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace as Part
from typing import Any

from portal.core.domain.errors import ErrorItem
from portal.core.domain.reasons import Reason
from portal.core.domain.text import Text

PLACE = "America/Detroit"
DIGEST = "9f2c4e1ab07d5583c6ee10f3a4b7d9215c0e88f1d23b6a4790fe5521c3ab7d04"


def state(en: str, fr: str, icon: str, tone: str) -> Part:
    return Part(label=Text(en, fr), icon=icon, tone=tone)


STATES = [
    state("Draft", "Brouillon", "draft", "neutral"),
    state("Sent", "Envoyé", "sent", "info"),
    state("Needs fixing", "À corriger", "warning", "warn"),
    state("On file", "Au dossier", "check", "info"),
    state("At the booth", "À la guérite", "pin", "info"),
    state("To inspection", "En inspection", "magnifier", "warn"),
    state("Released", "Dédouané", "check-circle", "good"),
    state("Refused", "Refusé", "stop", "bad"),
]
LANES = ["green_fast", "fast", "general", "secondary", "refused", ""]
TIERS = ["T0", "T1", "T2", "T3", "NEXUS"]

MAY_PROCEED = state("May proceed", "Peut continuer", "check-circle", "good")
WAITING = state("Not decided yet", "Pas encore décidé", "hourglass", "neutral")
HELD = state("Held", "Retenu", "hold", "bad")

REASON = Reason(
    "CMP_SEAL_MISMATCH",
    Text(
        "The seal on trailer TR998 read 884231 at the booth; the filing named 884213. "
        "Rule 4.2 of the seal policy asks for the same number.",
        "Le sceau de la remorque TR998 portait le numéro 884231 à la guérite; la déclaration indiquait 884213. "
        "La règle 4.2 de la politique sur les sceaux exige le même numéro.",
    ),
    "Inspection 41 of 12 November 2026",
    Text(
        "File an amendment with the number on the seal and the name of the person who put it on.",
        "Déposez une modification avec le numéro inscrit sur le sceau et le nom de la personne qui l'a posé.",
    ),
    Text(
        "You may ask the joint commission to review this. Your tier stays as it is until the ruling.",
        "Vous pouvez demander un examen à la commission mixte. Votre niveau reste inchangé jusqu'à la décision.",
    ),
)


def links(carrier_member: bool | None = True) -> list[dict[str, Any]]:
    return [
        {"role": "driver", "name": "FAST 7410 2263", "tier": "T1", "member": True, "note": ""},
        {
            "role": "carrier",
            "name": "ABCD",
            "tier": "T2",
            "member": carrier_member,
            "note": "" if carrier_member is not False else Text("ended 3 November", "terminé le 3 novembre"),
        },
        {"role": "importer", "name": "12-3456789XY", "tier": "T3", "member": True, "note": ""},
    ]


def agencies(now: datetime) -> list[dict[str, Any]]:
    return [
        {"agency": "CBSA", "state": MAY_PROCEED, "hours": Text("open all day", "ouvert 24 heures")},
        {"agency": "CBP", "state": MAY_PROCEED, "hours": Text("open all day", "ouvert 24 heures")},
        {
            "agency": "CFIA",
            "state": WAITING,
            "delegate": "CBSA",
            "hours": Text("closed, opens 08:00", "fermé, ouvre à 8 h"),
            "expected": now + timedelta(minutes=25),
        },
        {"agency": "FDA", "state": HELD, "note": Text("prior notice missing", "préavis manquant")},
    ]


def ladder(now: datetime) -> list[dict[str, Any]]:
    return [
        {"label": Text("Sent", "Envoyé"), "state": "done", "at": now - timedelta(hours=3)},
        {
            "label": Text("On file with both", "Au dossier des deux"),
            "state": "done",
            "at": now - timedelta(hours=2, minutes=57),
        },
        {
            "label": Text("Lane advised", "Voie recommandée"),
            "state": "done",
            "at": now - timedelta(hours=2, minutes=56),
        },
        {"label": Text("At the booth", "À la guérite"), "state": "current", "at": now},
        {"label": Text("Inspection", "Inspection"), "state": "skipped", "note": Text("not needed", "pas nécessaire")},
        {"label": Text("Released", "Dédouané"), "state": "todo"},
    ]


def failed_ladder(now: datetime) -> list[dict[str, Any]]:
    return [
        {"label": Text("Sent", "Envoyé"), "state": "done", "at": now - timedelta(minutes=9)},
        {
            "label": Text("Returned with errors", "Retourné avec des erreurs"),
            "state": "failed",
            "at": now - timedelta(minutes=8),
        },
        {"label": Text("On file with both", "Au dossier des deux"), "state": "todo"},
    ]


def timeline(now: datetime) -> list[dict[str, Any]]:
    return [
        {
            "at": now,
            "title": Text("Released by both agencies", "Dédouané par les deux organismes"),
            "actor": Text("CBP primary officer", "agent de première ligne du CBP"),
            "icon": "check-circle",
            "tone": "good",
        },
        {
            "at": now - timedelta(minutes=12),
            "title": Text("Referred to secondary", "Dirigé vers la deuxième ligne"),
            "actor": Text("CBP primary officer", "agent de première ligne du CBP"),
            "body": Text("Cause 3: seal number differs.", "Motif 3 : le numéro du sceau diffère."),
            "icon": "magnifier",
            "tone": "warn",
        },
        {
            "at": now - timedelta(hours=3),
            "title": Text("Filed, version 2", "Déclaré, version 2"),
            "actor": Text("Carrier dispatcher", "répartiteur du transporteur"),
            "icon": "sent",
            "tone": "info",
            "url": "#timeline",
        },
    ]


def evidence(now: datetime) -> list[dict[str, Any]]:
    return [
        {
            "title": Text("Photograph of the seal", "Photographie du sceau"),
            "kind": Text("image", "image"),
            "url": "#evidence",
            "digest": DIGEST,
            "at": now,
            "by": Text("secondary officer", "agent de deuxième ligne"),
        },
        {"title": Text("Filing, version 2", "Déclaration, version 2"), "kind": "manifest", "digest": DIGEST, "at": now},
    ]


CHANGES = [
    {"label": Text("Seal number", "Numéro de sceau"), "before": "884213", "after": "884231"},
    {"label": Text("Trailer 2", "Remorque 2"), "before": "", "after": "TR 1004"},
    {"label": Text("Container", "Conteneur"), "before": "MSCU 123456 7", "after": ""},
]


def grid(now: datetime) -> dict[str, Any]:
    return {
        "columns": [
            {"label": Text("Trip", "Voyage"), "sorted": "ascending", "sort_url": "#data-grid"},
            {"label": Text("Status", "État")},
            {"label": Text("Lane", "Voie")},
            {"label": Text("Expected", "Attendu")},
            {"label": Text("Packages", "Colis"), "numeric": True},
        ],
        "rows": [
            {
                "cells": [
                    {"identifier": "ABCD240611000007", "url": "#data-grid"},
                    {"state": STATES[3]},
                    {"lane": "green_fast"},
                    {"at": now + timedelta(minutes=40)},
                    {"value": "412"},
                ],
            },
            {
                "tone": "warn",
                "cells": [
                    {"identifier": "ABCD240611000008", "url": "#data-grid"},
                    {"state": STATES[2]},
                    {"lane": "general"},
                    {"at": now + timedelta(hours=2)},
                    {"value": "0", "error": Text("must be at least 1", "doit être au moins 1")},
                ],
            },
        ],
    }


ERRORS = [
    ErrorItem(
        "CLR_PLATE_LENGTH",
        Text("The plate has more than 8 characters.", "La plaque compte plus de 8 caractères."),
        path="plate",
        fix=Text("Leave out spaces and hyphens.", "Omettez les espaces et les traits d'union."),
    ),
    ErrorItem(
        "CLR_PRIOR_NOTICE",
        Text("The prior notice for food is missing.", "Le préavis pour les aliments est manquant."),
        agency="FDA",
    ),
]

BARS = [
    (Text("Green-FAST", "EXPRES vert"), 214),
    (Text("FAST", "EXPRES"), 158),
    (Text("General", "Générale"), 96),
    (Text("Secondary", "Secondaire"), 12, "warn"),
]
HOURLY = [(f"{hour:02d}", minutes) for hour, minutes in enumerate([4, 3, 3, 5, 8, 12, 18, 22, 19, 14, 11, 9])]
