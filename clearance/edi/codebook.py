"""What each agency calls a place and a package: the lists the canonical manifest is translated with.

The lists themselves live in the reference data; here is only the form in which the engine takes them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

CBP, CBSA = "CBP", "CBSA"
AGENCIES = (CBP, CBSA)
SOUTHBOUND, NORTHBOUND = "SB", "NB"
IMPORT_OF = {CBP: SOUTHBOUND, CBSA: NORTHBOUND}
NAME_LENGTH = 30
_LONGEST = 40
_STAMP = "%Y-%m-%dT%H:%M"


@dataclass(frozen=True, slots=True)
class Place:
    """One crossing: its Schedule D port, its CBSA office, the clocks of both sides.

    `default` marks the crossing that is meant when only the port code is known.
    """

    crossing: str
    us_port: str = ""
    ca_office: str = ""
    us_zone: str = "UTC"
    ca_zone: str = "UTC"
    default: bool = True

    def code(self, agency: str) -> str:
        return self.us_port if agency == CBP else self.ca_office


@dataclass(frozen=True, slots=True)
class Package:
    """One kind of package as filed here, with the code of each agency's list."""

    code: str
    cbp: str = ""
    cbsa: str = ""

    def at(self, agency: str) -> str:
        return (self.cbp if agency == CBP else self.cbsa) or self.code


class CodeBook:
    """Both directions of the lists; what is not on a list stays as it is."""

    def __init__(self, places: Iterable[Place] = (), packages: Iterable[Package] = ()) -> None:
        self._places = {place.crossing: place for place in places}
        self._packages = {package.code: package for package in packages}
        self._crossings: dict[tuple[str, str], str] = {}
        self._filed: dict[tuple[str, str], str] = {}
        self._named = {crossing[:NAME_LENGTH]: crossing for crossing in self._places}
        for place in sorted(self._places.values(), key=lambda place: not place.default):
            for agency in AGENCIES:
                if place.code(agency):
                    self._crossings.setdefault((agency, place.code(agency)), place.crossing)
        for package in self._packages.values():
            for agency in AGENCIES:
                self._filed.setdefault((agency, package.at(agency)), package.code)

    def port(self, crossing: str, agency: str) -> str:
        """The port or office code of a crossing, or "" when that side has published none."""
        place = self._places.get(crossing)
        return place.code(agency) if place else ""

    def crossing(self, code: str, name: str, agency: str) -> str:
        """The crossing a message means: by its name when the message names it, else by the port code."""
        slug = name.strip().lower().replace(" ", "-")
        if slug and not self._places:
            return slug
        return self._named.get(slug) or self._crossings.get((agency, code), "")

    def package(self, code: str, agency: str) -> str:
        package = self._packages.get(code)
        return package.at(agency) if package else code

    def package_filed(self, code: str, agency: str) -> str:
        return self._filed.get((agency, code), code)

    def zone(self, crossing: str, direction: str) -> tzinfo:
        """The clock of the port of arrival."""
        place = self._places.get(crossing)
        name = "UTC" if place is None else place.ca_zone if direction == NORTHBOUND else place.us_zone
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            return ZoneInfo("UTC")

    def local(self, moment: datetime, crossing: str, direction: str) -> str:
        """The minutes of the port's clock, without its offset: both agencies take the arrival so."""
        return moment.astimezone(self.zone(crossing, direction)).strftime(_STAMP)

    def moment(self, stamp: str, crossing: str, direction: str) -> datetime | None:
        """Read minutes (or a day: midnight) on the port's clock; None when it is no moment."""
        try:
            naive = datetime.fromisoformat(stamp.strip()[:_LONGEST])
        except ValueError:
            return None
        return naive if naive.tzinfo else naive.replace(tzinfo=self.zone(crossing, direction))
