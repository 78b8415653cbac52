"""Set the service hours of an agency at a crossing (R-40)."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from audit.trail.services import record
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem, Invalid, NotAllowed
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.reference.domain.confidence import Confidence
from portal.reference.domain.hours import DAY_MINUTES, HoursRow
from portal.reference.models import AgencyHours, Crossing
from portal.reference.selectors.agencies import agency_get
from portal.reference.selectors.crossings import crossing_get
from portal.reference.services.files import stable_id
from portal.reference.services.stamp import stamp_bump

WEEK = "1234567"


@transaction.atomic
def agency_hours_set(
    *, actor: Actor, crossing_code: str, agency: str, rows: Sequence[HoursRow], confidence: str = Confidence.CONFIRMED
) -> list[AgencyHours]:
    """Replace the weekly hours of an agency at a crossing; no rows means its hours are not known.

    An administrator sets any agency's hours, a supervisor those of the own agency. Rows must not overlap on a
    day. Raises NotFound, NotAllowed or Invalid.
    """
    known = agency_get(agency)
    crossing = crossing_get(crossing_code)
    if not (actor.has("administrator") or (actor.has("officer.supervisor") and actor.agency == known.code)):
        raise NotAllowed([NOT_YOURS])
    problems = _problems(rows)
    if problems:
        raise Invalid(problems)
    Crossing.objects.select_for_update().get(pk=crossing.pk)
    before = AgencyHours.objects.filter(crossing=crossing, agency=known)
    old = [_words(row.row) for row in before]
    before.delete()
    saved = AgencyHours.objects.bulk_create(
        AgencyHours(
            id=stable_id("hours", crossing.code, known.code, row.days, row.opens),
            crossing=crossing,
            agency=known,
            days=row.days,
            opens=row.opens,
            closes=row.closes,
            confidence=str(confidence),
            edited=True,
        )
        for row in rows
    )
    record(
        actor=actor,
        event="reference.hours.set",
        subject=Subject("crossing", crossing.id),
        body={"agency": known.code, "from": old, "to": [_words(row) for row in rows]},
    )
    stamp_bump()
    return saved


NOT_YOURS = ErrorItem(
    "REF_HOURS_ROLE",
    Text(
        "Only an administrator, or a supervisor of that agency, sets its hours.",
        "Seul un administrateur, ou un superviseur de cet organisme, peut en fixer les heures.",
    ),
)


def _words(row: HoursRow) -> str:
    return f"{row.days} {row.opens}-{row.closes}"


def _problems(rows: Sequence[HoursRow]) -> list[ErrorItem]:
    problems = []
    for index, row in enumerate(rows):
        path = f"rows[{index}]"
        if not row.days or "".join(sorted(set(row.days) & set(WEEK))) != row.days:
            problems.append(ErrorItem("REF_HOURS_DAYS", DAYS, path=f"{path}.days", value=row.days))
        if not 0 <= row.opens < row.closes <= DAY_MINUTES:
            problems.append(ErrorItem("REF_HOURS_ORDER", ORDER, path=path, value=_words(row)))
        if any(_overlap(row, other) for other in rows[:index]):
            problems.append(ErrorItem("REF_HOURS_OVERLAP", OVERLAP, path=path, value=_words(row)))
    return problems


def _overlap(one: HoursRow, other: HoursRow) -> bool:
    return bool(set(one.days) & set(other.days)) and one.opens < other.closes and other.opens < one.closes


DAYS = Text(
    "Days are the digits 1 (Monday) to 7 (Sunday), in order, each once.",
    "Les jours sont les chiffres de 1 (lundi) à 7 (dimanche), dans l'ordre, une fois chacun.",
)
ORDER = Text(
    "Opening must come before closing, both within the day.",
    "L'ouverture doit précéder la fermeture, toutes deux dans la même journée.",
)
OVERLAP = Text("Two rows overlap on the same day.", "Deux plages se chevauchent le même jour.")
