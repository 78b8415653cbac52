"""Drafts: start, save, copy, discard, send. A draft is its author's; the trail begins when it is sent (R-23)."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction

from clearance.domain.drafting import COPIED, RETURN, blank, count_filled, mended, returning, reusable, title_of
from clearance.domain.saved import TEMPLATE
from clearance.models import FilingDraft, Trip
from clearance.selectors.carriers import NOT_A_FILER, may_file
from clearance.selectors.checking import filing_check
from clearance.selectors.drafts import draft_get, drafts_open
from clearance.selectors.fixing import items_with_fixes
from clearance.selectors.saved import paper_check, saved_get
from clearance.selectors.trips import manifest_data, trip_for_actor
from clearance.services.amending import trip_amend
from clearance.services.filing import FiledTrip, manifest_read, trip_file
from clearance.services.saved import saved_used, template_used
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotAllowed, NotFound
from portal.core.domain.text import Text


def draft_start(*, actor: Actor, direction: str, codes: dict[str, str] | None = None) -> FilingDraft:
    """Begin an empty filing; `codes` are the carrier's own, so that nobody types them again."""
    _may_draft(actor)
    data = blank(direction, codes or {})
    return _create(actor, data, prefilled=count_filled(data))


def draft_copy(*, actor: Actor, trip_id: UUID) -> FilingDraft:
    """Begin a filing from an earlier trip: everything but its numbers, seals and times (R-23)."""
    _may_draft(actor)
    trip = trip_for_actor(actor=actor, trip_id=trip_id)
    data = reusable(manifest_data(trip))
    return _create(actor, data, prefilled=count_filled(data), origin=COPIED)


def draft_return(*, actor: Actor, trip_id: UUID, loaded: bool) -> FilingDraft:
    """Begin the way back of a trip: what both directions ask is not asked again (R-23, round trip)."""
    _may_draft(actor)
    trip = trip_for_actor(actor=actor, trip_id=trip_id)
    data = returning(manifest_data(trip), loaded=loaded)
    return _create(actor, data, prefilled=count_filled(data), origin=RETURN)


@transaction.atomic
def draft_from_template(*, actor: Actor, record_id: UUID) -> FilingDraft:
    """Begin a filing from a template of the organisation; raises NotFound."""
    _may_draft(actor)
    template = saved_get(actor=actor, record_id=record_id)
    if template.kind != TEMPLATE or template.retired_at is not None:
        raise NotFound
    template_used(actor=actor, template=template)
    data = mended(copy.deepcopy(template.data))
    return _create(actor, data, prefilled=count_filled(data), origin=COPIED)


def draft_from(*, actor: Actor, data: dict[str, Any]) -> FilingDraft:
    """Begin a filing from what a file holds, to finish it by hand."""
    made = mended(data)
    return _create(actor, made, prefilled=count_filled(made))


def draft_amend(*, actor: Actor, trip_id: UUID) -> FilingDraft:
    """Open what is filed for a new version. The draft remembers which version it started from."""
    _may_draft(actor)
    trip = trip_for_actor(actor=actor, trip_id=trip_id)
    data = copy.deepcopy(manifest_data(trip))
    return _create(actor, data, prefilled=count_filled(data), amends=trip)


def draft_change(*, actor: Actor, trip_id: UUID, edit: Callable[[dict[str, Any]], dict[str, Any]]) -> FilingDraft:
    """Prepare one change of what is filed, as the next version.

    The actor's own open amendment of the same version is used again, so that two changes in a row
    go out as one version.
    """
    _may_draft(actor)
    trip = trip_for_actor(actor=actor, trip_id=trip_id)
    begun = drafts_open(actor=actor).filter(
        amends_id=trip.id, amends_version=trip.current_version, created_by_id=actor.user_id
    )
    draft = begun.first() or draft_amend(actor=actor, trip_id=trip_id)
    return draft_edit(actor=actor, draft_id=draft.id, edit=edit, point=f"{draft.row_version}-change")


def draft_save(*, actor: Actor, draft_id: UUID, changes: dict[str, Any]) -> FilingDraft:
    """Replace the top-level parts in `changes` (`trip`, `conveyance`, `shipments`, ...); anything may be wrong.

    Raises NotFound for a draft that is not the actor's organisation's, Conflict once it was sent.
    """
    return draft_edit(actor=actor, draft_id=draft_id, edit=lambda data: {**data, **changes})


@transaction.atomic
def draft_edit(
    *, actor: Actor, draft_id: UUID, edit: Callable[[dict[str, Any]], dict[str, Any]], point: str = ""
) -> FilingDraft:
    """Save what `edit` makes of the draft's data, under the row's lock: two open sections never undo each other.

    `point` names what the undo goes back to (one opening of a page, say): the first change of a point keeps the
    data as it was, later ones of the same point do not.
    """
    draft = _open(actor, draft_id)
    made = mended(edit(draft.data))
    if point and made != draft.data and (draft.undo or {}).get("point") != point:
        draft.undo = {"point": point, "data": draft.data}
    return _keep(draft, made)


@transaction.atomic
def draft_undo(*, actor: Actor, draft_id: UUID) -> FilingDraft:
    """Take the last change back; a second time brings it back again. Raises Conflict when nothing was changed."""
    draft = _open(actor, draft_id)
    if not draft.undo:
        raise Conflict([NOTHING_TO_UNDO])
    before, draft.undo = draft.undo["data"], {"point": f"undo-{draft.row_version}", "data": draft.data}
    return _keep(draft, mended(before))


def _keep(draft: FilingDraft, data: dict[str, Any]) -> FilingDraft:
    draft.data = data
    draft.direction = str(data.get("trip", {}).get("direction", ""))[:2]
    draft.title = title_of(data)
    draft.updated_at = clock.now()
    draft.row_version += 1
    draft.save()
    return draft


@transaction.atomic
def draft_discard(*, actor: Actor, draft_id: UUID) -> FilingDraft:
    """Put a draft away; it is not deleted, so an undo brings it back."""
    return _mark(actor, draft_id, discarded=True)


@transaction.atomic
def draft_restore(*, actor: Actor, draft_id: UUID) -> FilingDraft:
    """Bring a discarded draft back."""
    return _mark(actor, draft_id, discarded=False)


def draft_check(*, actor: Actor, draft: FilingDraft) -> list[ErrorItem]:
    """Give everything that is wrong or doubtful with the draft as it stands: structure, rules, papers that end."""
    found = filing_check(actor=actor, data=draft.data, exclude_trip=draft.amends_id)
    papers = paper_check(actor=actor, data=draft.data)
    return [*found, *items_with_fixes(actor=actor, items=papers, data=draft.data)]


@transaction.atomic
def draft_submit(*, actor: Actor, draft_id: UUID) -> FiledTrip:
    """Send the draft: a new trip, or a new version of the one it amends.

    Sending twice gives the same trip: the row is locked and remembers what it became. Raises Invalid with
    every error, structural ones and broken rules.
    """
    draft = draft_get(actor=actor, draft_id=draft_id, lock=True)
    if draft.trip_id is not None:
        return _already(actor, draft.trip_id)
    items = filing_check(actor=actor, data=draft.data, exclude_trip=draft.amends_id)
    if any(item.severity == "error" for item in items):
        raise Invalid(items)
    manifest = manifest_read(draft.data)
    if draft.amends_id is None:
        filed = trip_file(actor=actor, manifest=manifest, channel="wizard")
    else:
        filed = trip_amend(
            actor=actor,
            trip_id=draft.amends_id,
            manifest=manifest,
            amends_version=draft.amends_version,
            channel="wizard",
        )
    draft.trip_id, draft.updated_at = filed.id, clock.now()
    draft.row_version += 1
    draft.save(update_fields=["trip", "updated_at", "row_version"])
    saved_used(organisation_id=draft.organisation_id, data=draft.data)
    return filed


def _may_draft(actor: Actor) -> tuple[UUID, UUID]:
    """Give the organisation and the person a draft belongs to; raises NotAllowed for anybody else."""
    if not may_file(actor) or actor.user_id is None or actor.organisation_id is None:
        raise NotAllowed([NOT_A_FILER])
    return actor.organisation_id, actor.user_id


def _create(
    actor: Actor, data: dict[str, Any], *, prefilled: int, amends: Trip | None = None, origin: str = ""
) -> FilingDraft:
    organisation_id, user_id = _may_draft(actor)
    return FilingDraft.objects.create(
        organisation_id=organisation_id,
        created_by_id=user_id,
        title=title_of(data),
        direction=data["trip"].get("direction", ""),
        data=data,
        prefilled=prefilled,
        origin=origin,
        amends=amends,
        amends_version=amends.current_version if amends else None,
    )


def _open(actor: Actor, draft_id: UUID) -> FilingDraft:
    draft = draft_get(actor=actor, draft_id=draft_id, lock=True)
    if draft.trip_id is not None:
        raise Conflict([ALREADY_SENT])
    return draft


def _mark(actor: Actor, draft_id: UUID, *, discarded: bool) -> FilingDraft:
    draft = _open(actor, draft_id)
    draft.discarded_at = clock.now() if discarded else None
    draft.row_version += 1
    draft.save(update_fields=["discarded_at", "row_version"])
    return draft


def _already(actor: Actor, trip_id: UUID) -> FiledTrip:
    trip = trip_for_actor(actor=actor, trip_id=trip_id)
    version = trip.versions.get(number=trip.current_version)
    return FiledTrip(
        trip.id,
        trip.trip_number,
        trip.current_version,
        trip.row_version,
        trip.status,
        version.digest,
        version.filed_at,
    )


ALREADY_SENT = ErrorItem(
    "CLR_DRAFT_SENT",
    Text(
        "This draft was sent already; it cannot change any more.",
        "Ce brouillon a déjà été envoyé; il ne peut plus changer.",
    ),
    fix=Text("Open the trip and choose “Amend”.", "Ouvrez le voyage et choisissez « Modifier »."),
)
NOTHING_TO_UNDO = ErrorItem(
    "CLR_DRAFT_UNDO",
    Text("Nothing was changed that could be undone.", "Aucune modification ne peut être annulée."),
    fix=Text("Change a section first.", "Modifiez d'abord une section."),
)
