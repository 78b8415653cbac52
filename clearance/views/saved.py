"""Saved records: what the wizard fills in with one control, with the papers that end (R-23, requirements 4.2)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clearance.domain.saved import KINDS, LONGEST_NAME, PAPERS, TEMPLATE, Kind, endings
from clearance.forms import Choices, ElementForm, read_record, words
from clearance.models import SavedRecord
from clearance.selectors import saved_get, saved_list
from clearance.services import saved_keep, saved_restore, saved_retire, template_keep
from clearance.views.wizard.choosing import note_of
from clearance.views.wizard.panels import packages, words_of
from portal.core import clock
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotFound
from portal.core.http import PortalRequest

PAGE = 50
PREFIX = "record"


class HeadForm(forms.Form):
    """Name and dates of a kept record; the record itself is drawn from the element registry."""

    use_required_attribute = False

    def __init__(self, kind: Kind, items: tuple[ErrorItem, ...] = (), **options: Any) -> None:
        super().__init__(**options)
        self.fields["name"] = forms.CharField(
            label=_("Name you will look for"), max_length=LONGEST_NAME, required=kind.code == TEMPLATE
        )
        for paper in kind.papers:
            label = _("End of the %(paper)s") % {"paper": words(PAPERS[paper])}
            widget = forms.DateInput(format="%Y-%m-%d")
            self.fields[f"papers-{paper}"] = forms.CharField(label=label, required=False, widget=widget)
        self._errors = forms.utils.ErrorDict()
        for item in items:
            if item.path in self.fields:
                self._errors.setdefault(item.path, forms.utils.ErrorList()).append(words(item.message))


@require_GET
def saved(request: PortalRequest) -> HttpResponse:
    """Everything kept, by kind, those used last first; papers that end on top."""
    kind = request.GET.get("kind", "") if request.GET.get("kind", "") in KINDS else ""
    rows = saved_list(actor=request.actor, kind=kind)
    if kind == TEMPLATE:
        rows = rows.defer("data")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    today = clock.now().date()
    context = {
        "kinds": [(code, words(found.plural), code == kind) for code, found in KINDS.items()],
        "kind": KINDS.get(kind),
        "page": page,
        "rows": [_row(record, today) for record in page],
        "retired": _retired(request),
        "next_url": _page_url(request, page.next_page_number()) if page.has_next() else "",
        "previous_url": _page_url(request, page.previous_page_number()) if page.has_previous() else "",
    }
    return render(request, "clearance/saved/list.html", context)


def _page_url(request: PortalRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"


def _retired(request: PortalRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("retired", ""))
    except ValueError:
        return None


def _row(record: SavedRecord, today: date) -> dict[str, Any]:
    return {
        "record": record,
        "kind": KINDS[record.kind].name,
        "note": note_of(record) if record.kind != TEMPLATE else "",
        "endings": endings(record.papers, today) if record.kind != TEMPLATE else [],
        "is_template": record.kind == TEMPLATE,
    }


@require_http_methods(["GET", "POST"])
def add(request: PortalRequest, kind: str) -> HttpResponse:
    """Keep a new record. Templates begin with a trip, so they have no form of their own."""
    if kind not in KINDS or kind == TEMPLATE:
        raise NotFound
    return _edit(request, KINDS[kind], None)


@require_http_methods(["GET", "POST"])
def edit(request: PortalRequest, record_id: UUID) -> HttpResponse:
    """Change a kept record; of a template only the name."""
    record = saved_get(actor=request.actor, record_id=record_id)
    return _edit(request, KINDS[record.kind], record)


def _edit(request: PortalRequest, kind: Kind, record: SavedRecord | None) -> HttpResponse:
    data: dict[str, Any] = record.data if record else {}
    papers: dict[str, str] = record.papers if record else {}
    name, status = record.name if record else "", 200
    found: tuple[ErrorItem, ...] = ()
    if request.method == "POST":
        name, data, papers = _posted(request, kind, data)
        try:
            made = saved_keep(
                actor=request.actor,
                kind=kind.code,
                name=name,
                data=data,
                papers=papers,
                record_id=record.id if record else None,
                expected_version=_version(request) if record else None,
            )
        except (Invalid, Conflict) as refusal:
            found, status = refusal.items, 422
        else:
            messages.success(request, _("“%(name)s” is kept.") % {"name": made.name})
            return redirect(f"{reverse('clearance:saved')}?kind={kind.code}")
    initial = {"name": name, **{f"papers-{key}": value for key, value in papers.items()}}
    context = {
        "kind": kind,
        "record": record,
        "items": found,
        "head": HeadForm(kind, found, initial=initial),
        "form": _form(kind, data, found) if kind.code != TEMPLATE else None,
        "version": _version(request) or (record.row_version if record else 0),
        "needs_search": kind.group == "line",
    }
    return render(request, "clearance/saved/edit.html", context, status=status)


def _form(kind: Kind, data: dict[str, Any], items: tuple[ErrorItem, ...]) -> ElementForm:
    """Draw every element of the record either direction asks: one record serves both ways."""
    return ElementForm(
        kind.group,
        prefix=PREFIX,
        direction="",
        values=data,
        items=items,
        leave_out=kind.leave_out,
        choices=_choices(kind.group),
    )


def _choices(group: str) -> dict[str, Choices]:
    lists = {"conveyance": "conveyance", "equipment": "equipment", "crew": "document"}
    if group in lists:
        return {"type": words_of(lists[group])}
    return {"package_code": packages()} if group == "line" else {}


def _posted(request: PortalRequest, kind: Kind, known: dict[str, Any]) -> tuple[str, dict[str, Any], dict[str, str]]:
    data = known
    if kind.code != TEMPLATE:
        data = read_record(kind.group, PREFIX, "", request.POST, known=known, leave_out=kind.leave_out)
    papers = {paper: request.POST.get(f"papers-{paper}", "").strip()[:20] for paper in kind.papers}
    return (
        request.POST.get("name", "").replace("\x00", "")[:200],
        data,
        {key: value for key, value in papers.items() if value},
    )


def _version(request: PortalRequest) -> int | None:
    seen = request.POST.get("row_version", "")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else None


@require_POST
def retire(request: PortalRequest, record_id: UUID) -> HttpResponse:
    """Offer it no longer; the next page can bring it back."""
    record = saved_retire(actor=request.actor, record_id=record_id)
    return redirect(f"{reverse('clearance:saved')}?kind={record.kind}&retired={record.id}")


@require_POST
def restore(request: PortalRequest, record_id: UUID) -> HttpResponse:
    """Bring a retired record back."""
    try:
        record = saved_restore(actor=request.actor, record_id=record_id)
    except Invalid as refusal:
        messages.error(request, " ".join(words(item.message) for item in refusal.items))
        return redirect("clearance:saved")
    messages.success(request, _("“%(name)s” is kept.") % {"name": record.name})
    return redirect(f"{reverse('clearance:saved')}?kind={record.kind}")


@require_POST
def keep_trip(request: PortalRequest, trip_id: UUID) -> HttpResponse:
    """Keep a trip as a template under the name given."""
    try:
        made = template_keep(
            actor=request.actor, trip_id=trip_id, name=request.POST.get("name", "").replace("\x00", "")
        )
    except Invalid as refusal:
        messages.error(request, " ".join(words(item.message) for item in refusal.items))
        return redirect("clearance:trip_detail", trip_id=trip_id)
    messages.success(request, _("“%(name)s” is kept.") % {"name": made.name})
    return redirect(f"{reverse('clearance:saved')}?kind={TEMPLATE}")
