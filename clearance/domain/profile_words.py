"""Words for the families and targets of threat-profile rules (R-71, R-72)."""

from __future__ import annotations

from portal.core.domain.text import Text

FAMILY_LABELS: dict[str, Text] = {
    "safety": Text("Safety and security", "Sûreté et sécurité"),
    "trade_policy": Text("Trade policy", "Politique commerciale"),
    "other_regulation": Text("Other regulation", "Autre réglementation"),
}
TARGET_LABELS: dict[str, Text] = {
    "security": Text("security", "sûreté"),
    "compliance": Text("compliance", "conformité"),
}
BORDER_LABELS: dict[str, Text] = {
    "northern_land": Text("Canada–US land border", "Frontière terrestre Canada–États-Unis"),
    "southern_land": Text("US–Mexico land border", "Frontière terrestre États-Unis–Mexique"),
    "air": Text("Air", "Air"),
    "sea": Text("Sea", "Mer"),
}
DIRECTION_LABELS: dict[str, Text] = {
    "both": Text("Both directions", "Les deux sens"),
    "SB": Text("Southbound", "Vers le sud"),
    "NB": Text("Northbound", "Vers le nord"),
}
PART_LABELS: dict[str, Text] = {
    "family": Text("Family", "Famille"),
    "target": Text("Counts for", "Compte pour"),
    "points": Text("Points", "Points"),
    "when": Text("Condition", "Condition"),
    "reason_class": Text("What the member reads", "Ce que lit le membre"),
    "detail": Text("What it looks for", "Ce qu'elle relève"),
    "owner": Text("Office that answers for it", "Bureau responsable"),
    "until": Text("Last day", "Dernier jour"),
    "border": Text("Border", "Frontière"),
    "direction": Text("Direction", "Sens"),
    "crossings": Text("Crossings", "Passages"),
    "stops": Text("Mandatory", "Obligatoire"),
    "cause": Text("Cause it lets an officer cite", "Cause qu'elle permet d'invoquer"),
    "card": Text("Learned card", "Grille apprise"),
}
CHANGE_LABELS: dict[str, Text] = {
    "added": Text("Added", "Ajoutée"),
    "removed": Text("Removed", "Retirée"),
    "changed": Text("Changed", "Modifiée"),
}
