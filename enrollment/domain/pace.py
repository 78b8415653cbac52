"""When a criterion will be met at this pace (R-08). Where nothing moves, or it moves the wrong way, no date is made up.

Pure: the selector `member_record` gives the monthly counts and the days on which points stop counting.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from enrollment.domain.criteria import AT_LEAST, CriterionState, months_after
from portal.core.domain.formatting import date_words
from portal.core.domain.text import Text

LONGEST_DAYS = 3660
SHORTEST_DAYS = 14

MET = "met"
DATED = "dated"
STALLED = "stalled"
FALLING = "falling"
UNKNOWN = "unknown"
YOURS = "yours"


@dataclass(frozen=True, slots=True)
class Count:
    """What the record said on a day: movements, and those of them without a finding."""

    day: date
    movements: int
    clean: int


@dataclass(frozen=True, slots=True)
class Record:
    """A member's past as the pace needs it. `points` are (day they stop counting, how many); counts oldest first."""

    tier_since: datetime
    counts: Sequence[Count] = ()
    points: Sequence[tuple[datetime, int]] = ()


@dataclass(frozen=True, slots=True)
class Outlook:
    """Whether and when. `on` is set with `dated` alone; `exact` dates do not depend on a pace."""

    kind: str
    on: date | None = None
    exact: bool = False

    @property
    def words(self) -> Text:
        """Say it in both languages."""
        if self.on is None:
            return WORDS[self.kind]
        english, french = date_words(self.on, "en"), date_words(self.on, "fr")
        if self.exact:
            return Text(f"on {english}", f"le {french}")
        return Text(f"about {english} at this pace", f"vers le {french} à ce rythme")


WORDS: dict[str, Text] = {
    MET: Text("met", "rempli"),
    STALLED: Text("no date: nothing has moved in the last six months", "aucune date : rien n'a bougé depuis six mois"),
    FALLING: Text(
        "no date: at the present pace it is not reached", "aucune date : au rythme actuel, le seuil n'est pas atteint"
    ),
    UNKNOWN: Text(
        "no date yet: two weeks of record are needed", "pas encore de date : il faut deux semaines de relevés"
    ),
    YOURS: Text("depends on an act, not on a pace", "dépend d'un acte et non d'un rythme"),
}


def outlook(state: CriterionState, record: Record, now: Count, at: datetime) -> Outlook:
    """Give the date at which the criterion would be met, or why there is none.

    `now` are today's counts. Months give their exact date, points the exact day enough of them have decayed (new
    ones would move it); movements and the clean share go on as in the months on record.
    """
    if state.met:
        return Outlook(MET)
    fact, target = state.criterion.fact, state.criterion.target
    if state.criterion.comparison == AT_LEAST and fact == "months_at_tier":
        return Outlook(DATED, months_after(record.tier_since, math.ceil(target)), True)
    if state.criterion.comparison != AT_LEAST:
        return _points(record, target, at) if fact == "points" else Outlook(YOURS)
    if fact == "movements":
        return _ahead(record, now, 0.0, target - now.movements)
    if fact == "clean_share":
        return _ahead(record, now, target / 100, target / 100 * now.movements - now.clean)
    return Outlook(YOURS)


def _points(record: Record, target: float, at: datetime) -> Outlook:
    left = sum(points for until, points in record.points if until > at)
    for until, points in sorted(record.points):
        if until <= at:
            continue
        left -= points
        if left <= target:
            return Outlook(DATED, until.date(), True)
    return Outlook(YOURS)


def _ahead(record: Record, now: Count, wanted: float, missing: float) -> Outlook:
    """Go on as in the months on record until what is missing is gained.

    Without a wanted share every movement gains one. With a share, (clean + c·t) / (movements + m·t) is to reach it:
    what a day gains is its clean movements less the wanted share of them all.
    """
    first = record.counts[0] if record.counts else None
    if first is None or (now.day - first.day).days < SHORTEST_DAYS:
        return Outlook(UNKNOWN)
    moved, clean = now.movements - first.movements, now.clean - first.clean
    if not moved and not clean:
        return Outlook(STALLED)
    gained = clean - wanted * moved if wanted else moved
    days = math.ceil(missing * (now.day - first.day).days / gained) if gained > 0 else LONGEST_DAYS + 1
    return Outlook(FALLING) if days > LONGEST_DAYS else Outlook(DATED, now.day + timedelta(days=max(days, 1)))
