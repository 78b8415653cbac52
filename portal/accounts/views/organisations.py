"""Registering an organisation, and its details."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.domain.wording import (
    COUNTRIES,
    IDENTIFIER_KINDS,
    ORGANISATION_KINDS,
    ORGANISATION_ROLES,
    SIZE_CLASSES,
)
from portal.accounts.forms import IDENTIFIERS, PROFILE_FIELDS, EditForm, RegisterForm
from portal.accounts.models import Organisation
from portal.accounts.selectors import colleagues_of, organisation_get_for_actor
from portal.accounts.services import (
    organisation_register,
    organisation_update,
)
from portal.accounts.views.own import own_organisation
from portal.accounts.web import choose_organisation
from portal.core.domain.errors import DomainError
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: PortalRequest) -> HttpResponse:
    """Register an organisation; whoever does becomes its administrator and acts for it from then on."""
    form = RegisterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = organisation_register(
                actor=request.actor, kind=form.cleaned_data["kind"], identifiers=form.identifiers(), **form.profile()
            )
        except DomainError as error:
            form_refuse(form, error)
        else:
            choose_organisation(request, made.id)
            messages.success(request, _("Your organisation is registered. Invite your colleagues next."))
            return redirect("accounts:organisation")
    return render(request, "accounts/register.html", {"form": form})


@require_safe
def organisation(request: PortalRequest) -> HttpResponse:
    """Show the own organisation: details, identifiers, people and what each may do."""
    own = organisation_get_for_actor(actor=request.actor, organisation_id=own_organisation(request))
    people = [
        {"name": row.user.name, "email": row.user.email, "role": ORGANISATION_ROLES[row.role]}
        for row in colleagues_of(actor=request.actor, organisation_id=own.id)
    ]
    context = {"organisation": own, "facts": facts_of(own), "numbers": numbers_of(own), "people": people}
    return render(request, "accounts/organisation.html", context)


def facts_of(own: Organisation) -> list[dict[str, object]]:
    """Give the details as the summary list shows them."""
    address = ", ".join(part for part in (own.street, own.city, own.subdivision, own.postal_code) if part)
    return [
        {"label": _("Kind"), "value": ORGANISATION_KINDS[own.kind]},
        {"label": _("Legal name"), "value": own.legal_name},
        {"label": _("Country"), "value": COUNTRIES.get(own.country, own.country)},
        {"label": _("Address"), "value": address},
        {"label": _("Contact person"), "value": own.contact_name},
        {"label": _("E-mail of the contact"), "value": own.contact_email},
        {"label": _("Telephone"), "value": own.contact_phone},
        {"label": _("People"), "value": SIZE_CLASSES.get(own.size_class, "")},
    ]


def numbers_of(own: Organisation) -> list[dict[str, object]]:
    """Give the identifiers as the summary list shows them."""
    rows = sorted(own.identifiers.all(), key=lambda row: (row.kind, row.value))
    return [{"label": IDENTIFIER_KINDS[row.kind], "identifier": row.value} for row in rows]


@require_http_methods(["GET", "HEAD", "POST"])
def organisation_edit(request: PortalRequest) -> HttpResponse:
    """Correct details and identifiers of the own organisation."""
    own = organisation_get_for_actor(actor=request.actor, organisation_id=own_organisation(request))
    form = EditForm(request.POST or None, initial=_initial(own))
    if request.method == "POST" and form.is_valid():
        try:
            organisation_update(
                actor=request.actor,
                organisation_id=own.id,
                expected_version=form.cleaned_data["expected_version"],
                changes=form.profile(),
                identifiers=form.identifiers(),
            )
        except DomainError as error:
            form_refuse(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("accounts:organisation")
    return render(request, "accounts/organisation_edit.html", {"form": form, "organisation": own})


def _initial(own: Organisation) -> dict[str, object]:
    known = {IDENTIFIERS[row.kind]: row.value for row in own.identifiers.all()}
    details = {name: getattr(own, name) for name in PROFILE_FIELDS}
    return {**details, **known, "expected_version": own.row_version}
