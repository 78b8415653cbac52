"""What reader systems send: kept as it came, then read entry by entry, then judged by a worker (R-56)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from audit.trail.services import record
from clearance.domain.seals import Reading, reading_from
from clearance.domain.seals.reading import SEALED
from clearance.models import SealBatch, SealEvent, SealRecord
from clearance.services.seals import SealFacts, seal_register
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError, ErrorItem, Invalid, NotAllowed
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.services import dispatch

SCOPE = "seals:write"
JUDGING_TASK = "clearance.judge_seal"
MOST_EVENTS = 500
ACCEPTED, REPEATED, REFUSED = "accepted", "repeated", "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one entry of a batch: accepted, a repetition, or refused with one error."""

    position: int
    result: str
    event_id: UUID | None = None
    error: ErrorItem | None = None


def seal_batch_receive(*, actor: Actor, content: bytes) -> tuple[SealBatch, list[Outcome]]:
    """Keep a message of a reader system and read it; gives what became of each entry, in order.

    The message is committed before anything in it is read. Entries sent again, in whatever message, change
    nothing. Raises NotAllowed without the scope, Invalid when the message as a whole cannot be read.
    """
    if SCOPE not in actor.scopes or actor.organisation_id is None:
        raise NotAllowed([NO_SCOPE])
    batch = _keep(actor, content)
    return batch, _read(actor, batch, _entries(content))


@transaction.atomic
def _keep(actor: Actor, content: bytes) -> SealBatch:
    batch = SealBatch.objects.create(
        client_id=actor.client_id[:120],
        organisation_id=actor.organisation_id,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
    )
    record(
        actor=actor,
        event="clearance.seal.batch",
        subject=Subject("seal_batch", batch.id),
        body={"sha256": batch.sha256, "size": batch.size},
        organisation_id=actor.organisation_id,
    )
    return batch


def _entries(content: bytes) -> list[Any]:
    try:
        data = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Invalid([UNREADABLE]) from error
    found = data.get("events") if isinstance(data, dict) else None
    if not isinstance(found, list) or not found:
        raise Invalid([NO_EVENTS])
    if len(found) > MOST_EVENTS:
        raise Invalid([replace(TOO_MANY, value=len(found))])
    return found


@transaction.atomic
def _read(actor: Actor, batch: SealBatch, entries: list[Any]) -> list[Outcome]:
    read = [(place, entry, reading_from(entry, f"events[{place}]")) for place, entry in enumerate(entries)]
    good = [reading for _, _, reading in read if isinstance(reading, Reading)]
    known = _known_events(actor, good)
    seals = _seals(actor, good)
    outcomes: list[Outcome] = []
    touched: set[UUID] = set()
    for place, entry, reading in read:
        if isinstance(reading, ErrorItem):
            outcomes.append(Outcome(place, REFUSED, error=reading))
            continue
        key = (reading.reader, reading.sequence)
        if key in known:
            outcomes.append(Outcome(place, REPEATED, known[key]))
            continue
        seal = _seal_of(actor, reading, seals)
        if isinstance(seal, ErrorItem):
            outcomes.append(Outcome(place, REFUSED, error=replace(seal, path=f"events[{place}].{seal.path}")))
            continue
        known[key] = _event(actor, batch, seal, reading, entry).id
        touched.add(seal.id)
        outcomes.append(Outcome(place, ACCEPTED, known[key]))
    _promise(actor, batch, touched, outcomes)
    return outcomes


def _known_events(actor: Actor, readings: Iterable[Reading]) -> dict[tuple[str, int], UUID]:
    by_reader: dict[str, set[int]] = {}
    for reading in readings:
        by_reader.setdefault(reading.reader, set()).add(reading.sequence)
    wanted = Q(pk=None)
    for reader, sequences in by_reader.items():
        wanted |= Q(reader=reader, sequence__in=sequences)
    rows = SealEvent.objects.filter(wanted, client_id=actor.client_id, source="reader")
    found = rows.values_list("reader", "sequence", "id")
    return {(reader, number): pk for reader, number, pk in found if number is not None}


def _seals(actor: Actor, readings: Iterable[Reading]) -> dict[str, SealRecord]:
    """Give the organisation's own seals the message names, by number and by tag; those on a door come first."""
    numbers = {reading.number for reading in readings} - {""}
    tags = {reading.tag for reading in readings} - {""}
    rows = SealRecord.objects.filter(Q(number__in=numbers) | Q(tag__in=tags)).filter(organisation_id__in=actor.reach)
    found: dict[str, SealRecord] = {}
    for seal in rows.order_by("-applied_at", "-id"):
        for name in (f"#{seal.number}", f"@{seal.tag}" if seal.tag else ""):
            if name and (name not in found or (found[name].ended_at and not seal.ended_at)):
                found[name] = seal
    return found


def _seal_of(actor: Actor, reading: Reading, seals: dict[str, SealRecord]) -> SealRecord | ErrorItem:
    """Find the seal a reading is about; a device that says it has just sealed a door puts the seal on record."""
    by_tag = seals.get(f"@{reading.tag}") if reading.tag else None
    seal = by_tag or (seals.get(f"#{reading.number}") if reading.number else None)
    if seal is not None and not (reading.kind == SEALED and seal.ended_at):
        return seal
    if reading.kind != SEALED or not reading.number or not reading.equipment:
        return replace(UNKNOWN_SEAL, value=reading.number or reading.tag)
    facts = SealFacts(
        reading.number,
        reading.equipment,
        "H",
        "electronic" if reading.tag else "mechanical",
        reading.tag,
        reading.place,
    )
    try:
        made = seal_register(actor=actor, facts=facts)
    except DomainError as error:
        return replace(error.items[0], path="seal")
    seals[f"#{made.number}"] = made
    if made.tag:
        seals[f"@{made.tag}"] = made
    return made


def _event(actor: Actor, batch: SealBatch, seal: SealRecord, reading: Reading, entry: Any) -> SealEvent:
    canonical = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return SealEvent.objects.create(
        seal=seal,
        batch=batch,
        source="reader",
        client_id=actor.client_id[:120],
        reader=reading.reader,
        sequence=reading.sequence,
        kind=reading.kind,
        number=reading.number,
        equipment=reading.equipment,
        opened=reading.opened,
        battery=reading.battery,
        at=reading.at,
        place=reading.place,
        latitude=reading.position.latitude if reading.position else None,
        longitude=reading.position.longitude if reading.position else None,
        digest=hashlib.sha256(canonical.encode()).hexdigest(),
    )


def _promise(actor: Actor, batch: SealBatch, touched: set[UUID], outcomes: list[Outcome]) -> None:
    """Record what was read and promise that each seal is judged, in the transaction of the events."""
    counts = {name: sum(entry.result == name for entry in outcomes) for name in (ACCEPTED, REPEATED, REFUSED)}
    record(
        actor=actor,
        event="clearance.seal.read",
        subject=Subject("seal_batch", batch.id),
        body={**counts, "seals": sorted(str(found) for found in touched)},
        organisation_id=actor.organisation_id,
    )
    for seal_id in touched:
        dispatch(JUDGING_TASK, subject_id=seal_id, key=str(batch.id))


NO_SCOPE = ErrorItem(
    "CLR_SEAL_SCOPE",
    Text("The key may not send seal events.", "La clé ne permet pas d'envoyer des événements de sceaux."),
    path="scope",
    fix=Text("Make a key with the scope seals:write.", "Créez une clé avec la portée seals:write."),
)
UNREADABLE = ErrorItem(
    "CLR_SEAL_BATCH_JSON",
    Text("The message is not readable JSON. It was kept.", "Le message n'est pas du JSON lisible. Il a été conservé."),
    path="body",
    fix=Text("Send an object with a list “events”.", "Envoyez un objet avec une liste « events »."),
)
NO_EVENTS = ErrorItem(
    "CLR_SEAL_BATCH_EMPTY",
    Text("The message has no list of events.", "Le message n'a pas de liste d'événements."),
    path="events",
    fix=Text("Send at least one event.", "Envoyez au moins un événement."),
)
TOO_MANY = ErrorItem(
    "CLR_SEAL_BATCH_LONG",
    Text("More than 500 events in one message.", "Plus de 500 événements dans un message."),
    path="events",
    fix=Text("Send them in several messages.", "Envoyez-les en plusieurs messages."),
)
UNKNOWN_SEAL = ErrorItem(
    "CLR_SEAL_UNKNOWN",
    Text("None of your seals has this number or tag.", "Aucun de vos sceaux n'a ce numéro ou cette puce."),
    path="seal",
    fix=Text(
        "Send the event “sealed” with the number and the trailer first.",
        "Envoyez d'abord l'événement « sealed » avec le numéro et la remorque.",
    ),
)
