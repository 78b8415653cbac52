"""Where a panel deliberates: its notes, and the draft of the ruling on a skeleton. Nobody else opens it (4.12)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from appeals.domain.drafting import PARTS, skeleton
from appeals.domain.kinds import KINDS
from appeals.domain.transitions import APPEAL
from appeals.forms_drafting import DraftForm, PanelNoteForm
from appeals.models import Case, RulingDraft
from appeals.selectors.drafting import bench_case, draft_of, panel_notes
from appeals.services import draft_save, panel_note_add
from portal.core.domain.errors import DomainError, NotFound
from portal.core.domain.text import Text
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest


@require_http_methods(["GET", "HEAD", "POST"])
def deliberation(request: PortalRequest, case_id: UUID) -> HttpResponse:
    """The draft and the notes; a POST saves the draft."""
    case = bench_case(actor=request.actor, case_id=case_id)
    form = DraftForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        try:
            draft_save(
                actor=request.actor,
                case_id=case_id,
                parts=form.parts(),
                cites=form.numbers(),
                expected_version=form.cleaned_data["expected_version"],
            )
        except NotFound:
            raise
        except DomainError as error:
            form_refuse(form, error)
            return _page(request, case, _seen(form, draft_of(case)), error.status)
        messages.success(request, _("Saved for the panel."))
        return redirect("appeals:deliberation", case_id=case_id)
    return _page(request, case, form, 422 if form is not None else 200)


@require_POST
def panel_note(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = bench_case(actor=request.actor, case_id=case_id)
    form = PanelNoteForm(request.POST)
    if form.is_valid():
        try:
            panel_note_add(actor=request.actor, case_id=case_id, **form.cleaned_data)
        except NotFound:
            raise
        except DomainError as error:
            form_refuse(form, error)
        else:
            messages.success(request, _("Noted for the panel."))
            return redirect("appeals:deliberation", case_id=case_id)
    return _page(request, case, None, 422, form)


def _seen(form: DraftForm, draft: RulingDraft | None) -> DraftForm:
    """Let the form go on from the draft that is shown beside it: whoever saves now has seen both."""
    version = str(draft.row_version if draft else 0)
    form.stale = version != form.data["expected_version"]
    form.data = {name: form.data[name] for name in form.data} | {"expected_version": version}
    return form


def _page(
    request: PortalRequest, case: Case, form: DraftForm | None, status: int, note_form: PanelNoteForm | None = None
) -> HttpResponse:
    draft = draft_of(case)
    is_open = case.status == "with_panel"
    context = {
        "case": case,
        "state": APPEAL.state(case.status),
        "kind": KINDS[case.kind].label,
        "draft": draft,
        "parts": _parts(draft),
        "stale": form is not None and form.stale,
        "form": (form or DraftForm(initial=_initial(case, draft))) if is_open else None,
        "note_form": (note_form or PanelNoteForm(auto_id="id_note_%s")) if is_open else None,
        "notes": panel_notes(case),
    }
    response = render(request, "appeals/deliberation.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _initial(case: Case, draft: RulingDraft | None) -> dict[str, Any]:
    """Begin with the draft, or with what the record says already."""
    texts = _texts(draft) if draft else skeleton(case.kind, case.record)
    words = {f"{code}_{language}": said for code, text in texts.items() for language, said in text.as_dict().items()}
    return {
        **words,
        "cites": " ".join(draft.cites) if draft else "",
        "expected_version": draft.row_version if draft else 0,
    }


def _texts(draft: RulingDraft) -> dict[str, Text]:
    return {code: Text.from_dict(said) for code, said in draft.parts.items()}


def _parts(draft: RulingDraft | None) -> list[dict[str, Any]]:
    texts = _texts(draft) if draft else {}
    return [{"heading": part.heading, "text": texts[code]} for code, part in PARTS.items() if code in texts]
