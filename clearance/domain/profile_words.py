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
