"""One section of an application: questions, rows, documents; kept as one types, with and without scripts (R-15)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from enrollment import selectors, services
from enrollment.domain.notice import GROUPS, NOTICE_VERSION
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.questions import DONE, OPTIONAL, Section, form_for, section_get
from enrollment.domain.questions.shared import CONSENT_SECTION
from enrollment.forms_application import SectionForm
from enrollment.models import Application
from enrollment.views import presenting, presenting_files
from portal.core import clock
from portal.core.domain.errors import NotFound
from portal.core.http import PortalRequest

MORE, FILES, LIST = "more:", "files:", "list"


@require_http_methods(["GET", "HEAD", "POST"])
def application_section(request: PortalRequest, application_id: UUID, section: str) -> HttpResponse:
    """Edit one section. What was typed is kept in any case; what is missing is said beside the field.

    The button pressed says where to go: on, back to the list, to the documents of one answer, or here again with
    more blank rows.
    """
    found = selectors.application_get(actor=request.actor, application_id=application_id)
    part = _part(found, section)
    if found.status != "draft":
        return redirect("enrollment:application", found.id)
    documents = selectors.documents_by_question(found.id)
    then = request.POST.get("then", "")
    form = _form(request, found, part, documents, more=then.removeprefix(MORE) if then.startswith(MORE) else "")
    status = 200
    if request.method == "POST":
        found = services.application_save(
            actor=request.actor, application_id=found.id, section=section, answers=form.answers
        )
        target = _target(found, form, then)
        if target:
            return redirect(target)
        status = 200 if then.startswith(MORE) else 422
    return render(request, "enrollment/section.html", _context(request, found, form, documents), status=status)


@require_POST
def application_autosave(request: PortalRequest, application_id: UUID, section: str) -> HttpResponse:
    """Keep what is typed so far; answers with the version and with what is wrong by field."""
    found = selectors.application_get(actor=request.actor, application_id=application_id)
    part = _part(found, section)
    form = _form(request, found, part, selectors.documents_by_question(found.id))
    saved = services.application_save(
        actor=request.actor, application_id=found.id, section=section, answers=form.answers
    )
    return JsonResponse(
        {"row_version": saved.row_version, "saved_at": saved.saved_at.isoformat(), "errors": form.painted}
    )


def _part(found: Application, section: str) -> Section:
    part = section_get(found.programme, section)
    if part is None:
        raise NotFound
    return part


def _form(
    request: PortalRequest, found: Application, part: Section, documents: presenting_files.Documents, more: str = ""
) -> SectionForm:
    posted = request.POST if request.method == "POST" else None
    attached = selectors.answered_by_files(dict(documents))
    return SectionForm(part, clock.now().date(), posted, known=found.answers, attached=attached, more=more)


def _target(found: Application, form: SectionForm, then: str) -> str:
    """Say where to go after saving; nowhere while something is wrong and nothing else was asked for."""
    if then.startswith(FILES):
        return reverse("enrollment:answer_documents", args=[found.id, then.removeprefix(FILES)])
    if then == LIST:
        return reverse("enrollment:application", args=[found.id])
    if then.startswith(MORE) or not form.is_valid() or not form.complete:
        return ""
    return _after(found, form.section.code)


def _context(
    request: PortalRequest, found: Application, form: SectionForm, documents: presenting_files.Documents
) -> dict[str, Any]:
    consents = form.section is CONSENT_SECTION
    if form.is_bound and form.complete:
        messages.success(request, _("Saved. You can come back to it at any time."))
    return {
        "application": found,
        "place": presenting.PLACE,
        "programme": PROGRAMMES[found.programme],
        "section": form.section,
        "form": form,
        "parts": presenting_files.question_parts(form, documents),
        "tables": presenting_files.table_parts(form),
        "steps": _steps(found, form.section.code, documents),
        "notice": _notice(found) if consents else (),
        "notice_version": NOTICE_VERSION,
    }


def _notice(found: Application) -> list[Any]:
    """Give the lines of the notice that this form asks data for, in its order."""
    codes = [
        code for part in form_for(found.programme) for code in (part.group, *(table.group for table in part.tables))
    ]
    return [GROUPS[code] for code in dict.fromkeys(codes)]


def _after(found: Application, section: str) -> str:
    """Go to the next section, or back to the list after the last one."""
    codes = [part.code for part in form_for(found.programme)]
    place = codes.index(section) + 1
    if place < len(codes):
        return reverse("enrollment:application_section", args=[found.id, codes[place]])
    return reverse("enrollment:application", args=[found.id])


def _steps(found: Application, section: str, documents: presenting_files.Documents) -> list[dict[str, Any]]:
    here = reverse("enrollment:application_section", args=[found.id, section])
    return [
        {
            "label": task["label"],
            "url": task["url"],
            "state": "current" if task["url"] == here else _step_state(task["state"]["code"]),
        }
        for task in presenting.section_tasks(found, documents)
    ]


def _step_state(code: str) -> str:
    return "done" if code in (DONE, OPTIONAL) else "todo"
