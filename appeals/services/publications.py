"""Publish a ruling: redacted by one person, checked by another, facts of small groups left out (3.1, 7; 4.11)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from appeals.domain.publication import (
    HEADNOTE_AT_LEAST,
    PUBLICATION,
    REGIONS,
    TEXT_AT_LEAST,
    Facts,
    generalised,
    leaks,
    names_in,
)
from appeals.models import Case, Publication
from appeals.selectors import case_get, publication_of, published_facts
from audit.trail.services import record
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotAllowed
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.services import next_number
from portal.workflow.services import apply


@dataclass(frozen=True, slots=True)
class Redaction:
    """A ruling as it is to be read by everybody, and where it happened."""

    headnote_en: str
    headnote_fr: str
    text_en: str
    text_fr: str
    region: str = ""


@transaction.atomic
def decision_redact(
    *, actor: Actor, case_id: UUID, redaction: Redaction, expected_version: int | None = None
) -> Publication:
    """Write, or after it was sent back write again, what everybody may read of a ruling.

    Raises NotAllowed for anybody but the commission, Conflict before the ruling, Invalid for a text that says too little
    or in which a name or number of the case still stands.
    """
    case = case_get(actor=actor, case_id=case_id)
    ruling = getattr(case, "ruling", None)
    if not actor.has("commission.registrar", "commission.member"):
        raise NotAllowed([ErrorItem("APL_PUBLISHES", COMMISSION_ONLY)])
    if ruling is None:
        raise Conflict([ErrorItem("APL_NO_RULING", NO_RULING, path="status", value=case.status)])
    _check(case, redaction)
    written = {name: value.strip() for name, value in asdict(redaction).items() if name != "region"}
    written["asked_region"] = redaction.region
    hand = {"redacted_by_id": actor.person, "redacted_by_name": actor.name}
    known = publication_of(case)
    if known is not None:
        return _move(actor, case, known, "redact", expected_version, {**written, **hand})
    now = clock.now()
    made = Publication.objects.create(
        ruling=ruling,
        number=f"D-{now.year}-{next_number('D', now.year):04d}",
        kind=case.kind,
        outcome=ruling.outcome,
        asked_tier=case.record["about"].get("from_tier") or "",
        days=(ruling.issued_at - case.filed_at).days,
        **written,
        **hand,
    )
    record(
        actor=actor,
        event="appeals.publication.redacted",
        subject=Subject("appeal", case.id),
        body={"number": made.number},
    )
    return made


@transaction.atomic
def decision_publish(*, actor: Actor, case_id: UUID, expected_version: int) -> Publication:
    """Publish as the second person; what fewer than five rulings share is left out of the facts.

    Raises Conflict for whoever redacted it, or when it is not to be checked.
    """
    case = case_get(actor=actor, case_id=case_id)
    found = _known(case)
    facts = generalised(Facts(found.kind, found.asked_tier, found.asked_region), published_facts(without=found.id))
    changes: dict[str, Any] = {
        "tier": facts.tier,
        "region": facts.region,
        "checked_by_id": actor.person,
        "checked_by_name": actor.name,
        "published_at": clock.now(),
    }
    return _move(actor, case, found, "publish", expected_version, changes)


@transaction.atomic
def decision_send_back(*, actor: Actor, case_id: UUID, note: str, expected_version: int) -> Publication:
    """Send a redaction back with what still shows too much. Raises Conflict for whoever wrote it."""
    case = case_get(actor=actor, case_id=case_id)
    return _move(actor, case, _known(case), "send_back", expected_version, {"note": note.strip()})


def _known(case: Case) -> Publication:
    found = publication_of(case)
    if found is None:
        raise Conflict([ErrorItem("APL_NO_REDACTION", NO_REDACTION, path="status")])
    return found


def _move(
    actor: Actor, case: Case, found: Publication, action: str, seen: int | None, changes: Mapping[str, Any]
) -> Publication:
    return apply(
        workflow=PUBLICATION,
        obj=found,
        action=action,
        actor=actor,
        subject=Subject("appeal", case.id),
        expected_version=seen,
        changes=dict(changes),
        body={"number": found.number},
    )


def _check(case: Case, redaction: Redaction) -> None:
    names = names_in(case.record, case.appellant, case.docket)
    items = []
    for field, words in asdict(redaction).items():
        if field == "region":
            continue
        least = HEADNOTE_AT_LEAST if field.startswith("headnote") else TEXT_AT_LEAST
        if len(words.strip()) < least:
            items.append(ErrorItem("APL_WORDS", SAY.format(n=least), path=field, value=words))
        items += [
            ErrorItem("APL_LEAK", LEAK.format(name=name), path=field, value=name, fix=LEAK_FIX)
            for name in leaks(words, names)
        ]
    if redaction.region not in REGIONS:
        items.append(ErrorItem("APL_REGION", CHOOSE, path="region", value=redaction.region))
    if items:
        raise Invalid(items)


COMMISSION_ONLY = Text("The commission publishes its rulings.", "La commission publie ses décisions.")
NO_RULING = Text("There is no ruling to publish yet.", "Il n'y a pas encore de décision à publier.")
NO_REDACTION = Text("Nothing is redacted yet.", "Rien n'est encore caviardé.")
SAY = Text("Write at least {n} characters.", "Écrivez au moins {n} caractères.")
LEAK = Text("“{name}” still stands in this text.", "« {name} » figure encore dans ce texte.")
LEAK_FIX = Text(
    "Write “the carrier”, “the officer”, “the trip”.", "Écrivez « le transporteur », « l'agent », « le voyage »."
)
CHOOSE = Text("Choose one of the list.", "Choisissez dans la liste.")
