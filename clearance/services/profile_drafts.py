"""Drafts of a threat profile: made from a version or a table, edited rule by rule until simulated (R-35).

Every save is a new digest and an entry in the trail; whoever saves is a writer and signs nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from clearance.domain.profile_refusals import (
    CARD_RULE,
    CHANGED_MEANWHILE,
    LAST_RULE,
    NO_DRAFT,
    OTHER_SIDE,
    TARGETING_ONLY,
)
from clearance.domain.profile_workflow import DRAFT
from clearance.models import ThreatProfile
from clearance.selectors.profile_checks import profile_fault, profile_read
from clearance.services.profiles import profile_keep
from clearance.targeting.cards import with_card, without_card
from clearance.targeting.comparing import differences
from clearance.targeting.jdm_exchange import import_jdm
from clearance.targeting.profile import ProfileError, profile_digest, profile_from_dict
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject

Document = dict[str, Any]


@transaction.atomic
def profile_draft(*, actor: Actor, based_on: UUID, note: str = "") -> ThreatProfile:
    """Make a draft with the rules of any version, which stays as it is. Raises NotFound or NotAllowed."""
    base = ThreatProfile.objects.filter(pk=based_on).first()
    if base is None:
        raise NotFound
    return profile_keep(actor=actor, document=dict(base.document), note=note, based_on=base.number, own_number=True)


@transaction.atomic
def profile_import(*, actor: Actor, table: Any, note: str = "") -> ThreatProfile:
    """Make a draft from a JDM table; raises Invalid with row and column at what cannot be read."""
    if not actor.has("officer.targeting"):
        raise NotAllowed([TARGETING_ONLY])
    base = ThreatProfile.objects.order_by("-active_from", "-number").exclude(active_from=None).first()
    try:
        document = import_jdm(table, base.document if base else {})
    except ProfileError as error:
        raise Invalid([profile_fault(error)]) from error
    based_on = base.number if base else None
    return profile_keep(actor=actor, document=document, note=note, based_on=based_on, own_number=True)


@transaction.atomic
def profile_rule_save(
    *, actor: Actor, profile_id: UUID, rule: Mapping[str, Any], replaces: str = "", expected_version: int
) -> ThreatProfile:
    """Add a rule, or put it in the place of another. Invalid names the field of the rule (`points`, `when.all[0]`)."""
    profile = _draft(actor, profile_id, expected_version)
    rules = list(profile.document["rules"])
    place = _place(rules, replaces) if replaces else len(rules)
    rules[place : place + 1] = [dict(rule)]
    try:
        profile_from_dict(profile.document | {"rules": rules})
    except ProfileError as error:
        path = "id" if error.path == "rules" else error.path.removeprefix(f"rules[{place}].")
        raise Invalid([replace(profile_fault(error), path=path)]) from error
    return _save(actor, profile, profile.document | {"rules": rules})


@transaction.atomic
def profile_rule_remove(*, actor: Actor, profile_id: UUID, rule: str, expected_version: int) -> ThreatProfile:
    """Take a rule out of a draft; the last one stays."""
    profile = _draft(actor, profile_id, expected_version)
    rules = list(profile.document["rules"])
    del rules[_place(rules, rule)]
    if not rules:
        raise Invalid([LAST_RULE])
    return _save(actor, profile, profile.document | {"rules": rules})


@transaction.atomic
def profile_card_add(
    *, actor: Actor, profile_id: UUID, card: Any, owner: str, until: str | None, border: str, expected_version: int
) -> ThreatProfile:
    """Put the rules of a learned card into a draft, an earlier version of the same card makes way (issue item 2)."""
    return _changed(
        actor,
        profile_id,
        expected_version,
        lambda document: with_card(document, card, border=border, owner=owner, until=until),
    )


@transaction.atomic
def profile_card_remove(*, actor: Actor, profile_id: UUID, digest: str, expected_version: int) -> ThreatProfile:
    """Take a learned card and all its rules out of a draft."""

    def removed(document: Document) -> Document:
        made = without_card(document, digest)
        if made == document:
            raise NotFound
        return made

    return _changed(actor, profile_id, expected_version, removed)


def _changed(
    actor: Actor, profile_id: UUID, expected_version: int, change: Callable[[Document], Document]
) -> ThreatProfile:
    profile = _draft(actor, profile_id, expected_version)
    try:
        document = change(profile.document)
    except ProfileError as error:
        raise Invalid([profile_fault(error)]) from error
    return _save(actor, profile, document)


def _draft(actor: Actor, profile_id: UUID, expected_version: int) -> ThreatProfile:
    """Lock a draft for one of its writers; raises NotFound, NotAllowed or Conflict."""
    profile = ThreatProfile.objects.select_for_update(of=("self",)).filter(pk=profile_id).first()
    if profile is None:
        raise NotFound
    if not actor.has("officer.targeting"):
        raise NotAllowed([TARGETING_ONLY])
    if profile.status != DRAFT:
        raise Conflict([NO_DRAFT])
    if profile.side and profile.side != actor.agency:
        raise NotAllowed([OTHER_SIDE])
    if profile.row_version != expected_version:
        raise Conflict([CHANGED_MEANWHILE])
    return profile


def _place(rules: list[Document], rule: str) -> int:
    for place, found in enumerate(rules):
        if found["id"] == rule:
            if found.get("card"):
                raise Invalid([CARD_RULE])
            return place
    raise NotFound


def _save(actor: Actor, profile: ThreatProfile, document: Document) -> ThreatProfile:
    """Keep the edited document under its new digest; a save that changes nothing leaves no mark."""
    after = profile_read(document)
    if after.digest == profile.digest:
        return profile
    changes = differences(profile_from_dict(profile.document), after)
    body = {
        "before": profile.digest,
        "digest": after.digest,
        "rules": [{"rule": change.rule, "kind": change.kind} for change in changes],
    }
    profile.document, profile.digest = document, profile_digest(document)
    person = str(actor.person)
    profile.editors = [*(each for each in profile.editors if each != person), person]
    profile.row_version += 1
    profile.save(update_fields=["document", "digest", "editors", "row_version"])
    record(actor=actor, event="clearance.profile.edited", subject=Subject("profile", profile.id), body=body)
    return profile
