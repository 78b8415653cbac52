"""The parts of the style page that are lists of plain words."""

from __future__ import annotations

from typing import Any

from portal.core.domain.text import Text
from portal.site.style import specimens

SECTIONS: dict[str, Any] = {
    "crumbs": [{"label": Text("Home", "Accueil"), "url": "/"}, {"label": Text("Style", "Style")}],
    "steps": [
        {"label": Text("Parties", "Parties"), "state": "done", "url": "#progress"},
        {"label": Text("Goods", "Marchandises"), "state": "error", "url": "#progress"},
        {"label": Text("Trip", "Voyage"), "state": "current"},
        {"label": Text("Check and send", "Vérifier et envoyer"), "state": "todo"},
    ],
    "tasks": [
        {"label": Text("Parties", "Parties"), "url": "#progress", "state": specimens.STATES[6]},
        {
            "label": Text("Goods", "Marchandises"),
            "url": "#progress",
            "hint": Text("2 of 10 lines need you", "2 lignes sur 10 à corriger"),
            "state": specimens.STATES[2],
        },
    ],
    "facts": [
        {"label": Text("Trip number", "Numéro de voyage"), "identifier": "ABCD240611000007"},
        {"label": Text("Weight", "Poids"), "value": Text("6,120 kg (13,492 lb)", "6 120 kg (13 492 lb)")},
        {"label": Text("Container", "Conteneur"), "value": "", "change_url": "#record"},
    ],
    "record_actions": [
        {"label": Text("Release", "Dédouaner"), "url": "#record", "key": "r", "get": True},
        {"label": Text("Note", "Note"), "url": "#record", "key": "n", "tone": "outline", "get": True},
        {"label": Text("Refer", "Diriger"), "url": "#record", "key": "s", "tone": "bad", "get": True},
    ],
    "next_steps": [
        Text(
            "Both agencies answer, most often within two minutes.",
            "Les deux organismes répondent, le plus souvent en deux minutes.",
        ),
        Text(
            "You see the advised lane here and on the driver's page.",
            "Vous voyez la voie recommandée ici et sur la page du conducteur.",
        ),
    ],
    "letter_lines": [Text("Compliance manager", "Responsable de la conformité"), "ABCD", "Windsor ON"],
    "letter_text": [
        Text(
            "We looked at your trip of 12 November 2026. This letter says what we found and what you can do.",
            "Nous avons examiné votre voyage du 12 novembre 2026. "
            "Cette lettre dit ce que nous avons constaté et ce que vous pouvez faire.",
        ),
    ],
    "files": [
        {
            "name": "invoice-884213.pdf",
            "size": 184_320,
            "percent": 62,
            "state": {"label": Text("Uploading", "Envoi en cours"), "icon": "upload", "tone": "info"},
        },
        {
            "name": "packing-list.pdf",
            "size": 90_112,
            "percent": None,
            "state": {"label": Text("Scanned, clean", "Analysé, sain"), "icon": "check-circle", "tone": "good"},
        },
        {
            "name": "photo.exe",
            "size": 4_096,
            "percent": None,
            "state": {
                "label": Text("Refused by the virus scan", "Refusé par l'antivirus"),
                "icon": "stop",
                "tone": "bad",
            },
        },
    ],
}
