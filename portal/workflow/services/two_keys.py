"""Signing, putting in force and withdrawing, once for every document under two keys (architecture rule 9).

The database repeats the checks that matter: see `clearance_two_key_guard` in the migrations of clearance and
`two_key_guard` in portal.core.sql.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import transaction

from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import Conflict, ErrorItem, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.models import KeyedDocument
from portal.workflow.domain import Workflow
from portal.workflow.domain.two_keys import (
    AGENCIES,
    APPROVED,
    DRAFT,
    IN_FORCE,
    ONE_KEY_EACH,
    ONE_PERSON,
    Signed,
    keys_fault,
)
from portal.workflow.services.door import apply

CALENDAR = system_actor("policy calendar")
V = TypeVar("V", bound=KeyedDocument)


@dataclass(frozen=True)
class Register(Generic[V]):
    """One kind of document: its table, its signatures, its workflow. `scope` are the fields of which one set is in
    force at a time."""

    subject: str
    workflow: Workflow
    model: type[V]
    signatures: type[Any]
    scope: tuple[str, ...] = ()

    def subject_of(self, version: V) -> Subject:
        return Subject(self.subject, version.id)

    def get(self, version_id: UUID) -> V:
        found = self.model._default_manager.filter(pk=version_id).first()
        if found is None:
            raise NotFound
        return found

    def signed(self, version: V) -> list[Signed]:
        rows = self.signatures._default_manager.filter(version_id=version.id)
        return [Signed(agency, str(officer), digest) for agency, officer, digest in rows.values_list(*SIGNATURE)]


SIGNATURE = ("agency", "officer_id", "digest")


def body_of(version: KeyedDocument) -> dict[str, Any]:
    return {"number": version.number, "digest": version.digest}


@transaction.atomic
def document_bind(
    register: Register[V], *, version_id: UUID, digest: str, changes: dict[str, Any], body: dict[str, Any]
) -> None:
    """Bind a finished simulation of exactly this document; nothing happens to one that is no longer a draft."""
    version = register.model._default_manager.select_for_update().filter(pk=version_id).first()
    if version is None or version.status != DRAFT or digest != version.digest:
        return
    apply(
        workflow=register.workflow,
        obj=version,
        action="bind",
        actor=CALENDAR,
        subject=register.subject_of(version),
        changes=changes,
        body={**body_of(version), **body},
    )


@transaction.atomic
def document_sign(register: Register[V], *, actor: Actor, version_id: UUID, expected_version: int) -> V:
    """Sign for the actor's agency. Two agencies, two people, neither of them the author. NotAllowed or Conflict."""
    version = register.get(version_id)
    if actor.agency not in AGENCIES:
        raise NotAllowed([NO_AGENCY])
    if version.author_id == actor.person:
        raise NotAllowed([ONE_PERSON])
    if any(entry.officer == str(actor.person) for entry in register.signed(version)):
        raise NotAllowed([ONE_KEY_EACH])
    version = apply(
        workflow=register.workflow,
        obj=version,
        action=f"sign_{actor.agency.lower()}",
        actor=actor,
        subject=register.subject_of(version),
        expected_version=expected_version,
        body={**body_of(version), "agency": actor.agency},
    )
    register.signatures._default_manager.create(
        version_id=version.id,
        agency=actor.agency,
        officer_id=actor.person,
        signed_as=actor.name,
        digest=version.digest,
        signed_at=clock.now(),
    )
    return version


@transaction.atomic
def document_enforce(
    register: Register[V], *, actor: Actor, version_id: UUID, expected_version: int | None = None
) -> V:
    """Put a document both signed in force on or after its day; the one in force until now ends in the same moment."""
    now = clock.now()
    version = register.get(version_id)
    if version.valid_from > now:
        raise Conflict([too_early(version.valid_from)])
    fault = keys_fault(version.digest, str(version.author_id), register.signed(version))
    if fault and version.status == APPROVED:
        raise Conflict([fault])
    # Approved ones are locked as well, so that of two at once the second sees the first.
    scope = {name: getattr(version, name) for name in register.scope}
    others = register.model._default_manager.select_for_update().filter(status__in=(APPROVED, IN_FORCE), **scope)
    for old in [entry for entry in others.order_by("number") if entry.status == IN_FORCE and entry.pk != version.pk]:
        apply(
            workflow=register.workflow,
            obj=old,
            action="supersede",
            actor=actor,
            subject=register.subject_of(old),
            changes={"ended_at": now},
            body={**body_of(old), "by": version.number},
        )
    return apply(
        workflow=register.workflow,
        obj=version,
        action="put_in_force",
        actor=actor,
        subject=register.subject_of(version),
        expected_version=expected_version,
        changes={"in_force_at": now},
        body=body_of(version),
    )


@transaction.atomic
def document_withdraw(register: Register[V], *, actor: Actor, version_id: UUID, expected_version: int) -> V:
    """Put away a document that is not in force."""
    version = register.get(version_id)
    return apply(
        workflow=register.workflow,
        obj=version,
        action="withdraw",
        actor=actor,
        subject=register.subject_of(version),
        expected_version=expected_version,
        changes={"ended_at": clock.now()},
        body=body_of(version),
    )


def too_early(day: datetime) -> ErrorItem:
    return ErrorItem(
        "WORKFLOW_TOO_EARLY",
        Text("Its day has not come yet.", "Sa date n'est pas encore venue."),
        path="valid_from",
        value=day.isoformat(),
        fix=Text("It takes effect by itself on that day.", "Le document prendra effet de lui-même ce jour-là."),
    )


NO_AGENCY = ErrorItem(
    "WORKFLOW_KEY_AGENCY",
    Text("A signature is given for CBP or for the CBSA.", "Une signature se donne pour CBP ou pour l'ASFC."),
    path="agency",
    fix=Text("Sign as an officer of one of them.", "Signez en qualité d'agent de l'un d'eux."),
)
