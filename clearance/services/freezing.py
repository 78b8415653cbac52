"""What keeps a policy or profile from changing: no valid risk appetite (R-36), or a simulation that is out of date."""

from __future__ import annotations

from clearance.models import Simulation
from clearance.selectors.baseline import baseline_fault
from clearance.selectors.policies import appetite_frozen
from portal.core.domain.errors import Conflict, ErrorItem
from portal.core.domain.text import Text


def refuse_when_frozen() -> None:
    """Raise Conflict while no appetite record for the whole border is valid."""
    if appetite_frozen():
        raise Conflict([FROZEN])


def refuse_when_stale(simulation: Simulation | None) -> None:
    """Raise Conflict when what the simulation was held against has been replaced since."""
    fault = baseline_fault(simulation) if simulation else None
    if fault is not None:
        raise Conflict([fault])


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
