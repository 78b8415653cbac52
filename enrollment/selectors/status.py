"""The facts behind an application's status page and its twin in the API (R-15)."""

from __future__ import annotations

from datetime import datetime, timedelta

from enrollment.domain.joint import AGENCIES, PENDING
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.steps import CURRENT, DONE, WAITING, AgencyFacts, StatusFacts, StepFact, Usual
from enrollment.models import AgencyReview, Application, Invoice
from enrollment.selectors.interviews import interview_facts
from portal.core import clock
from portal.core.domain.text import Text

PERIOD = timedelta(days=365)
BOOKED = Text("Your appointment", "Votre rendez-vous")
HEARD = Text("Held; each agency weighs what it heard", "Tenue; chaque organisme pèse ce qu'il a entendu")


def review_pace(programme: str, now: datetime) -> dict[str, Usual]:
    """Give what each agency usually takes: the median over its decisions of this programme in twelve months. One query."""
    rows = AgencyReview.objects.filter(
        application__programme=programme,
        application__submitted_at__isnull=False,
        decided_at__gt=now - PERIOD,
        decided_at__lte=now,
    ).values_list("agency", "decided_at", "application__submitted_at")
    lengths: dict[str, list[timedelta]] = {agency: [] for agency in AGENCIES}
    for agency, decided_at, received_at in rows:
        if agency in lengths and decided_at and received_at:
            lengths[agency].append(decided_at - received_at)
    return {agency: Usual.of(found) for agency, found in lengths.items()}


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
        return StepFact(CURRENT, known.next_at, BOOKED)
    if known.missing:
        return None
    return StepFact(DONE, note=None if known.satisfied else HEARD)


def _card(application: Application) -> StepFact | None:
    """The card of a person who has become a member."""
    membership = getattr(application, "membership", None)
    if application.organisation_id or membership is None:
        return None
    first = membership.credentials.order_by("created_at").values_list("created_at", flat=True).first()
    return StepFact(DONE, first) if first else None
