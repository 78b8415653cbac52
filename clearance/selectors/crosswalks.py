"""The crosswalk of one filing with the segments each agency gets of it, made by the message engine itself (R-21)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from clearance.domain.crosswalk import CrosswalkGroup, crosswalk


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """The values by part of the filing."""

    groups: list[CrosswalkGroup]
    agencies: tuple[Any, ...] = ()


def crosswalk_of(data: Mapping[str, Any], zone: str = "") -> Crosswalk:
    """Lay one filing out, however broken."""
    return Crosswalk(crosswalk(data, zone))
