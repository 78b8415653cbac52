"""Schemes held elsewhere: entered by the holder, confirmed by the agency concerned, ended by it (R-03, R-04)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from audit.trail.services import record
from enrollment.domain.programmes import ORGANISATION
from enrollment.domain.schemes import SCHEMES, Scheme, scheme_number
from enrollment.domain.transitions import SCHEME_MEMBERSHIP
from enrollment.models import SchemeMembership
from enrollment.selectors.schemes import scheme_get
from enrollment.services import refusals
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem, Invalid
from portal.core.domain.reasons import Reason
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.notices.services import notice_send
from portal.workflow.services import apply

PLACE = ZoneInfo("America/Toronto")  # dates of both agencies run by the clock of Ottawa and Washington
LONGEST_YEARS = 10


@transaction.atomic
def scheme_claim(*, actor: Actor, scheme: str, number: str, valid_from: date, valid_until: date) -> SchemeMembership:
    """Enter a standard or foreign membership; it counts for nothing until confirmed.

    A company's is entered by its administrator, a person's by the person. Raises Invalid, NotAllowed, Conflict.
    """
    found = SCHEMES.get(scheme)
    if found is None:
        raise refusals.invalid(UNKNOWN_SCHEME, path="scheme", value=scheme)
    holder = _holder(actor, found)
    plain = scheme_number(number)
    _check(found, plain, number, valid_from, valid_until)
    if SchemeMembership.objects.filter(scheme=scheme, status__in=("claimed", "confirmed"), **holder).exists():
        raise refusals.conflict(ENTERED, path="scheme", value=scheme)
    row = SchemeMembership.objects.create(
        scheme=scheme,
        number=plain,
        valid_from=_midnight(valid_from),
        valid_until=_midnight(valid_until + DAY),
        **holder,
    )
    record(
        actor=actor,
        event="enrollment.scheme.claimed",
        subject=_subject(row),
        body={"scheme": scheme, "number": plain[-4:], "until": valid_until.isoformat()},
        organisation_id=row.organisation_id,
    )
    return row


def _holder(actor: Actor, scheme: Scheme) -> dict[str, Any]:
    if scheme.holder != ORGANISATION:
        if actor.kind != "member" or actor.user_id is None:
            raise refusals.not_allowed(refusals.PERSON_ONLY)
        return {"user_id": actor.user_id}
    if actor.organisation_id is None or not actor.has("trader.admin"):
        raise refusals.not_allowed(refusals.COMPANY_ADMIN)
    return {"organisation_id": actor.organisation_id}


def _check(scheme: Scheme, plain: str, typed: str, first: date, last: date) -> None:
    items = []
    if not scheme.shape.fullmatch(plain):
        items.append(
            ErrorItem(
                "ENR_SCHEME_NUMBER",
                Text(
                    f"This is not a {scheme.number_name.en}.",
                    f"Ce numéro n'a pas la forme attendue : {scheme.number_name.fr}.",
                ),
                path="number",
                value=typed,
                fix=COPY,
            )
        )
    if last <= first:
        items.append(ErrorItem("ENR_SCHEME_DATES", ENDS_FIRST, path="valid_until", value=last.isoformat(), fix=COPY))
    elif last < clock.now().astimezone(PLACE).date():
        items.append(ErrorItem("ENR_SCHEME_OVER", OVER, path="valid_until", value=last.isoformat(), fix=RENEW))
    elif last.year - first.year > LONGEST_YEARS:
        items.append(ErrorItem("ENR_SCHEME_LONG", TOO_LONG, path="valid_until", value=last.isoformat(), fix=COPY))
    if items:
        raise Invalid(items)


@transaction.atomic
def scheme_confirm(*, actor: Actor, scheme_id: UUID, expected_version: int | None = None) -> SchemeMembership:
    """Confirm that the agency's own records, or the partner's, know the number. Raises NotAllowed, Conflict."""
    row = scheme_get(actor=actor, scheme_id=scheme_id)
    taken = SchemeMembership.objects.filter(scheme=row.scheme, number=row.number, status="confirmed")
    if taken.exclude(pk=row.pk).exists():
        raise refusals.conflict(TAKEN, path="number", value=row.number)
    moved = _move(actor, row, "confirm", expected_version, **_signature(actor))
    _tell(actor, moved, "scheme_confirmed", Text("Confirmed: {scheme}", "Confirmé : {scheme}"), CONFIRMED)
    return moved


@transaction.atomic
def scheme_refuse(
    *, actor: Actor, scheme_id: UUID, reason: Reason, expected_version: int | None = None
) -> SchemeMembership:
    """Do not confirm it, with the reason."""
    row = scheme_get(actor=actor, scheme_id=scheme_id)
    moved = _move(actor, row, "refuse", expected_version, reason=reason.check().as_dict(), **_signature(actor))
    _tell(actor, moved, "scheme_refused", Text("Not confirmed: {scheme}", "Non confirmé : {scheme}"), REFUSED, reason)
    return moved


@transaction.atomic
def scheme_end(
    *, actor: Actor, scheme_id: UUID, reason: Reason, expected_version: int | None = None
) -> SchemeMembership:
    """End a confirmed one the scheme no longer knows, with the reason; it stops counting at once."""
    row = scheme_get(actor=actor, scheme_id=scheme_id)
    moved = _move(actor, row, "end", expected_version, reason=reason.check().as_dict())
    _tell(actor, moved, "scheme_ended", Text("Ended: {scheme}", "Terminé : {scheme}"), STOPPED, reason)
    return moved


@transaction.atomic
def scheme_withdraw(*, actor: Actor, scheme_id: UUID, expected_version: int | None = None) -> SchemeMembership:
    """Take back what one has entered."""
    return _move(actor, scheme_get(actor=actor, scheme_id=scheme_id), "withdraw", expected_version)


def _move(
    actor: Actor, row: SchemeMembership, action: str, expected_version: int | None, **changes: Any
) -> SchemeMembership:
    return apply(
        workflow=SCHEME_MEMBERSHIP,
        obj=row,
        action=action,
        actor=actor,
        subject=_subject(row),
        expected_version=expected_version,
        changes=changes,
        body={"scheme": row.scheme, "agency": actor.agency},
        organisation_id=row.organisation_id,
    )


def _signature(actor: Actor) -> dict[str, Any]:
    return {
        "agency": actor.agency,
        "officer_id": actor.user_id,
        "officer_name": actor.name,
        "decided_at": clock.now(),
    }


def _tell(
    actor: Actor, row: SchemeMembership, kind: str, title: Text, body: Text, reason: Reason | None = None
) -> None:
    name = SCHEMES[row.scheme].name
    notice_send(
        actor=actor,
        kind=kind,
        title=Text(title.en.format(scheme=name.en), title.fr.format(scheme=name.fr)),
        body=body,
        subject=_subject(row),
        reason=reason,
        link="/membership/elsewhere/",
        organisation_id=row.organisation_id,
        user_id=row.user_id,
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=PLACE)


def _subject(row: SchemeMembership) -> Subject:
    return Subject("scheme_membership", row.id)


DAY = timedelta(days=1)
COPY = Text("Copy it from your card or letter.", "Recopiez ce qui figure sur votre carte ou votre lettre.")
ENDS_FIRST = Text("The last day comes after the first.", "Le dernier jour suit le premier.")
OVER = Text("It has run out.", "La validité est échue.")
RENEW = Text("Renew it there, then enter it.", "Renouvelez-le là-bas, puis inscrivez-le.")
TOO_LONG = Text("No scheme runs for more than ten years.", "Aucun statut ne dure plus de dix ans.")
CONFIRMED = Text(
    "It counts from now on, within its dates and where a recognition says so.",
    "Il compte dès maintenant, dans ses dates et là où une reconnaissance le prévoit.",
)
REFUSED = Text(
    "It does not count here. Read why, and how to put it right.",
    "Il ne compte pas ici. Lisez pourquoi et comment y remédier.",
)
STOPPED = Text("It has stopped counting here.", "Il a cessé de compter ici.")
UNKNOWN_SCHEME = refusals.Refusal(
    "ENR_SCHEME",
    Text("There is no such scheme.", "Ce programme n'existe pas."),
    Text("Choose one of the list.", "Choisissez dans la liste."),
)
ENTERED = refusals.Refusal(
    "ENR_SCHEME_ENTERED",
    Text("You have entered this one already.", "Vous l'avez déjà inscrit."),
    Text("Take it back first to enter another number.", "Retirez-le d'abord pour inscrire un autre numéro."),
)
TAKEN = refusals.Refusal(
    "ENR_SCHEME_TAKEN",
    Text("This number is confirmed for another holder.", "Ce numéro est confirmé pour un autre titulaire."),
    Text("Compare it with the scheme's own record.", "Comparez-le avec le dossier d'origine."),
)
