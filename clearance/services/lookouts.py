"""Look-outs: entered with source, purpose and end, shared, withdrawn, expired by themselves; look-ups are logged (R-98)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from clearance.domain.lookouts.checking import Entry, entry_faults
from clearance.domain.lookouts.workflow import ACTIVE, WAITING, owner_only
from clearance.domain.officers import BORDER
from clearance.domain.transitions import LOOKOUT_WORKFLOW, MATCH_WORKFLOW
from clearance.models import Lookout, LookoutKey, LookoutMatch
from clearance.selectors.lookouts import lookout_get
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import ErrorItem, Invalid, NotAllowed
from portal.core.domain.matching import Identity, blocking_keys
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.services import dispatch, next_number
from portal.workflow.services import apply

SERIES = "lookout"
CLOCK = system_actor("clock")
BATCH = 200
LATER = 60


@transaction.atomic
def lookout_enter(*, actor: Actor, entry: Entry) -> Lookout:
    """Keep a look-out of the officer's agency; trips on the way that meet it are scored again.

    Raises NotAllowed, or Invalid with every fault at its field: without source class, purpose or end it is refused.
    """
    if not actor.has("officer.targeting") or actor.agency not in BORDER:
        raise NotAllowed([TARGETING_ONLY])
    faults = entry_faults(entry, clock.now())
    if faults or entry.expires_at is None:
        raise Invalid(faults)
    identity = Identity.from_dict({**entry.identity, "kind": entry.kind})
    keys = blocking_keys(identity)
    if not keys:
        raise Invalid([NOBODY])
    lookout = Lookout.objects.create(
        number=next_number(SERIES, 0),
        kind=entry.kind,
        identity=identity.as_dict(),
        source_class=entry.source_class,
        quality=entry.quality,
        purpose=entry.purpose.strip()[:300],
        agency=actor.agency,
        reason_class=entry.reason_class,
        detail=entry.detail.strip(),
        shared=entry.shared,
        expires_at=entry.expires_at,
        status=LOOKOUT_WORKFLOW.initial,
        author_id=actor.user_id,
        author_as=actor.name,
        created_at=clock.now(),
    )
    LookoutKey.objects.bulk_create(LookoutKey(lookout=lookout, key=key) for key in sorted(keys))
    _tell(actor, "entered", lookout, {"kind": entry.kind, "source_class": entry.source_class, "shared": entry.shared})
    _trips_again(lookout)
    return lookout


@transaction.atomic
def lookout_withdraw(*, actor: Actor, lookout_id: UUID, why: str, expected_version: int) -> Lookout:
    """End a look-out before its time. Raises NotFound, NotAllowed, Conflict, Invalid without a reason."""
    lookout = lookout_get(actor=actor, lookout_id=lookout_id)
    if not why.strip():
        raise Invalid([SAY_WHY])
    return _end(actor, lookout, "withdraw", why.strip()[:500], expected_version)


@transaction.atomic
def lookouts_expire(*, limit: int = BATCH) -> int:
    """Close look-outs whose end has passed, and let trips on the way be scored without them. Gives how many.

    They stopped matching at their end already: this only writes it down.
    """
    past = Lookout.objects.select_for_update(skip_locked=True).filter(status=ACTIVE, expires_at__lte=clock.now())
    ended = list(past.order_by("expires_at")[:limit])
    for lookout in ended:
        _end(CLOCK, lookout, "expire", "", None)
    return len(ended)


def _end(actor: Actor, lookout: Lookout, action: str, why: str, expected_version: int | None) -> Lookout:
    lookout = apply(
        workflow=LOOKOUT_WORKFLOW,
        obj=lookout,
        action=action,
        actor=actor,
        subject=_subject(lookout),
        expected_version=expected_version,
        changes={"ended_at": clock.now(), "ended_why": why},
        body={"lookout": lookout.label},
    )
    for match in LookoutMatch.objects.select_related("lookout").filter(lookout=lookout, status=WAITING):
        apply(
            workflow=MATCH_WORKFLOW,
            obj=match,
            action="lapse",
            actor=CLOCK,
            subject=Subject("lookout_match", match.id),
            body={"lookout": lookout.label},
        )
    _trips_again(lookout)
    return lookout


@transaction.atomic
def lookout_share(*, actor: Actor, lookout_id: UUID, expected_version: int) -> Lookout:
    """Let the other agency read whom it means and why. It cannot be taken back: what was read was read."""
    lookout = Lookout.objects.select_for_update().get(pk=lookout_get(actor=actor, lookout_id=lookout_id).pk)
    refused = owner_only(lookout, actor)
    if refused or not actor.has("officer.targeting"):
        raise NotAllowed([refused or TARGETING_ONLY])
    if lookout.shared:
        return lookout
    if lookout.row_version != expected_version:
        raise Invalid([CHANGED])
    lookout.shared = True
    lookout.row_version += 1
    lookout.save(update_fields=["shared", "row_version"])
    _tell(actor, "shared", lookout, {})
    return lookout


@transaction.atomic
def lookout_viewed(*, actor: Actor, lookout: Lookout) -> None:
    """Note who looked at a look-out (R-13)."""
    _tell(actor, "viewed", lookout, {"own": actor.agency == lookout.agency})


@transaction.atomic
def lookouts_listed(*, actor: Actor, kind: str, shown: int) -> None:
    """Note who looked through the list."""
    record(
        actor=actor,
        event="clearance.lookout.listed",
        subject=Subject("user", actor.person),
        body={"kind": kind, "shown": shown},
    )


@transaction.atomic
def match_viewed(*, actor: Actor, match: LookoutMatch) -> None:
    """Note who looked at a match, and by it at a person of a filing."""
    record(
        actor=actor,
        event="clearance.match.viewed",
        subject=Subject("lookout_match", match.id),
        body={"lookout": match.lookout.label},
    )


def _trips_again(lookout: Lookout) -> None:
    """Twice for a new one: a trip that was being scored at that moment may not have seen it."""
    key = f"{lookout.status}:{lookout.row_version}"
    dispatch("clearance.lookout_changed", subject_id=lookout.id, key=key)
    if lookout.status == ACTIVE:
        dispatch("clearance.lookout_changed", subject_id=lookout.id, key=f"{key}:late", delay_seconds=LATER)


def _tell(actor: Actor, event: str, lookout: Lookout, body: dict[str, Any]) -> None:
    """The trail names the look-out and never whom it means."""
    record(
        actor=actor,
        event=f"clearance.lookout.{event}",
        subject=_subject(lookout),
        body={"lookout": lookout.label, **body},
    )


def _subject(lookout: Lookout) -> Subject:
    return Subject("lookout", lookout.id)


TARGETING_ONLY = ErrorItem(
    "CLR_LOOKOUT_ROLE",
    Text(
        "Targeting officers of CBP and CBSA enter look-outs.",
        "Les agents du ciblage de CBP et de l'ASFC inscrivent les avis.",
    ),
    path="kind",
    fix=Text("Ask a targeting officer.", "Adressez-vous à un agent du ciblage."),
)
NOBODY = ErrorItem(
    "CLR_LOOKOUT_IDENTITY",
    Text("Nothing here can be held against a filing.", "Rien ici ne peut être comparé à une déclaration."),
    path="number",
    fix=Text(
        "Give a name, a plate or a number in letters and digits.",
        "Donnez un nom, une plaque ou un numéro en lettres et chiffres.",
    ),
)
SAY_WHY = ErrorItem(
    "CLR_LOOKOUT_WHY",
    Text("Say why the look-out ends.", "Précisez pourquoi l'avis prend fin."),
    path="why",
    fix=Text("One sentence; it is kept.", "Une phrase; elle est conservée."),
)
CHANGED = ErrorItem(
    "WORKFLOW_STALE",
    Text(
        "Somebody changed this record after you opened it.",
        "Quelqu'un a modifié ce dossier après que vous l'avez ouvert.",
    ),
    path="expected_version",
    fix=Text("Open it again.", "Rouvrez-le."),
)
