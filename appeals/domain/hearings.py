"""Hearings of a case: how they are set, how long ahead they are told, and their life (R-80)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from appeals.domain.docket import AGENCY, APPELLANT, SIDES
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

NOTICE_DAYS = 14
REASON_AT_LEAST = 20
LENGTHS = (60, 90, 120, 180, 240)
PARTIES = (APPELLANT, AGENCY)
LANGUAGES = ("en", "fr")
ZONES: dict[str, dict[str, Text]] = {
    "CA": {
        "America/Halifax": Text("Atlantic, Halifax", "Atlantique, Halifax"),
        "America/Toronto": Text("Eastern, Ottawa", "Est, Ottawa"),
        "America/Winnipeg": Text("Central, Winnipeg", "Centre, Winnipeg"),
        "America/Edmonton": Text("Mountain, Edmonton", "Rocheuses, Edmonton"),
        "America/Vancouver": Text("Pacific, Vancouver", "Pacifique, Vancouver"),
    },
    "US": {
        "America/New_York": Text("Eastern, Washington", "Est, Washington"),
        "America/Chicago": Text("Central, Chicago", "Centre, Chicago"),
        "America/Denver": Text("Mountain, Denver", "Rocheuses, Denver"),
        "America/Los_Angeles": Text("Pacific, Seattle", "Pacifique, Seattle"),
        "America/Anchorage": Text("Alaska, Anchorage", "Alaska, Anchorage"),
    },
}
HEARING, INTERPRETER = "hearing", "interpreter"
WISHES: dict[str, Text] = {
    HEARING: Text("A hearing", "Une audience"),
    INTERPRETER: Text("An interpreter", "Un interprète"),
}

_REGISTRAR = frozenset({"commission.registrar"})
_SETTING = frozenset({"commission.registrar", "commission.member"})  # a member who presides, says the service
_ENDING = frozenset({"commission.member", "trader.admin", "trader.filer", "traveller", "driver"})
_CANCELLED = Text("Cancelled", "Annulée")

HEARINGS = Workflow(
    name="appeal_hearing",
    initial="set",
    states=(
        State("set", Text("Set", "Fixée"), Text("Set", "Fixée"), "calendar", "info"),
        State("held", Text("Held", "Tenue"), Text("Held", "Tenue"), "check-circle", "good", True),
        State("adjourned", Text("Adjourned", "Ajournée"), Text("Adjourned", "Ajournée"), "hourglass", "warn", True),
        State("cancelled", _CANCELLED, _CANCELLED, "stop", "neutral", True),
    ),
    transitions=(
        Transition(
            "set", "hold", "held", _REGISTRAR, "appeals.hearing.held", Text("Note that it was held", "Noter sa tenue")
        ),
        Transition(
            "set",
            "adjourn",
            "adjourned",
            _SETTING,
            "appeals.hearing.adjourned",
            Text("Adjourn to a new date", "Ajourner à une nouvelle date"),
        ),
        Transition(
            "set",
            "cancel",
            "cancelled",
            _SETTING,
            "appeals.hearing.cancelled",
            Text("Cancel the hearing", "Annuler l'audience"),
        ),
        Transition(
            "set",
            "lapse",
            "cancelled",
            _ENDING,
            "appeals.hearing.lapsed",
            Text("Fall away with the appeal", "Tomber avec l'appel"),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Plan:
    """A hearing as the registrar sets it. `starts_at` is None where no such time exists on that clock.

    `closed` says why it is heard in camera and is empty for an open hearing; `interpreters` names a language by side;
    `consents` are the sides that agreed to shorter notice.
    """

    starts_at: datetime | None
    minutes: int
    zone_ca: str
    zone_us: str
    place: str = ""
    link: str = ""
    languages: tuple[str, ...] = LANGUAGES
    interpreters: tuple[tuple[str, str], ...] = ()
    closed: Text | None = None
    consents: tuple[str, ...] = ()

    @property
    def ends_at(self) -> datetime | None:
        return self.starts_at + timedelta(minutes=self.minutes) if self.starts_at else None


def moment_of(day: date, clock: time, zone: str) -> datetime | None:
    """Give the moment a clock of `zone` shows; None for an hour that summer time skips or shows twice."""
    local = datetime.combine(day, clock, ZoneInfo(zone))
    if local.utcoffset() != local.replace(fold=1).utcoffset():
        return None
    return local.astimezone(UTC)


def told_in_time(starts_at: datetime, now: datetime) -> bool:
    """Say whether the notice is long enough; the last moment itself is."""
    return starts_at - now >= timedelta(days=NOTICE_DAYS)


def plan_faults(plan: Plan, now: datetime) -> list[ErrorItem]:
    """Give every reason why a hearing may not be set like this; an empty list means it may."""
    found = [*_time_faults(plan, now)]
    if plan.minutes not in LENGTHS:
        found.append(ErrorItem("APL_HEARING", CHOOSE, path="minutes", value=plan.minutes))
    for field, zone, country in (("zone_ca", plan.zone_ca, "CA"), ("zone_us", plan.zone_us, "US")):
        if zone not in ZONES[country]:
            found.append(ErrorItem("APL_HEARING", CHOOSE, path=field, value=zone))
    if not plan.place.strip() and not plan.link:
        found.append(ErrorItem("APL_HEARING_PLACE", NOWHERE, path="place", fix=NOWHERE_FIX))
    if plan.link and (urlsplit(plan.link).scheme != "https" or not urlsplit(plan.link).hostname):
        found.append(ErrorItem("APL_HEARING_LINK", NO_LINK, path="link", value=plan.link, fix=NO_LINK_FIX))
    if not plan.languages or set(plan.languages) - set(LANGUAGES):
        found.append(ErrorItem("APL_HEARING", CHOOSE, path="languages"))
    if plan.closed is not None:
        found += reason_faults(plan.closed, "closed")
    return found


def _time_faults(plan: Plan, now: datetime) -> list[ErrorItem]:
    if plan.starts_at is None:
        return [ErrorItem("APL_HEARING_TIME", NO_TIME, path="clock", fix=NO_TIME_FIX)]
    if plan.starts_at <= now:
        return [ErrorItem("APL_HEARING_TIME", PAST, path="day", value=plan.starts_at.isoformat())]
    lacking = [side for side in PARTIES if side not in plan.consents]
    if lacking and not told_in_time(plan.starts_at, now):
        names = Text(", ".join(SIDES[each].en for each in lacking), ", ".join(SIDES[each].fr for each in lacking))
        fix = SHORT_FIX.format(sides=names.en, sides_fr=names.fr)
        message = SHORT.format(n=NOTICE_DAYS)
        return [ErrorItem("APL_HEARING_NOTICE", message, path="day", value=plan.starts_at.isoformat(), fix=fix)]
    return []


def reason_faults(reason: Text, path: str) -> list[ErrorItem]:
    """Give what a reason lacks in either language."""
    return [
        ErrorItem("APL_HEARING_REASON", SAY.format(n=REASON_AT_LEAST), path=f"{path}_{code}", value=words, fix=BOTH)
        for code, words in reason.as_dict().items()
        if len(words.strip()) < REASON_AT_LEAST
    ]


@dataclass(frozen=True, slots=True)
class Taken:
    """A time at which a member sits already."""

    name: str
    docket: str
    starts_at: datetime
    ends_at: datetime


def clashes(starts_at: datetime, ends_at: datetime, taken: Iterable[Taken]) -> list[ErrorItem]:
    """Name every member who sits elsewhere at that time; one hearing may begin when another ends."""
    return [
        ErrorItem("APL_HEARING_CLASH", CLASH.format(name=each.name, docket=each.docket), path="day", fix=CLASH_FIX)
        for each in taken
        if starts_at < each.ends_at and each.starts_at < ends_at
    ]


CHOOSE = Text("Choose one of the list.", "Choisissez dans la liste.")
SAY = Text("Say why in at least {n} characters.", "Dites pourquoi en au moins {n} caractères.")
BOTH = Text("Write it in both languages.", "Écrivez-le dans les deux langues.")
NO_TIME = Text(
    "On that day the clock skips this hour or shows it twice.",
    "Ce jour-là, l'horloge saute cette heure ou l'indique deux fois.",
)
NO_TIME_FIX = Text("Take another hour.", "Choisissez une autre heure.")
PAST = Text("This time has passed.", "Ce moment est passé.")
SHORT = Text(
    "A hearing is told at least {n} days ahead.",
    "Une audience est annoncée au moins {n} jours à l'avance.",
)
SHORT_FIX = Text(
    "Take a later day, or record the consent that is missing: {sides}.",
    "Choisissez un jour ultérieur, ou inscrivez le consentement qui manque : {sides_fr}.",
)
NOWHERE = Text("Nobody would find this hearing.", "Personne ne trouverait cette audience.")
NOWHERE_FIX = Text("Give a place, a link, or both.", "Donnez un lieu, un lien, ou les deux.")
NO_LINK = Text("This is no address of a page.", "Ceci n'est pas l'adresse d'une page.")
NO_LINK_FIX = Text("It begins with https://.", "Elle commence par https://.")
CLASH = Text(
    "{name} sits in appeal {docket} at that time.",
    "{name} siège dans l'appel {docket} à ce moment.",
)
CLASH_FIX = Text("Take another time.", "Choisissez un autre moment.")
