"""The registry of physical seals and what officers and carriers do with them (R-56). Each act is a link of the chain."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from audit.trail.services import record
from clearance.domain.seals import EVENT_KINDS, GRADES, MAKES, SEAL_WORKFLOW
from clearance.domain.seals.reading import EQUIPMENT, NUMBER, OPENED, READ, REPLACED, SEALED, TAG
from clearance.domain.seals.workflow import CARRIERS
from clearance.models import SealEvent, SealRecord
from clearance.selectors.seals import seal_get
from clearance.services.seal_alerts import alert_found, alerts_close
from clearance.services.seal_voiding import clearances_end
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotAllowed
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.workflow.services import apply

OFFICER, CARRIER = "officer", "carrier"
ENDS = frozenset({"remove", "replace", "lose"})
# What each act says in the chain: kind of event, and whether the seal is open.
LINKS: dict[str, tuple[str, bool | None]] = {
    "confirm": (READ, False),
    "clear": (READ, False),
    "open": (OPENED, True),
    "break": (READ, True),
    "remove": (OPENED, True),
    "replace": (REPLACED, True),
    "lose": (READ, None),
}


@dataclass(frozen=True, slots=True)
class SealFacts:
    """What is written on a seal, and which door it closes."""

    number: str
    equipment: str
    grade: str = "H"
    make: str = "mechanical"
    tag: str = ""
    site: str = ""

    def clean(self) -> SealFacts:
        """Give it in the spelling of the registry; raises Invalid with every fault at its field."""
        made = replace(self, number=self.number.strip().upper(), equipment=self.equipment.strip().upper())
        checks = (
            ("number", NUMBER.fullmatch(made.number), BAD_NUMBER),
            ("equipment", EQUIPMENT.fullmatch(made.equipment), BAD_EQUIPMENT),
            ("grade", made.grade in GRADES, BAD_CHOICE),
            ("make", made.make in MAKES, BAD_CHOICE),
            ("tag", not made.tag or TAG.fullmatch(made.tag), BAD_NUMBER),
        )
        items = [replace(item, path=path) for path, good, item in checks if not good]
        if items:
            raise Invalid(items)
        return made


@transaction.atomic
def seal_register(
    *, actor: Actor, facts: SealFacts, organisation_id: UUID | None = None, replaces: SealRecord | None = None
) -> SealRecord:
    """Put one seal on one door, on record; raises Invalid, Conflict when that number closes another door.

    Officers register the seals they apply, a trader its own. Raises NotAllowed for anybody else.
    """
    if actor.kind == "system" or (actor.kind == "officer" and actor.agency):
        source = OFFICER
    elif actor.has(*CARRIERS) or "seals:write" in actor.scopes:
        source, organisation_id = CARRIER, actor.organisation_id
    else:
        raise NotAllowed([NOT_A_SEALER])
    facts = facts.clean()
    seal = SealRecord(
        number=facts.number,
        grade=facts.grade,
        make=facts.make,
        tag=facts.tag,
        equipment=facts.equipment,
        organisation_id=organisation_id,
        agency=actor.agency,
        site=facts.site[:80],
        applied_at=clock.now(),
        applied_by_id=actor.user_id,
        applied_as=(actor.name or actor.client_id)[:150],
        replaces=replaces,
        status=SEAL_WORKFLOW.initial,
    )
    try:
        with transaction.atomic():
            seal.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict([replace(ON_ANOTHER_DOOR, value=facts.number)]) from error
    seal_link(actor, seal, SEALED, False, source=source, place=facts.site)
    record(
        actor=actor,
        event="clearance.seal.applied",
        subject=seal_subject(seal),
        body={"number": seal.number, "grade": seal.grade, "equipment": seal.equipment, "tag": seal.tag},
        organisation_id=seal.organisation_id,
    )
    return seal


def seal_link(
    actor: Actor,
    seal: SealRecord,
    kind: str,
    opened: bool | None,
    *,
    source: str = OFFICER,
    place: str = "",
    note: str = "",
    at: datetime | None = None,
) -> SealEvent:
    """Add what a person did to the custody chain."""
    return SealEvent.objects.create(
        seal=seal,
        source=source,
        kind=kind,
        number=seal.number,
        equipment=seal.equipment,
        opened=opened,
        at=at or clock.now(),
        place=place[:80],
        by_id=actor.user_id,
        by_as=(actor.name or actor.client_id)[:150],
        note=note[:500],
    )


@transaction.atomic
def seal_act(
    *, actor: Actor, seal_id: UUID, action: str, expected_version: int, note: str = "", place: str = ""
) -> SealRecord:
    """Confirm, open, break, take off, lose a seal, or clear a false alarm; what hangs on it ends or stands with it.

    Anything that is not a look at an intact seal needs words. Raises NotFound, NotAllowed, Invalid or Conflict.
    """
    seal = seal_get(actor=actor, seal_id=seal_id)
    if action not in LINKS or action == "replace":
        raise Invalid([UNKNOWN_ACT])
    if action != "confirm" and len(note.strip()) < 10:
        raise Invalid([SAY_WHY])
    return _move(actor, seal, action, expected_version, note.strip(), place)


@transaction.atomic
def seal_replace(
    *, actor: Actor, seal_id: UUID, number: str, grade: str, expected_version: int, note: str, tag: str = ""
) -> SealRecord:
    """Take a seal off and put another on the same door; gives the new one. What was cleared under the old one ends."""
    old = seal_get(actor=actor, seal_id=seal_id)
    if len(note.strip()) < 10:
        raise Invalid([SAY_WHY])
    old = _move(actor, old, "replace", expected_version, note.strip(), "")
    facts = SealFacts(number, old.equipment, grade, "electronic" if tag else "mechanical", tag, old.site)
    return seal_register(actor=actor, facts=facts, organisation_id=old.organisation_id, replaces=old)


def _move(
    actor: Actor, seal: SealRecord, action: str, expected_version: int | None, note: str, place: str
) -> SealRecord:
    kind, opened = LINKS[action]
    now = clock.now()
    changes: dict[str, Any] = {"ended_at": now} if action in ENDS else {}
    if opened is not None:
        changes |= {"last_read_at": now, "last_open": opened, "last_place": place[:60]}
    seal = apply(
        workflow=SEAL_WORKFLOW,
        obj=seal,
        action=action,
        actor=actor,
        subject=seal_subject(seal),
        expected_version=expected_version,
        changes=changes,
        body={"number": seal.number, "equipment": seal.equipment, "note": note[:500]},
        organisation_id=seal.organisation_id,
    )
    source = CARRIER if actor.has(*CARRIERS) else OFFICER
    event = seal_link(actor, seal, kind, opened, source=source, place=place, note=note)
    if action == "clear":
        alerts_close(actor, seal, note)
    elif action == "break":
        alert_found(actor, seal, "tamper", event)
    if action not in ("confirm", "clear"):
        clearances_end(actor, seal, EVENT_KINDS[kind])
    return seal


def seal_subject(seal: SealRecord) -> Subject:
    return Subject("seal", seal.id)


NOT_A_SEALER = ErrorItem(
    "CLR_SEAL_ROLE",
    Text(
        "Officers and the carrier's own staff register seals.", "Les agents et le transporteur consignent les sceaux."
    ),
    path="number",
    fix=Text("Ask one of them.", "Adressez-vous à eux."),
)
BAD_NUMBER = ErrorItem(
    "CLR_SEAL_NUMBER",
    Text("This is not a usable number.", "Ce numéro n'est pas utilisable."),
    fix=Text("Up to 15 letters and digits, as on the seal.", "Au plus 15 lettres et chiffres, comme sur le sceau."),
)
BAD_EQUIPMENT = ErrorItem(
    "CLR_SEAL_EQUIPMENT",
    Text("The trailer or container is not named.", "La remorque ou le conteneur n'est pas désigné."),
    fix=Text("Up to 17 letters and digits.", "Au plus 17 lettres et chiffres."),
)
BAD_CHOICE = ErrorItem(
    "CLR_SEAL_CHOICE",
    Text("This choice is not known.", "Ce choix n'est pas connu."),
    fix=Text("Take one of the list.", "Prenez-en un dans la liste."),
)
ON_ANOTHER_DOOR = ErrorItem(
    "CLR_SEAL_TAKEN",
    Text("A seal of this number or tag is on a door already.", "Un sceau de ce numéro ou de cette puce est déjà posé."),
    path="number",
    fix=Text(
        "Check the number, or take the other seal off first.", "Vérifiez le numéro, ou retirez d'abord l'autre sceau."
    ),
)
UNKNOWN_ACT = ErrorItem(
    "CLR_SEAL_ACT",
    Text("This cannot be done with a seal.", "Cela ne peut se faire avec un sceau."),
    path="action",
    fix=Text("Use a button of the page.", "Utilisez un bouton de la page."),
)
SAY_WHY = ErrorItem(
    "CLR_SEAL_NOTE",
    Text("Say what happened, in ten characters or more.", "Dites ce qui s'est passé, en dix caractères au moins."),
    path="note",
    fix=Text("One sentence; it stays in the chain.", "Une phrase; elle reste dans la chaîne."),
)
