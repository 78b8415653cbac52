"""Write what both agencies learned from an inspection, and sign it together (R-50)."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from clearance.domain.after_action import AFTER_ACTION, DRAFT, KEYS, OVER, length_faults, signing_faults
from clearance.models import AfterAction, AfterActionKey, Inspection
from clearance.selectors.desks import inspection_get
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotAllowed
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.workflow.domain.two_keys import document_digest
from portal.workflow.services import apply_locked


@transaction.atomic
def after_action_save(
    *, actor: Actor, inspection_id: UUID, parts: Mapping[str, str], expected_version: int
) -> AfterAction:
    """Save the draft of either border agency; `expected_version` is 0 for the first one.

    Raises NotFound, NotAllowed, Invalid, Conflict when it is signed or another officer saved in between.
    """
    inspection = _locked(actor, inspection_id)
    faults = length_faults(parts)
    if faults:
        raise Invalid(faults)
    found = AfterAction.objects.filter(inspection=inspection).first()
    _fresh(found, expected_version)
    if found is not None and found.status != DRAFT:
        raise Conflict([SIGNED])
    row = found or AfterAction(inspection=inspection)
    row.parts = {code: words.strip() for code, words in parts.items()}
    row.written_as, row.written_agency, row.written_at = actor.name[:150], actor.agency, clock.now()
    row.row_version = expected_version + 1
    row.save()
    record(
        actor=actor,
        event="clearance.after_action.saved",
        subject=_subject(row),
        body={"inspection": str(inspection.id), "digest": document_digest(row.parts)},
    )
    return row


@transaction.atomic
def after_action_sign(*, actor: Actor, inspection_id: UUID, expected_version: int) -> AfterAction:
    """Sign for the actor's agency; with the second key it is joint and stays as it is.

    Raises NotFound, NotAllowed, Invalid naming each part that says too little, Conflict.
    """
    row = _found(actor, inspection_id, expected_version)
    action = KEYS[actor.agency]
    AFTER_ACTION.check(row, row.status, action, actor)
    faults = signing_faults(row.parts)
    if faults:
        raise Invalid(faults)
    # With the version: a key given before it was taken up again is none for the same words later.
    digest = row.digest or document_digest({"parts": row.parts, "version": row.row_version})
    AfterActionKey.objects.create(
        after_action=row,
        agency=actor.agency,
        officer_id=actor.person,
        signed_as=actor.name[:150],
        digest=digest,
        signed_at=clock.now(),
    )
    return _moved(actor, row, action, {"digest": digest})


@transaction.atomic
def after_action_reopen(*, actor: Actor, inspection_id: UUID, expected_version: int) -> AfterAction:
    """Take it up again while one key is missing. Raises NotFound, NotAllowed, Conflict."""
    row = _found(actor, inspection_id, expected_version)
    return _moved(actor, row, "reopen", {"digest": ""})


def _moved(actor: Actor, row: AfterAction, action: str, changes: dict[str, str]) -> AfterAction:
    return apply_locked(
        workflow=AFTER_ACTION,
        row=row,
        action=action,
        actor=actor,
        subject=_subject(row),
        changes=changes,
        body={"inspection": str(row.inspection_id), **changes},
    )


def _locked(actor: Actor, inspection_id: UUID) -> Inspection:
    """Lock the inspection, so that two officers who write at once see each other."""
    found = inspection_get(actor=actor, inspection_id=inspection_id)
    if actor.agency not in KEYS:
        raise NotAllowed([BORDER_ONLY])
    if found.status != OVER:
        raise Conflict([NO_RESULT])
    return Inspection.objects.select_for_update(of=("self",)).get(pk=found.pk)


def _found(actor: Actor, inspection_id: UUID, expected_version: int) -> AfterAction:
    inspection = _locked(actor, inspection_id)
    row = AfterAction.objects.filter(inspection=inspection).first()
    if row is None:
        raise Conflict([NOTHING])
    _fresh(row, expected_version)
    return row


def _fresh(row: AfterAction | None, expected_version: int) -> None:
    if (row.row_version if row else 0) != expected_version:
        raise Conflict([SAVED_BETWEEN])


def _subject(row: AfterAction) -> Subject:
    return Subject("after_action", row.id)


BORDER_ONLY = ErrorItem(
    "CLR_AFTER_ROLE",
    Text("Officers of CBP and of the CBSA write this together.", "Les agents de CBP et de l'ASFC l'écrivent ensemble."),
    path="agency",
    fix=Text("Add a note to the joint record instead.", "Ajoutez plutôt une note au dossier conjoint."),
)
SAVED_BETWEEN = ErrorItem(
    "CLR_AFTER_STALE",
    Text("Another officer saved it in between.", "Un autre agent l'a enregistré entre-temps."),
    fix=Text(
        "Your text is still here; what stands now is below. Bring the two together and save again.",
        "Votre texte est encore ici; la version actuelle figure plus bas. Réunissez les deux et enregistrez de nouveau.",
    ),
)
SIGNED = ErrorItem(
    "CLR_AFTER_SIGNED",
    Text("It is signed; nobody changes its words now.", "C'est signé; personne n'en change plus les mots."),
    path="status",
    fix=Text("Take it up again while one key is missing.", "Reprenez-le tant qu'une clé manque."),
)
NO_RESULT = ErrorItem(
    "CLR_AFTER_EARLY",
    Text("The inspection has no result yet.", "L'inspection n'a pas encore de résultat."),
    path="status",
    fix=Text("Record the result first.", "Consignez d'abord le résultat."),
)
NOTHING = ErrorItem(
    "CLR_AFTER_EMPTY",
    Text("Nothing is written yet.", "Rien n'est encore écrit."),
    path="status",
    fix=Text("Save the draft first.", "Enregistrez d'abord l'ébauche."),
)
