"""The facts behind an application's status page and its twin in the API (R-15)."""

from __future__ import annotations

from datetime import datetime, timedelta
from statistics import median
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import F, FloatField, Func, QuerySet

from enrollment.domain.joint import AGENCIES, PENDING
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.steps import CURRENT, DONE, FAILED, WAITING, AgencyFacts, StatusFacts, StepFact, Usual
from enrollment.domain.transitions import CREDENTIAL
from enrollment.models import AgencyReview, Application, Credential, Invoice
from enrollment.selectors.interviews import interview_facts
from portal.core import clock
from portal.core.domain.formatting import clock_words, date_words
from portal.core.domain.text import Text

PERIOD = timedelta(days=365)
LATEST = 500
BOOKED = Text("Your appointment", "Votre rendez-vous")
HEARD = Text("Held; each agency weighs what it heard", "Tenue; chaque organisme pèse ce qu'il a entendu")


def review_pace(programme: str, now: datetime) -> dict[str, Usual]:
    """Give what each agency usually takes: the median of its latest decisions of this programme in twelve months.

    One query, by an index, however many decisions there were: five hundred tell the pace of now as well as all.
    """
    by_agency: dict[str, list[float]] = {agency: [] for agency in AGENCIES}
    first, *others = (_latest(programme, agency, now) for agency in AGENCIES)
    for agency, days in first.union(*others, all=True):
        by_agency[agency].append(days)
    return {agency: Usual.of(median(days) if days else None, len(days)) for agency, days in by_agency.items()}


def _latest(programme: str, agency: str, now: datetime) -> QuerySet[AgencyReview, Any]:
    rows = AgencyReview.objects.filter(
        agency=agency,
        application__programme=programme,
        application__submitted_at__isnull=False,
        decided_at__gt=now - PERIOD,
        decided_at__lte=now,
    )
    taken = WholeDays(F("decided_at") - F("application__submitted_at"))
    return rows.annotate(taken=taken).order_by("-decided_at").values_list("agency", "taken")[:LATEST]


class WholeDays(Func):
    """The whole days of a length of time, never below none."""

    template = "greatest(floor(extract(epoch from (%(expressions)s)) / 86400), 0)"
    output_field = FloatField()


def status_facts(application: Application) -> StatusFacts:
    """Gather the facts; the pace is asked for only while somebody waits."""
    now = clock.now()
    waiting = application.status in WAITING
    pace = review_pace(application.programme, now) if waiting else {}
    reviews = {review.agency: review for review in application.reviews.all()}
    invoice = invoice_of(application)
    return StatusFacts(
        programme=PROGRAMMES[application.programme],
        status=application.status,
        now=now,
        sent_at=application.sent_at,
        received_at=application.submitted_at,
        decided_at=application.decided_at,
        invoice=invoice.status if invoice else "",
        settled_at=invoice.settled_at if invoice else None,
        agencies=tuple(
            AgencyFacts(
                agency,
                reviews[agency].status if agency in reviews else PENDING,
                reviews[agency].decided_at if agency in reviews else None,
                pace.get(agency),
            )
            for agency in AGENCIES
            if application.status != "draft"
        ),
        interview=_interview(application),
        card=_card(application),
    )


def invoice_of(application: Application) -> Invoice | None:
    """Give the application's invoice; a draft has none yet."""
    found: Invoice | None = getattr(application, "invoice", None)
    return found


def _interview(application: Application) -> StepFact | None:
    """The interviews of a person whose application both agencies have: ahead, held, or nothing booked yet."""
    if application.organisation_id or application.submitted_at is None:
        return None
    known = interview_facts(application_id=application.id)
    if known.next_at:
        return StepFact(CURRENT, known.next_at, _appointment(known.next_at, known.next_where, known.next_zone))
    if known.missing:
        return None
    return StepFact(DONE, note=None if known.satisfied else HEARD)


def _appointment(at: datetime, where: str, zone: str) -> Text:
    """Say where the appointment is and when by the clock there: the page's own clock may be another."""
    if not zone:
        return BOOKED
    there = at.astimezone(ZoneInfo(zone))
    english, french = ((date_words(there.date(), one), clock_words(there, one)) for one in ("en", "fr"))
    return Text(
        f"Your appointment: {where}, {english[0]} at {english[1]} local time",
        f"Votre rendez-vous : {where}, le {french[0]} à {french[1]}, heure locale",
    )


def membership_id_of(application: Application) -> UUID | None:
    """Give the membership an application led to, or the one it renews; None while there is none."""
    made = getattr(application, "membership", None)
    found: UUID | None = application.renews_id or (made.id if made else None)
    return found


def _card(application: Application) -> StepFact | None:
    """The latest card of a person who has become, or stays, a member: on its way, active, or what became of it."""
    membership_id = membership_id_of(application)
    if application.organisation_id or membership_id is None or application.status != "approved":
        return None
    card = Credential.objects.filter(membership_id=membership_id).order_by("-created_at", "-id").first()
    if card is None:
        return None
    step = {"issued": CURRENT, "active": DONE}.get(card.status, FAILED)
    return StepFact(step, card.stopped_at or card.activated_at or card.created_at, CREDENTIAL.state(card.status).public)
