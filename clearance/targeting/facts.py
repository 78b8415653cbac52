"""From a filing to facts. What cannot be established is UNKNOWN, never a silent zero."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from clearance.domain.codes import PALLETS
from clearance.domain.links import Links
from clearance.domain.manifest import GoodsLine, Manifest
from clearance.targeting.schema import NUMBER, SCHEMA, UNKNOWN, Facts, FactSpec, Value

OPEN_EQUIPMENT = frozenset({"FR", "FT", "FH", "FN", "CH", "SD", "DD", "NC"})
HOME = frozenset({"CA", "US"})


@dataclass(frozen=True, slots=True)
class History:
    """What the record says about the people and firms of the trip; None means that it was not looked up.

    Counts are over the last 90 days for trips and 365 days for findings. `known_hs4` holds the four-digit
    headings the carrier has carried before.
    """

    carrier_trips: int | None = None
    driver_trips: int | None = None
    pair_trips: int | None = None
    findings: int | None = None
    security_findings: int | None = None
    known_hs4: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Signals:
    """What readers, alarms and officers reported about this trip; None means nobody has looked yet."""

    seal_mismatch: bool | None = None
    identity_mismatch: bool | None = None
    image_alarm: bool | None = None
    lookout: bool | None = None
    legal_hold: bool | None = None


@dataclass(frozen=True, slots=True)
class Circumstances:
    """How the trip was filed: when (aware), which version, with which warning codes, at which port hour."""

    filed_at: datetime | None = None
    arrival_hour: int | None = None
    versions: int = 1
    warnings: frozenset[str] = field(default_factory=frozenset)


def extract(
    manifest: Manifest,
    links: Links,
    history: History | None = None,
    signals: Signals | None = None,
    circumstances: Circumstances | None = None,
) -> Facts:
    """Give every fact of the schema for one filing."""
    facts: Facts = {}
    facts.update(_trip_facts(manifest, circumstances or Circumstances()))
    facts.update(_link_facts(links))
    facts.update(_goods_facts(manifest))
    facts.update(_seal_facts(manifest))
    facts.update(_history_facts(manifest, history or History()))
    reported = signals or Signals()
    facts.update({name: _or_unknown(getattr(reported, name)) for name in Signals.__dataclass_fields__})
    return facts


def _or_unknown(value: Value | None) -> Value:
    return UNKNOWN if value is None else value


def _trip_facts(manifest: Manifest, around: Circumstances) -> Facts:
    eta = manifest.trip.eta
    notice = int((eta - around.filed_at).total_seconds() // 60) if eta and around.filed_at else None
    return {
        "direction": manifest.direction,
        "crossing": manifest.trip.crossing,
        "empty": manifest.is_empty,
        "bobtail": manifest.is_bobtail,
        "shipments": len(manifest.shipments),
        "lines": len(manifest.lines),
        "notice_minutes": _or_unknown(notice),
        "arrival_hour": _or_unknown(around.arrival_hour),
        "passengers": sum(person.role == "PASSENGER" for person in manifest.crew),
        "versions": around.versions,
        "warnings": around.warnings,
        "perimeter_cleared": bool(manifest.shipments) and all(s.perimeter_id for s in manifest.shipments),
    }


def _link_facts(links: Links) -> Facts:
    importer = links.importer
    return {
        "driver_tier": links.driver.tier if links.driver.known else UNKNOWN,
        "carrier_tier": links.carrier.tier if links.carrier.known else UNKNOWN,
        "importer_tier": importer.tier if importer and importer.known else UNKNOWN,
        "member_links": links.fast_count,
    }


def _goods_facts(manifest: Manifest) -> Facts:
    lines = manifest.lines
    origins = frozenset(line.origin for line in lines if line.origin)
    return {
        "hs": frozenset(line.hs_code for line in lines if line.hs_code),
        "origins": origins,
        "third_country_origin": not origins <= HOME,
        "marked_differently": any(
            line.marked_origin and line.origin and line.marked_origin != line.origin for line in lines
        ),
        "hazmat": any(line.un_number for line in lines),
        "weight_kg": round(float(sum((line.weight_kg for line in lines), Decimal(0))), 1),
        "value_per_kg": _value_per_kg(lines),
        "value_missing": any(line.value is None for line in lines),
        "on_pallets": any(line.package_code in PALLETS for line in lines),
        "third_country_container": any(item.third_country for item in manifest.equipment),
    }


def _value_per_kg(lines: Iterable[GoodsLine]) -> Value:
    ratios = [
        round(float(line.value / line.weight_kg), 2) for line in lines if line.value is not None and line.weight_kg > 0
    ]
    return min(ratios) if ratios else UNKNOWN


def _seal_facts(manifest: Manifest) -> Facts:
    closed = [item for item in manifest.equipment if item.type not in OPEN_EQUIPMENT]
    return {
        "sealed": all(item.seals for item in closed),
        "high_security_seal": all(any(seal.grade == "H" for seal in item.seals) for item in closed),
    }


def _history_facts(manifest: Manifest, history: History) -> Facts:
    known = history.known_hs4
    carried = {line.hs_code[:4] for line in manifest.lines if line.hs_code}
    return {
        "carrier_trips": _or_unknown(history.carrier_trips),
        "driver_trips": _or_unknown(history.driver_trips),
        "pair_trips": _or_unknown(history.pair_trips),
        "findings": _or_unknown(history.findings),
        "security_findings": _or_unknown(history.security_findings),
        "new_goods": UNKNOWN if known is None else not carried <= known,
    }


def complete(facts: Facts) -> frozenset[str]:
    """Give the facts of the schema that are missing from `facts`: must be empty before scoring."""
    return frozenset(SCHEMA.keys() - facts.keys())


def facts_as_json(facts: Facts) -> dict[str, object]:
    """Give the facts for storing beside a score: sets as sorted lists, the unknown as null."""
    return {name: _plain(facts[name]) for name in _IN_ORDER} if len(facts) == len(_IN_ORDER) else _plain_all(facts)


_IN_ORDER = tuple(sorted(SCHEMA))


def _plain(value: Value) -> object:
    if value is UNKNOWN:
        return None
    return sorted(value) if type(value) is frozenset else value


def _plain_all(facts: Facts) -> dict[str, object]:
    return {name: _plain(value) for name, value in sorted(facts.items())}


def facts_from_json(data: Mapping[str, object]) -> Facts:
    """Rebuild stored facts, so that a score can be worked out again (R-35). Numbers may come as text."""
    return {name: _from_json(data.get(name), spec) for name, spec in SCHEMA.items()}


def _from_json(value: object, spec: FactSpec) -> Value:
    if value is None:
        return UNKNOWN
    if isinstance(value, list):
        return frozenset(str(item) for item in value)
    if isinstance(value, str) and spec.kind == NUMBER:
        return float(value)
    if isinstance(value, (bool, int, float, str)):
        return value
    raise ValueError(f"{spec.name}: {spec.kind} expected")
