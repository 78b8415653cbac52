"""Without a valid risk appetite nothing of the policies and profiles may change (R-36)."""

from __future__ import annotations

from clearance.selectors.policies import appetite_frozen
from portal.core.domain.errors import Conflict, ErrorItem
from portal.core.domain.text import Text


def refuse_when_frozen() -> None:
    """Raise Conflict while no appetite record for the whole border is valid."""
    if appetite_frozen():
        raise Conflict([FROZEN])


FROZEN = ErrorItem(
    "CLR_APPETITE_EXPIRED",
    Text(
        "Changes are frozen: no valid risk appetite is signed. What was in force goes on.",
        "Les changements sont gelés : aucun appétit pour le risque valide n'est signé. Ce qui était en vigueur continue.",
    ),
    path="appetite",
    fix=Text(
        "Supervisors of both agencies sign a new appetite record.",
        "Les superviseurs des deux organismes signent une nouvelle déclaration d'appétit.",
    ),
)
