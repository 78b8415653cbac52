"""What can be simulated: for each kind, how its document is read and what happens once its report is there.

The services of profiles and policies register themselves here, so that the simulator need not know them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from clearance.domain.simulation_workflow import KINDS as KNOWN
from clearance.models import Simulation
from portal.core.domain.text import Text


@dataclass(frozen=True, slots=True)
class Candidate:
    """One version to be simulated: exactly one of the three documents, as it was signed or will be.

    `digest` is the document's. `crossing` and `direction` narrow an appetite record; empty: the whole border.
    """

    label: Text
    digest: str
    profile: Mapping[str, Any] | None = None
    lane_policy: Mapping[str, Any] | None = None
    appetite: Mapping[str, Any] | None = None
    crossing: str = ""
    direction: str = ""


Load = Callable[[UUID], Candidate]
Mark = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Kind:
    """`load(subject_id)` gives the version or raises NotFound. `mark(subject_id=..., simulation=...)` is called in
    the transaction that finishes the simulation: it binds the simulation and moves a draft to `simulated`. It does
    nothing for a version that is no longer a draft (withdrawn meanwhile).
    """

    load: Load
    mark: Mark | None


KINDS: dict[str, Kind] = {}


def register(kind: str, *, load: Load, mark: Mark | None = None) -> None:
    """Say how a kind is read and bound; the last registration of a kind counts."""
    if kind not in KNOWN:
        raise ValueError(f"{kind} cannot be simulated")
    KINDS[kind] = Kind(load, mark)


def candidate_of(simulation: Simulation) -> Candidate:
    return KINDS[simulation.kind].load(simulation.subject_id)


def mark_simulated(simulation: Simulation) -> None:
    """Tell the version that its simulation is done."""
    mark = KINDS[simulation.kind].mark
    if mark is not None:
        mark(subject_id=simulation.subject_id, simulation=simulation)
