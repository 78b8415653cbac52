"""Hearings by the clocks of both countries, their languages and interpreters (R-84)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from portal.core.domain.text import Text

LONGEST_MINUTES = 600


@dataclass(frozen=True, slots=True)
class Clocks:
    """One stretch of the border: its clock in Canada, its clock in the United States."""

    code: str
    ca_zone: str
    us_zone: str
    ca_city: Text
    us_city: Text

    @property
    def label(self) -> Text:
        return Text(f"{self.ca_city.en} and {self.us_city.en}", f"{self.ca_city.fr} et {self.us_city.fr}")


CLOCKS: dict[str, Clocks] = {
    row.code: row
    for row in (
        Clocks(
            "eastern", "America/Toronto", "America/New_York", Text("Ottawa", "Ottawa"), Text("Washington", "Washington")
        ),
        Clocks("atlantic", "America/Moncton", "America/New_York", Text("Moncton", "Moncton"), Text("Bangor", "Bangor")),
        Clocks(
            "central", "America/Winnipeg", "America/Chicago", Text("Winnipeg", "Winnipeg"), Text("Chicago", "Chicago")
        ),
        Clocks(
            "mountain", "America/Edmonton", "America/Denver", Text("Edmonton", "Edmonton"), Text("Denver", "Denver")
        ),
        Clocks(
            "pacific",
            "America/Vancouver",
            "America/Los_Angeles",
            Text("Vancouver", "Vancouver"),
            Text("Seattle", "Seattle"),
        ),
    )
}
LANGUAGES: dict[str, Text] = {
    "both": Text("English and French", "Anglais et français"),
    "en": Text("English", "Anglais"),
    "fr": Text("French", "Français"),
}
INTERPRETERS: dict[str, Text] = {
    "simultaneous": Text("Simultaneous interpretation", "Interprétation simultanée"),
    "on_request": Text(
        "Interpreter on request, sign language too", "Interprète sur demande, langue des signes comprise"
    ),
    "none": Text("No interpreter", "Sans interprète"),
}


@dataclass(frozen=True, slots=True)
class HearingPlan:
    """When, where and in which languages; `wall` is the time of day by the Canadian clock of `clocks`."""

    wall: datetime
    minutes: int
    clocks: str
    place: str
    link: str
    languages: str
    interpreter: str


def on_the_wall(moment: datetime, clocks: str) -> datetime:
    """Write a moment by the clock of the Canadian side, without its zone. Raises KeyError."""
    return moment.astimezone(ZoneInfo(CLOCKS[clocks].ca_zone)).replace(tzinfo=None)


def by_the_clock(wall: datetime, clocks: str) -> datetime:
    """Read a time of day by the clock of the Canadian side. Raises KeyError."""
    return wall.replace(tzinfo=ZoneInfo(CLOCKS[clocks].ca_zone))


def may_be_held(starts_at: datetime, now: datetime, clocks: str) -> bool:
    """Say whether a hearing can have taken place: on its day at the earliest."""
    zone = ZoneInfo(CLOCKS[clocks].ca_zone)
    return now.astimezone(zone).date() >= starts_at.astimezone(zone).date()


def ends_at(starts_at: datetime, minutes: int) -> datetime:
    return starts_at + timedelta(minutes=minutes)
