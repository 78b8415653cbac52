"""The looked-up facts a rule may use. A plain object: services fill it, tests fill it, rules only read it."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from clearance.domain.links import Links
from clearance.domain.loops import LoopFacts
from clearance.domain.partners.needs import Severities
from clearance.domain.partners.service import Service
from clearance.domain.release_types import ReleaseType, release_types
from portal.core.domain.text import Text

STANDARD_NOTICE = timedelta(minutes=60)
FAST_NOTICE = timedelta(minutes=30)
FURTHEST_AHEAD = timedelta(days=30)


@dataclass(frozen=True)
class CrossingFacts:
    """What rules need to know of a crossing. `directions` are those trucks may take; empty codes mean none."""

    code: str
    name: Text
    cbp_port_code: str = ""
    cbsa_office_code: str = ""
    timezone: str = "America/Toronto"
    directions: frozenset[str] = frozenset({"SB", "NB"})

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


@dataclass(frozen=True)
class PerimeterFacts:
    """A container cleared where it entered the perimeter: which, where, when, and the seal put on it (R-55)."""

    number: str
    container: str
    port: str
    cleared_on: date
    seal: str = ""
    agency: str = ""


@dataclass(frozen=True)
class Context:
    """Facts at the moment of checking.

    `hs_codes` holds six-digit codes. A `None` container means that the list could not be read: rules then
    stay silent on it instead of refusing everybody. `trip_numbers` and `shipment_numbers` are those already
    in use by other live trips. `links` is None before the memberships are known. `permits` holds the
    six-digit codes of goods a partner agency decides on; `perimeter` the clearances the manifest cites.
    `severities` are those of the goods table by six-digit code (R-24); `services` tells of one agency whether it
    serves the port on arrival, None while nobody looked. `loop` is the loop in force the trip states, if there is one.
    """

    now: datetime
    crossings: Mapping[str, CrossingFacts] = field(default_factory=dict)
    hs_codes: Container[str] | None = None
    countries: Container[str] | None = None
    subdivisions: Mapping[str, Container[str]] = field(default_factory=dict)
    packages: Container[str] | None = None
    carrier_scacs: frozenset[str] = frozenset()
    carrier_cbsa_codes: frozenset[str] = frozenset()
    trip_numbers: Container[str] = frozenset()
    shipment_numbers: Container[str] = frozenset()
    links: Links | None = None
    permits: Container[str] | None = None
    perimeter: Mapping[str, PerimeterFacts] | None = None
    severities: Mapping[str, Severities] = field(default_factory=dict)
    services: Callable[[str], Service | None] | None = None
    loop: LoopFacts | None = None
    release_types: Mapping[str, ReleaseType] = field(default_factory=release_types)

    def crossing(self, code: str) -> CrossingFacts | None:
        return self.crossings.get(code)
