"""Programme reviews for everybody, without login: terms, comments, hearings, report and recommendations (R-84, R-101)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from appeals import selectors
from appeals.domain.review_hearings import CLOCKS, ends_at
from appeals.domain.reviews import PROGRAMME_REVIEW, comments_open
from appeals.forms_reviews import CommentForm
from appeals.models import ProgrammeReview
from appeals.services import comment_take
from appeals.views.open_hearings import PRODUCT, open_hearing_rows
from appeals.views.review_words import asked_of, hearing_words, programme_name
from enrollment.domain.interviews.ics import Event, calendar
from portal.core import clock
from portal.core.domain.errors import DomainError, ErrorItem, NotFound
from portal.core.domain.text import Text
from portal.core.forms import form_refuse
from portal.core.paging import around
from portal.core.rates import too_often
from portal.workflow.domain.public_comments import REFUSALS

PAGE, COMMENTS = 20, 50
HOUR = 3600


@require_safe
def programme_review_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(selectors.reviews_public(), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": [_shown(row) for row in page], "overdue": selectors.responses_overdue()}
    return render(request, "appeals/programme_review_list.html", {**context, **around(page)})


@require_safe
def programme_review(request: HttpRequest, number: str) -> HttpResponse:
    found = selectors.review_public(number=number)
    page = Paginator(selectors.comments_released(found), COMMENTS).get_page(request.GET.get("page"))
    asked = [asked_of(row) for row in selectors.recommendations_of(found)] if found.status == "published" else []
    context = {
        **_shown(found),
        "page": page,
        "withheld": [(REFUSALS[code], count) for code, count in selectors.comments_refused(found).items()],
        "hearings": [hearing_words(row) for row in found.hearings.order_by("number")],
        "evidence": found.evidence.order_by("created_at", "id"),
        "recommendations": sorted(asked, key=_most_overdue_first),
        **around(page),
    }
    return render(request, "appeals/programme_review.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def programme_review_comment(request: HttpRequest, number: str) -> HttpResponse:
    """Take a comment from anybody; whatever is wrong, what was typed stays in the form."""
    found = selectors.review_public(number=number)
    data = request.POST.copy()
    trapped = bool(data.get("website"))
    if request.method == "POST":
        data["website"] = ""
    form = CommentForm(data if request.method == "POST" else None, initial={"language": get_language()})
    status = 200
    if request.method == "POST":
        refusal = _held_back(request, form, trapped)
        status = 429 if refusal is BUSY else 422
        if form.is_valid() and refusal is None:
            try:
                comment_take(number=number, **form.given())
            except NotFound:
                raise
            except DomainError as error:
                form_refuse(form, error)
                status = error.status
            else:
                messages.success(request, _("Thank you. Your comment is shown once the registrar has read it."))
                return redirect("appeals:programme_review", number=number)
        elif refusal is not None:
            form_refuse(form, DomainError([refusal]))
    return render(request, "appeals/programme_review_comment.html", {**_shown(found), "form": form}, status=status)


def _held_back(request: HttpRequest, form: CommentForm, trapped: bool) -> ErrorItem | None:
    """Say why a comment that is complete is not taken yet: the trap, or too many from one address."""
    if not form.is_valid():
        return None
    if trapped:
        return TRAPPED
    who = request.META.get("REMOTE_ADDR", "")
    return BUSY if too_often("comment", who, most=settings.COMMENTS_PER_HOUR, seconds=HOUR) else None


@require_safe
def hearing_list(request: HttpRequest) -> HttpResponse:
    """Show hearings to come, the soonest first, then those that were."""
    rows = [{**hearing_words(row), "review": row.review} for row in selectors.hearings_public()]
    coming = [row for row in rows if not row["over"]]
    past = [row for row in reversed(rows) if row["over"]]
    context = {"coming": coming, "past": past, "appeals": open_hearing_rows()}
    return render(request, "appeals/hearing_list.html", context)


@require_safe
def review_hearing_ics(request: HttpRequest, number: str, hearing: int) -> HttpResponse:
    """Give a hearing as a calendar file; one of a withdrawn review cancels it there too."""
    found = selectors.hearing_public(number=number, hearing=hearing)
    language = get_language() or "en"
    page = f"{settings.PUBLIC_URL}/commission/reviews/{number}/"
    event = Event(
        uid=f"{found.id}@{urlsplit(settings.PUBLIC_URL).hostname or 'preclear.example'}",
        sequence=found.sequence,
        stamped_at=found.changed_at,
        starts_at=found.starts_at,
        ends_at=ends_at(found.starts_at, found.minutes),
        summary=f"{_('Hearing')} {number} – {Text.from_dict(found.review.title).get(language)}",
        description="\n".join(part for part in (CLOCKS[found.clocks].label.get(language), found.link, page) if part),
        location=found.place or found.link,
        language=language,
        cancelled=found.review.status == "withdrawn",
        product=PRODUCT,
    )
    answer = HttpResponse(calendar(event), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{number}-hearing-{hearing}.ics"'
    return answer


def _shown(review: ProgrammeReview) -> dict[str, Any]:
    return {
        "review": review,
        "state": PROGRAMME_REVIEW.state(review.status),
        "programme": programme_name(review),
        "open": comments_open(review.status, review.comments_until, clock.now()),
    }


def _most_overdue_first(asked: dict[str, Any]) -> tuple[int, int]:
    return -max((answer["overdue"] for answer in asked["answers"]), default=0), asked["row"].number


TRAPPED = ErrorItem(
    "APL_COMMENT_TRAP",
    Text("A field people do not see was filled in.", "Un champ invisible pour vous a été rempli."),
    fix=Text("It is empty again: send the comment once more.", "Il est vide de nouveau : renvoyez le commentaire."),
)
BUSY = ErrorItem(
    "APL_COMMENT_OFTEN",
    Text("Many comments came from your address.", "Beaucoup de commentaires proviennent de votre adresse."),
    fix=Text("Your text is kept here: send it in an hour.", "Votre texte reste ici : envoyez-le dans une heure."),
)
