"""Keep, change and retire what an organisation fills in again; filing notes the last use (R-23)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from audit.trail.services import record
from clearance.domain.drafting import reusable
from clearance.domain.manifest import read
from clearance.domain.manifest.faults import REQUIRED
from clearance.domain.saved import (
    KINDS,
    LONGEST_NAME,
    TEMPLATE,
    identities_in,
    identity,
    kept,
    name_of,
    unreadable_dates,
)
from clearance.models import SavedRecord
from clearance.selectors.carriers import NOT_A_FILER, may_file
from clearance.selectors.saved import saved_get
from clearance.selectors.trips import manifest_data, trip_for_actor
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text

SUBJECT = "saved_record"
# Where a record of each kind stands in a manifest, so that the manifest's own reader checks it.
HOMES = {
    "truck": "conveyance",
    "trailer": "equipment[0]",
    "driver": "crew[0]",
    "party": "shipments[0].shipper",
    "product": "shipments[0].lines[0]",
}


@transaction.atomic
def saved_keep(
    *,
    actor: Actor,
    kind: str,
    name: str,
    data: Mapping[str, Any],
    papers: Mapping[str, str] | None = None,
    record_id: UUID | None = None,
    expected_version: int | None = None,
) -> SavedRecord:
    """Keep a record, or change a kept one. Its values must have the right form; it may be incomplete.

    Raises Invalid (with paths `name`, `record-<field>`, `papers-<paper>`), Conflict when somebody changed it
    meanwhile, NotFound, NotAllowed.
    """
    organisation_id = _may_keep(actor)
    if kind not in KINDS:
        raise NotFound
    clean, dates = kept(kind, data), {key: value for key, value in (papers or {}).items() if value}
    name = " ".join(name.split()) or name_of(kind, clean)
    _check(kind, name, clean, dates)
    made = _row(actor, kind, record_id, expected_version)
    made.organisation_id, made.kind, made.name = organisation_id, kind, name
    made.data, made.papers, made.identity = clean, dates, identity(kind, clean)
    made.updated_at = clock.now()
    _save(made)
    _record(actor, made, "kept")
    return made


@transaction.atomic
def saved_keep_from(*, actor: Actor, kind: str, data: Mapping[str, Any]) -> SavedRecord:
    """Keep a record as the wizard has it, under a name made from it; what is kept already is brought up to date."""
    organisation_id = _may_keep(actor)
    clean = kept(kind, data)
    name = name_of(kind, clean)
    same = (
        SavedRecord.objects.select_for_update()
        .filter(organisation_id=organisation_id, kind=kind, retired_at=None)
        .filter(identity=identity(kind, clean) or "-")
        .first()
    )
    if same is None:
        return saved_keep(actor=actor, kind=kind, name=name, data=clean)
    return saved_keep(actor=actor, kind=kind, name=same.name, data=clean, papers=same.papers, record_id=same.id)


@transaction.atomic
def template_keep(*, actor: Actor, trip_id: UUID, name: str) -> SavedRecord:
    """Keep a trip as a template: all that can be true again. One of the same name is replaced."""
    organisation_id = _may_keep(actor)
    trip = trip_for_actor(actor=actor, trip_id=trip_id)
    name = " ".join(name.split())
    _check(TEMPLATE, name, {}, {})
    same = SavedRecord.objects.select_for_update().filter(
        organisation_id=organisation_id, kind=TEMPLATE, name__iexact=name, retired_at=None
    )
    made = same.first() or SavedRecord(organisation_id=organisation_id, kind=TEMPLATE, name=name)
    made.data, made.updated_at = reusable(manifest_data(trip)), clock.now()
    made.row_version += not made._state.adding
    _save(made)
    _record(actor, made, "kept")
    return made


def saved_retire(*, actor: Actor, record_id: UUID) -> SavedRecord:
    """Offer a record no longer. It can be brought back."""
    return _mark(actor, record_id, retired=True)


def saved_restore(*, actor: Actor, record_id: UUID) -> SavedRecord:
    """Offer a retired record again; raises Conflict when its name was taken meanwhile."""
    return _mark(actor, record_id, retired=False)


def saved_used(*, organisation_id: UUID, data: Mapping[str, Any]) -> int:
    """Note on every kept record that a filing holds that it was used now; one statement."""
    known = identities_in(data)
    if not known:
        return 0
    return SavedRecord.objects.filter(organisation_id=organisation_id, identity__in=known, retired_at=None).update(
        last_used_at=clock.now(), used_count=F("used_count") + 1
    )


def template_used(*, actor: Actor, template: SavedRecord) -> None:
    """Note that a template began a filing."""
    SavedRecord.objects.filter(pk=template.id).update(last_used_at=clock.now(), used_count=F("used_count") + 1)
    _record(actor, template, "used")


# --- parts ------------------------------------------------------------------------------------------------
def _may_keep(actor: Actor) -> UUID:
    if not may_file(actor) or actor.organisation_id is None:
        raise NotAllowed([NOT_A_FILER])
    return actor.organisation_id


def _row(actor: Actor, kind: str, record_id: UUID | None, expected_version: int | None) -> SavedRecord:
    if record_id is None:
        return SavedRecord()
    found = saved_get(actor=actor, record_id=record_id, lock=True)
    if found.kind != kind:
        raise NotFound
    if expected_version not in (None, found.row_version):
        raise Conflict([CHANGED_MEANWHILE])
    found.row_version += 1
    return found


def _save(made: SavedRecord) -> None:
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:
        raise Invalid([NAME_TAKEN]) from error


@transaction.atomic
def _mark(actor: Actor, record_id: UUID, *, retired: bool) -> SavedRecord:
    _may_keep(actor)
    found = saved_get(actor=actor, record_id=record_id, lock=True)
    found.retired_at = clock.now() if retired else None
    found.row_version += 1
    _save(found)
    _record(actor, found, "retired" if retired else "restored")
    return found


def _check(kind: str, name: str, data: Mapping[str, Any], papers: Mapping[str, str]) -> None:
    """Raise Invalid for a missing name, a value of the wrong form, or a date that is none."""
    items = [] if name and len(name) <= LONGEST_NAME else [NAME_NEEDED]
    items += unreadable_dates(papers.items())
    if kind in HOMES:
        items += _form_faults(HOMES[kind], data)
    if items:
        raise Invalid(items)


def _form_faults(home: str, data: Mapping[str, Any]) -> list[ErrorItem]:
    """Read the record where it would stand in a manifest; what is merely missing is no fault here."""
    value: Any = dict(data)
    for step in reversed(home.replace("[0]", ".0").split(".")):
        value = [value] if step == "0" else {step: value}
    faults = read(value)[1]
    return [
        ErrorItem(
            item.code,
            item.message,
            path=f"record-{item.path.removeprefix(f'{home}.').replace('[', '-').replace(']', '').replace('.', '-')}",
            value=item.value,
            fix=item.fix,
        )
        for item in faults
        if item.path.startswith(f"{home}.") and item.code != REQUIRED
    ]


def _record(actor: Actor, made: SavedRecord, event: str) -> None:
    record(
        actor=actor,
        event=f"clearance.saved.{event}",
        subject=Subject(SUBJECT, made.id),
        body={"kind": made.kind, "version": made.row_version},
        organisation_id=made.organisation_id,
    )


NAME_NEEDED = ErrorItem(
    "CLR_SAVED_NAME",
    Text("A name of 1 to 80 characters is needed.", "Un nom de 1 à 80 caractères est nécessaire."),
    path="name",
    fix=Text(
        "Give the name you will look for: a unit number, a company.",
        "Donnez le nom que vous chercherez : un numéro d'unité, une entreprise.",
    ),
)
NAME_TAKEN = ErrorItem(
    "CLR_SAVED_TAKEN",
    Text("Another saved record has this name.", "Une autre fiche porte ce nom."),
    path="name",
    fix=Text("Give another name, or change that record.", "Donnez un autre nom, ou modifiez cette fiche."),
)
CHANGED_MEANWHILE = ErrorItem(
    "CLR_SAVED_CHANGED",
    Text(
        "Somebody changed this record while you had it open.",
        "Quelqu'un a modifié cette fiche pendant que vous l'aviez ouverte.",
    ),
    fix=Text("Open it again, then make your change.", "Ouvrez-la de nouveau, puis faites votre modification."),
)
