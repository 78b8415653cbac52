"""What a filing rides under: its seals as the registry has them, and what was cleared before (R-55, R-56)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from clearance.domain.manifest import Manifest
from clearance.domain.prior import ClearedLoad, no_repeat
from clearance.domain.seals.workflow import BROKEN, LOST, REMOVED, REPLACED
from clearance.models import SealRecord
from clearance.selectors.prior import loads_of, priors_riding
from clearance.selectors.seals import SealStanding, standings

GONE = frozenset({BROKEN, LOST, REMOVED, REPLACED})


@dataclass(frozen=True, slots=True)
class Riding:
    """`seal_mismatch` is None while the registry knows none of the seals: nobody has looked."""

    seals: tuple[SealStanding, ...]
    loads: tuple[ClearedLoad, ...]
    records: tuple[SealRecord, ...]
    no_repeat: bool

    @property
    def seal_mismatch(self) -> bool | None:
        if any(_wrong(seal) for seal in self.seals):
            return True
        return False if any(seal.intact for seal in self.seals) else None


def _wrong(seal: SealStanding) -> bool:
    if seal.differs or any(alert.weight == "review" for alert in seal.doubts):
        return True
    return seal.record is not None and seal.record.status in GONE


def riding(filing: Mapping[str, Any], manifest: Manifest, records: list[SealRecord]) -> Riding:
    """Hold a filing, as JSON and as read, against the registry's `records` of its seals. No query without any."""
    seals = standings(filing, records)
    loads = loads_of(priors_riding(manifest)) if records else []
    aboard = {seal.record.id for seal in seals if seal.record}
    return Riding(
        tuple(seals),
        tuple(loads),
        tuple(row for row in records if row.id in aboard),
        no_repeat(manifest, loads) and not any(_wrong(seal) for seal in seals),
    )
