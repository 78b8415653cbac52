"""The editor of a draft: rules typed as trees, learned cards, tables from elsewhere (R-35).

Nothing typed is lost: whatever is wrong or changed meanwhile comes back in its fields, with what to do.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clearance.domain.profile_refusals import NO_DRAFT, NO_JSON, OTHER_SIDE
from clearance.domain.profile_workflow import DRAFT
from clearance.forms_profiles import ALIASES, CardForm, ImportForm, RuleForm, rule_initial
from clearance.models import ThreatProfile
from clearance.selectors import profile_get
from clearance.selectors.profile_checks import findings_of, profile_read
from clearance.selectors.profile_history import Expected, recent_trips, rule_expected
from clearance.services import (
    profile_card_add,
    profile_card_remove,
    profile_draft,
    profile_import,
    profile_rule_remove,
    profile_rule_save,
)
from clearance.targeting.conditions import Node
from clearance.targeting.jdm import JdmError
from clearance.targeting.jdm_exchange import export_jdm
from clearance.targeting.profile import REASON_CLASSES, ProfileRule, Scope
from clearance.targeting.typed import (
    Fault,
    TypedGroup,
    TypedLeaf,
    changed,
    composed,
    judged,
    typed_from_document,
    typed_from_fields,
)
from clearance.views.acts import attempt, version_of
from clearance.views.condition_panel import condition_panel, fault_items
from clearance.views.profiles import back_to, profile_page
from portal.core.domain.errors import Conflict, DomainError, ErrorItem, Invalid, NotAllowed, NotFound
from portal.core.domain.text import Text
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest

LARGEST_FILE = 2 * 1024 * 1024
MAIN_FIELDS = ("id", "family", "target", "points", "stops", "cause", "reason_class", "detail_en", "detail_fr")
SIDE_FIELDS = ("border", "direction", "crossings", "owner", "until")


@dataclass
class Desk:
    """What one visit of the rule editor works on."""

    profile: ThreatProfile
    rule: dict[str, Any]
    form: RuleForm
    whole: TypedGroup
    faults: list[Fault]
    posted: QueryDict
    items: tuple[ErrorItem, ...] = ()
    node: Node | None = None
    expected: Expected | None = None
    focus: str = ""


@require_POST
def draft(request: PortalRequest, profile_id: UUID) -> HttpResponse:
    made: list[UUID] = []

    def act() -> None:
        made.append(profile_draft(actor=request.actor, based_on=profile_id).id)
        messages.success(request, _("A new draft with the same rules."))

    return attempt(act, lambda: back_to(made[0]), lambda error: profile_page(request, profile_id, error))


@require_http_methods(["GET", "POST"])
def rule(request: PortalRequest, profile_id: UUID, rule_id: str = "") -> HttpResponse:
    """Draw, redraw, count or save one rule; a button of the form says which."""
    profile = profile_get(actor=request.actor, profile_id=profile_id)
    closed = not_editable(request, profile)
    if closed is not None and request.method != "POST":
        return profile_page(request, profile_id, closed)
    desk = _desk(request, profile, rule_id)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    if do == "save" and _save(request, desk, rule_id):
        messages.success(request, _("The rule is saved in the draft."))
        return back_to(profile_id)
    if do == "count" and desk.node is not None:
        desk.expected = rule_expected(_counted(desk), recent_trips())
    elif do not in ("", "save", "count", "refresh"):
        desk.focus = changed(desk.whole, do)
    return _drawn(request, desk, rule_id, do)


def not_editable(request: PortalRequest, profile: ThreatProfile) -> DomainError | None:
    """Why the editor does not open; what was typed meanwhile is refused by the service, with the fields kept."""
    if profile.status != DRAFT:
        return Conflict([NO_DRAFT])
    return None if profile.side in ("", request.actor.agency) else NotAllowed([OTHER_SIDE])


def _desk(request: PortalRequest, profile: ThreatProfile, rule_id: str) -> Desk:
    rule = _rule_of(profile, rule_id)
    if request.method == "POST":
        whole = typed_from_fields(request.POST.getlist)
        node, faults = judged(whole)
        return Desk(profile, rule, RuleForm(request.POST), whole, faults, request.POST, node=node)
    whole = typed_from_document(rule["when"]) if rule_id else TypedGroup("all", [TypedLeaf()])
    initial = rule_initial(rule) | {"expected_version": profile.row_version}
    return Desk(profile, rule, RuleForm(initial=initial), whole, [], request.POST)


def _rule_of(profile: ThreatProfile, rule_id: str) -> dict[str, Any]:
    if not rule_id:
        return {}
    for found in profile.document["rules"]:
        if found["id"] == rule_id and not found.get("card"):
            rule: dict[str, Any] = found
            return rule
    raise NotFound


def _save(request: PortalRequest, desk: Desk, rule_id: str) -> bool:
    if not desk.form.is_valid() or desk.faults:
        desk.items = tuple(fault_items(desk.faults))
        return False
    made = composed(desk.whole)
    try:
        profile_rule_save(
            actor=request.actor,
            profile_id=desk.profile.id,
            rule=desk.form.rule(made.document, desk.rule),
            replaces=rule_id,
            expected_version=desk.form.cleaned_data["expected_version"],
        )
    except NotFound:
        raise
    except DomainError as error:
        placed = [replace(item, path=ALIASES.get(item.path, item.path)) for item in error.items]
        desk.items = tuple(
            replace(item, path=f"{made.place_of(item.path)}-join") for item in placed if item.path.startswith("when")
        )
        form_refuse(desk.form, type(error)([item for item in placed if not item.path.startswith("when")]))
        _freshen(request, desk)
        return False
    return True


def _freshen(request: PortalRequest, desk: Desk) -> None:
    """After a refusal for a change meanwhile the next save is about the profile as it is now."""
    data = desk.posted.copy()
    data["expected_version"] = str(profile_get(actor=request.actor, profile_id=desk.profile.id).row_version)
    desk.form.data = data


def _counted(desk: Desk) -> ProfileRule:
    """The typed condition at its place, for counting: nothing else of the rule matters."""
    data = desk.posted
    direction = data.get("direction", "both")
    scope = Scope(
        data.get("border") or "northern_land",
        direction if direction in ("SB", "NB") else "both",
        frozenset(data.getlist("crossings")),
    )
    if desk.node is None:
        raise NotFound
    reason = next(iter(REASON_CLASSES))
    return ProfileRule("rule", "safety", scope, desk.node, "security", 1, reason, Text("", ""), "", None)


def _drawn(request: PortalRequest, desk: Desk, rule_id: str, do: str) -> HttpResponse:
    wrong = do in ("save", "count")
    panel = condition_panel(desk.whole, desk.faults if wrong else [], desk.focus)
    fragment = request.headers.get("X-Fragment", "")
    if fragment == "condition":
        return render(request, "clearance/profiles/node.html", {"node": panel})
    if fragment == "expected":
        return render(request, "clearance/profiles/expected.html", {"expected": desk.expected, "faults": desk.faults})
    form = desk.form if do in ("", "save") else _undemanding(desk)
    context = {
        "profile": desk.profile,
        "rule_id": rule_id,
        "form": form,
        "panel": panel,
        "items": desk.items if do != "count" else fault_items(desk.faults),
        "expected": desk.expected,
        "faults": desk.faults if do == "count" else [],
        "findings": _findings(desk.profile, rule_id) if not do else [],
        "main_fields": [form[name] for name in MAIN_FIELDS],
        "side_fields": [form[name] for name in SIDE_FIELDS],
    }
    failed = do == "save"
    return render(request, "clearance/profiles/rule.html", context, status=422 if failed else 200)


def _undemanding(desk: Desk) -> RuleForm:
    """The fields as typed, without asking yet for what is still empty."""
    data = desk.posted
    initial: dict[str, Any] = {name: data.get(name) for name in desk.form.fields}
    initial["crossings"] = data.getlist("crossings")
    initial["stops"] = "stops" in data
    return RuleForm(initial=initial)


def _findings(profile: ThreatProfile, rule_id: str) -> list[dict[str, Any]]:
    if not rule_id:
        return []
    return [{"item": item} for item in findings_of(profile_read(profile.document)) if item.value == rule_id]


@require_POST
def rule_remove(request: PortalRequest, profile_id: UUID, rule_id: str) -> HttpResponse:
    version = version_of(request)

    def act() -> None:
        profile_rule_remove(actor=request.actor, profile_id=profile_id, rule=rule_id, expected_version=version)
        messages.success(request, _("The rule is out of the draft."))

    return attempt(act, lambda: back_to(profile_id), lambda error: profile_page(request, profile_id, error))


@require_http_methods(["GET", "POST"])
def card(request: PortalRequest, profile_id: UUID) -> HttpResponse:
    """Put a learned card into a draft. It has no effect before the profile is signed and in force."""
    profile = profile_get(actor=request.actor, profile_id=profile_id)
    closed = not_editable(request, profile)
    if closed is not None and request.method != "POST":
        return profile_page(request, profile_id, closed)
    form = CardForm(request.POST or None, request.FILES or None, initial={"expected_version": profile.row_version})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            profile_card_add(
                actor=request.actor,
                profile_id=profile_id,
                card=_json(data["card"], "card"),
                owner=data["owner"],
                until=data["until"].isoformat() if data["until"] else None,
                border="northern_land",
                expected_version=data["expected_version"],
            )
            messages.success(request, _("The card's rules are in the draft. They count once the profile is in force."))
            return back_to(profile_id)
        except NotFound:
            raise
        except DomainError as error:
            form_refuse(form, _at(error, "card"))
    context = {"profile": profile, "form": form}
    return render(request, "clearance/profiles/card.html", context, status=422 if form.is_bound else 200)


@require_POST
def card_remove(request: PortalRequest, profile_id: UUID, digest: str) -> HttpResponse:
    version = version_of(request)

    def act() -> None:
        profile_card_remove(actor=request.actor, profile_id=profile_id, digest=digest, expected_version=version)
        messages.success(request, _("The card and its rules are out of the draft."))

    return attempt(act, lambda: back_to(profile_id), lambda error: profile_page(request, profile_id, error))


@require_http_methods(["GET", "POST"])
def take_in(request: PortalRequest) -> HttpResponse:
    """Make a draft from a JDM table."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            table = _json(form.cleaned_data["table"], "table")
            made = profile_import(actor=request.actor, table=table, note=form.cleaned_data["note"])
            messages.success(request, _("The table is a new draft. Look at what differs before you have it simulated."))
            return back_to(made.id)
        except DomainError as error:
            form_refuse(form, _at(error, "table"))
    return render(request, "clearance/profiles/import.html", {"form": form}, status=422 if form.is_bound else 200)


def _json(posted: UploadedFile, field: str) -> Any:
    raw = posted.read(LARGEST_FILE + 1)
    if len(raw) > LARGEST_FILE:
        raise Invalid([replace(NO_JSON, path=field)])
    try:
        return json.loads(raw)
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise Invalid([replace(NO_JSON, path=field)]) from None


def _at(error: DomainError, field: str) -> DomainError:
    """Name the place inside the file in the sentence, and put the refusal at the file's field."""
    placed = []
    for item in error.items:
        where = f" ({item.path})" if item.path and item.path != field else ""
        words = Text(f"{item.message.en}{where}", f"{item.message.fr}{where}")
        placed.append(replace(item, message=words, path=field))
    return type(error)(placed)


@require_GET
def table(request: PortalRequest, profile_id: UUID) -> HttpResponse:
    """Give a version as a JDM table, for reading and editing elsewhere."""
    profile = profile_get(actor=request.actor, profile_id=profile_id)
    try:
        graph = export_jdm(profile.document)
    except JdmError as error:
        words = Text(f"A table cannot hold this profile: {error}.", f"Une table ne peut contenir ce profil : {error}.")
        return profile_page(request, profile_id, Invalid([ErrorItem("CLR_PROFILE_TABLE", words)]))
    answer = JsonResponse(graph, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="threat-profile-{profile.number}.jdm.json"'
    return answer
