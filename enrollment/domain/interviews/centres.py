"""An enrolment centre as the calendar sees it: its clock, hours, desks and closures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from zoneinfo import ZoneInfo, available_timezones

from enrollment.domain.joint import AGENCIES, CBP, CBSA
from portal.core.domain.text import Text

JOINT, TWO_STEP = "joint", "two_step"
MODES = {
    JOINT: Text("Joint: both officers in one appointment", "Conjointe : les deux agents au même rendez-vous"),
    TWO_STEP: Text("Two steps: each agency by itself", "En deux étapes : chaque organisme de son côté"),
}
# A part is what one appointment is for; the agencies it keeps busy follow from it.
PARTS: dict[str, tuple[str, ...]] = {JOINT: AGENCIES, CBP: (CBP,), CBSA: (CBSA,)}
PART_NAMES = {
    JOINT: Text("Joint interview", "Entrevue conjointe"),
    CBP: Text("Interview with CBP", "Entrevue avec le CBP"),
    CBSA: Text("Interview with the CBSA", "Entrevue avec l'ASFC"),
}
LANGUAGES = {"en": Text("English", "Anglais"), "fr": Text("French", "Français"), "es": Text("Spanish", "Espagnol")}
WEEKDAYS = (
    Text("Monday", "lundi"),
    Text("Tuesday", "mardi"),
    Text("Wednesday", "mercredi"),
    Text("Thursday", "jeudi"),
    Text("Friday", "vendredi"),
    Text("Saturday", "samedi"),
    Text("Sunday", "dimanche"),
)
SHORTEST, LONGEST = 10, 120


@dataclass(frozen=True, slots=True)
class OpenHours:
    """One stretch of one weekday (0 is Monday) on the centre's own clock."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Span:
    """From a moment to a moment, for one agency, or for both when `agency` is empty."""

    starts_at: datetime
    ends_at: datetime
    agency: str = ""

    def touches(self, starts_at: datetime, ends_at: datetime, agency: str) -> bool:
        return self.starts_at < ends_at and self.ends_at > starts_at and self.agency in ("", agency)


@dataclass(frozen=True, slots=True)
class Centre:
    """What slots are computed from. `desks` is how many interviews each agency holds at a time."""

    zone: str
    slot_minutes: int
    mode: str
    hours: tuple[OpenHours, ...]
    desks: Mapping[str, int]
    closures: tuple[Span, ...] = field(default=())

    @property
    def clock(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @property
    def parts(self) -> tuple[str, ...]:
        """The kinds of appointment it gives: the joint one, or one for each agency that is present."""
        present = tuple(agency for agency in AGENCIES if self.desks.get(agency))
        if self.mode == JOINT:
            return (JOINT,) if len(present) == len(AGENCIES) else ()
        return present


def known_zone(name: str) -> bool:
    return name in available_timezones()
