"""Reference data as the rules read it: windows on the tables each process keeps in memory, never a query a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from clearance.domain.context import CrossingFacts
from portal.reference.selectors import (
    agencies_for_hs,
    country_find,
    crossing_codes,
    crossing_find,
    hs_many,
    package_type_find,
    subdivision_find,
)

ARRIVAL = {"SB": "US", "NB": "CA"}


@dataclass(frozen=True, slots=True)
class Crossings(Mapping[str, CrossingFacts]):
    """Crossings by code, on the clock of the side this direction arrives at."""

    direction: str

    def __getitem__(self, code: str) -> CrossingFacts:
        crossing = crossing_find(code)
        if crossing is None:
            raise KeyError(code)
        return CrossingFacts(
            code=crossing.code,
            name=crossing.name,
            cbp_port_code=crossing.cbp_port_code,
            cbsa_office_code=crossing.cbsa_office_code,
            timezone=crossing.timezone_for(self.direction),
            directions=frozenset({"SB", "NB"}) if crossing.active and crossing.commercial else frozenset(),
        )

    def __iter__(self) -> Iterator[str]:
        return iter(crossing_codes())

    def __len__(self) -> int:
        return len(crossing_codes())


class GoodsCodes:
    """Six-digit codes of the Harmonized System."""

    def __contains__(self, code: object) -> bool:
        return bool(hs_many([str(code)]))


class Countries:
    """Two-letter codes of countries."""

    def __contains__(self, code: object) -> bool:
        return country_find(str(code)) is not None


class Packages:
    """Packaging codes either side knows."""

    def __contains__(self, code: object) -> bool:
        return package_type_find(str(code)) is not None


@dataclass(frozen=True, slots=True)
class PermitGoods:
    """Six-digit codes a partner agency of the country of arrival decides on."""

    direction: str

    def __contains__(self, code: object) -> bool:
        interests = agencies_for_hs(str(code), ARRIVAL.get(self.direction, ""))
        return any(interest.severity == "must" for interest in interests)


@dataclass(frozen=True, slots=True)
class CountrySubdivisions:
    """States or provinces of one country."""

    country: str

    def __contains__(self, code: object) -> bool:
        return subdivision_find(self.country, str(code)) is not None


class Subdivisions(Mapping[str, CountrySubdivisions]):
    """States and provinces by country; other countries have none here."""

    _KNOWN = ("CA", "US")

    def __getitem__(self, country: str) -> CountrySubdivisions:
        if country not in self._KNOWN:
            raise KeyError(country)
        return CountrySubdivisions(country)

    def __iter__(self) -> Iterator[str]:
        return iter(self._KNOWN)

    def __len__(self) -> int:
        return len(self._KNOWN)


DEFAULT_ZONE = "America/Toronto"


def zone_of(crossing: str, direction: str) -> str:
    """Give the clock a local time is meant on; Eastern time while the crossing is not known."""
    known = crossing_find(crossing)
    return known.timezone_for(direction) if known else DEFAULT_ZONE


def reference_facts(direction: str) -> dict[str, Any]:
    """Give the part of a Context that comes from reference data."""
    return {
        "crossings": Crossings(direction),
        "hs_codes": GoodsCodes(),
        "countries": Countries(),
        "subdivisions": Subdivisions(),
        "packages": Packages(),
    }
