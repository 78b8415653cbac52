"""What was checked before under a seal that is intact is not checked again, except for cause (R-55, R-60, R-61)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clearance.domain.manifest import Equipment, GoodsLine, Manifest
from clearance.domain.prior.protocols import ProtocolTerms

# What the earlier check could not know: the seal, who and what arrives under it, an alarm, a look-out, the law.
# Chance, a fact about the goods, the profile, papers and a partner's examination would repeat it.
REPEAT_CAUSES = frozenset({"1", "2", "3", "5", "7"})


@dataclass(frozen=True, slots=True)
class ClearedLoad:
    """One clearance that counts now, as far as a filing can rest on it.

    `goods` are the codes it was given for (empty: whatever is in the container); `intact` says that its seal
    is on the door, that no reader reported otherwise, and that no doubt is open. `protocols` are those in force
    when it was given, by name.
    """

    number: str
    agency: str
    equipment: str
    seal: str
    intact: bool
    goods: tuple[str, ...] = ()
    protocols: tuple[tuple[str, ProtocolTerms], ...] = ()

    def rides_on(self, unit: Equipment) -> bool:
        return unit.number == self.equipment and self.seal in {seal.number for seal in unit.seals}

    def is_for(self, hs_code: str) -> bool:
        return not self.goods or (bool(hs_code) and hs_code.startswith(self.goods))


def covering(manifest: Manifest, loads: Iterable[ClearedLoad]) -> dict[str, ClearedLoad]:
    """Give, by number of trailer or container, the clearance it rides under with its seal intact."""
    found: dict[str, ClearedLoad] = {}
    for unit in manifest.equipment:
        for load in loads:
            if load.intact and load.rides_on(unit):
                found.setdefault(unit.number, load)
    return found


def no_repeat(manifest: Manifest, loads: Iterable[ClearedLoad]) -> bool:
    """Say whether everything aboard was cleared before, in units whose seals are those of the clearance, intact."""
    covered = covering(manifest, list(loads))
    return bool(manifest.lines) and all(_covered(line, manifest, covered) for line in manifest.lines)


@dataclass(frozen=True, slots=True)
class Settled:
    """Why a partner agency need not look again: the clearance, and the protocol when another agency inspected."""

    load: ClearedLoad
    protocol: str = ""


def settled_agencies(
    manifest: Manifest, loads: Iterable[ClearedLoad], concerned: Mapping[str, Iterable[GoodsLine]]
) -> dict[str, Settled]:
    """Give the partner agencies whose goods were all inspected: by themselves, or for them under a protocol.

    `concerned` maps each agency to the goods it looks at. One line out of scope leaves its decision to the agency.
    """
    covered = covering(manifest, list(loads))
    found: dict[str, Settled] = {}
    for agency, goods in concerned.items():
        used = [_inspected(line, agency, manifest, covered) for line in goods]
        first = next(iter(used), None)
        if first is not None and all(used):
            found[agency] = first
    return found


def _units(line: GoodsLine, manifest: Manifest) -> list[str]:
    """The units a line lies in: the one it names, else any of the truck's."""
    return [line.equipment] if line.equipment else [unit.number for unit in manifest.equipment]


def _covered(line: GoodsLine, manifest: Manifest, covered: Mapping[str, ClearedLoad]) -> bool:
    units = _units(line, manifest)
    return bool(units) and all(unit in covered and covered[unit].is_for(line.hs_code) for unit in units)


def _inspected(line: GoodsLine, agency: str, manifest: Manifest, covered: Mapping[str, ClearedLoad]) -> Settled | None:
    if not _covered(line, manifest, covered):
        return None
    load = covered[_units(line, manifest)[0]]
    if not load.goods:
        return None
    if load.agency == agency:
        return Settled(load)
    labels = [label for label, terms in load.protocols if terms.giver == agency and terms.covers_goods(line.hs_code)]
    return Settled(load, labels[0]) if labels else None
