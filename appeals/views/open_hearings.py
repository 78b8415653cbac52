"""Hearings of appeals that are open to everybody, on the public calendar: nothing there says whose appeal it is (3.1, R-80)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from appeals.domain.kinds import KINDS
from appeals.domain.publication import leaks, names_in
from appeals.models import Hearing
from appeals.selectors.hearings import hearing_open, hearings_open
from enrollment.domain.interviews.ics import Event, calendar

PRODUCT = "-//Preclear//Hearings//EN"


def open_hearing_rows() -> list[dict[str, Any]]:
    """Give what everybody reads of each open hearing to come, the soonest first. One query."""
    return [open_hearing_words(row) for row in hearings_open()]


def open_hearing_words(row: Hearing) -> dict[str, Any]:
    """Give a hearing without its parties: ground, time, languages, and the place unless it names somebody.

    The link is for those who take part and is never given.
    """
    named = leaks(row.place, (row.case.appellant, row.case.docket, *names_in(row.case.record)))
    return {"row": row, "subject": KINDS[row.case.kind].label, "place": "" if named else row.place}


@require_safe
def open_hearing_ics(request: HttpRequest, hearing_id: UUID) -> HttpResponse:
    """Give an open hearing as a calendar file to everybody; one that is off cancels it there too. 404 for any other."""
    found = hearing_open(hearing_id=hearing_id)
    words, language = open_hearing_words(found), get_language() or "en"
    event = Event(
        uid=f"open-{found.id}@{urlsplit(settings.PUBLIC_URL).hostname or 'preclear.example'}",
        sequence=found.row_version,
        stamped_at=found.changed_at,
        starts_at=found.starts_at,
        ends_at=found.ends_at,
        summary=_("Open hearing of the commission: %(subject)s") % {"subject": words["subject"].get(language)},
        description=f"{settings.PUBLIC_URL}/commission/hearings/",
        location=words["place"],
        language=language,
        cancelled=found.status in {"adjourned", "cancelled"},
        product=PRODUCT,
    )
    answer = HttpResponse(calendar(event), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="open-hearing-{found.starts_at:%Y-%m-%d-%H%M}.ics"'
    return answer
