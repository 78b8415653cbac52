"""Words for what a trader does at the desk beside filing: saved records and exports."""

from __future__ import annotations

from portal.core.domain.text import Text

DESK_EVENTS: dict[str, Text] = {
    "clearance.saved.kept": Text("Record saved", "Fiche enregistrée"),
    "clearance.saved.retired": Text("Record retired", "Fiche retirée"),
    "clearance.saved.restored": Text("Record brought back", "Fiche rétablie"),
    "clearance.saved.used": Text("Template used", "Modèle utilisé"),
    "clearance.export.taken": Text("Own data exported", "Données exportées"),
}
