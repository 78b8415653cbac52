"""Voluntary disclosure: told before notice of an audit, a correctable error gives no points (R-44)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from audit.trail.services import record
from enrollment.domain.decisions import HOW_TO_APPEAL
from enrollment.domain.infractions import HARMS, INFRACTIONS
from enrollment.domain.mending import FEWEST_WORDS
from enrollment.domain.transitions import DISCLOSURE
from enrollment.models import AuditNotice, Disclosure, Membership
from enrollment.selectors.memberships import membership_get
from enrollment.selectors.reports import audit_notice_covering, disclosure_get
from enrollment.services import refusals
from enrollment.services.sanctions import SanctionResult, sanction_apply
from enrollment.services.telling import tell_member
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem, Invalid
from portal.core.domain.formatting import date_words
from portal.core.domain.reasons import Reason
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.services import next_number
from portal.workflow.services import apply


@transaction.atomic
def disclosure_file(
    *,
    actor: Actor,
    membership_id: UUID,
    infraction: str,
    occurred_on: date | None,
    what: str,
    corrected: str,
    evidence: str = "",
) -> Disclosure:
    """Tell an error of one's own. Whether it came before a notice of audit is settled now, by what is on record.

    Raises NotFound, NotAllowed for who is not the holder, Invalid naming each part that is missing.
    """
    membership = membership_get(actor=actor, membership_id=membership_id)
    holder_checked(actor, membership)
    items = _problems(infraction, occurred_on, what, corrected)
    if items or occurred_on is None:
        raise Invalid(items)
    now = clock.now()
    notice = audit_notice_covering(membership=membership, infraction=infraction, at=now)
    disclosure = Disclosure.objects.create(
        number=f"VD-{now.year}-{next_number('VD', now.year):05d}",
        membership=membership,
        infraction=infraction,
        occurred_on=occurred_on,
        what=what.strip(),
        corrected=corrected.strip(),
        evidence=evidence.strip()[:300],
        in_time=notice is None,
        notice=notice,
        filed_by_id=actor.user_id,
        filed_as=actor.name,
    )
    record(
        actor=actor,
        event="enrollment.disclosure.filed",
        subject=_subject(disclosure),
        body={"number": disclosure.number, "infraction": infraction, "in_time": disclosure.in_time},
        organisation_id=membership.organisation_id,
    )
    return disclosure


def holder_checked(actor: Actor, membership: Membership) -> None:
    """Raise NotAllowed unless the actor is the member or acts for the company with a right to file."""
    company = membership.organisation_id is not None and membership.organisation_id == actor.organisation_id
    person = membership.user_id is not None and membership.user_id == actor.user_id
    if not (person or (company and actor.has("trader.admin", "trader.filer"))):
        raise refusals.not_allowed(refusals.HOLDER_ONLY)


def _problems(infraction: str, occurred_on: date | None, what: str, corrected: str) -> list[ErrorItem]:
    items = []
    if infraction not in INFRACTIONS:
        items.append(_CLASS.item("infraction", infraction))
    if occurred_on is None or occurred_on > clock.now().date():
        items.append(refusals.FUTURE.item("occurred_on"))
    if len(what.strip()) < FEWEST_WORDS:
        items.append(refusals.WORDS_NEEDED.item("what"))
    if len(corrected.strip()) < FEWEST_WORDS:
        items.append(refusals.WORDS_NEEDED.item("corrected"))
    return items


@transaction.atomic
def disclosure_accept(
    *, actor: Actor, disclosure_id: UUID, harm: str, fix: Text, expected_version: int | None = None
) -> SanctionResult:
    """Accept a disclosure: the matrix answers with `voluntary` as it was filed, and the letter says what that changed.

    `fix` is what remains to be done, in both languages. Raises NotFound, NotAllowed, Invalid, Conflict.
    """
    disclosure = disclosure_get(actor=actor, disclosure_id=disclosure_id)
    DISCLOSURE.check(disclosure, disclosure.status, "accept", actor)
    if harm not in HARMS:
        raise refusals.invalid(_HARM, path="harm", value=harm)
    result = sanction_apply(
        actor=actor,
        membership_id=disclosure.membership_id,
        infraction=disclosure.infraction,
        harm=harm,
        reason=disclosure_reason(disclosure, fix),
        source=_subject(disclosure),
        voluntary=disclosure.in_time,
    )
    _move(actor, disclosure, "accept", {"harm": harm, "entry_id": result.entry_id}, expected_version)
    return result


def disclosure_reason(disclosure: Disclosure, fix: Text) -> Reason:
    """Give the reason of what follows: the disclosure is its evidence, and what was told stands there in full."""
    label, day = INFRACTIONS[disclosure.infraction].label, disclosure.occurred_on
    told = disclosure.created_at.date()
    return Reason(
        f"FINDING_{disclosure.infraction}",
        Text(
            f"You reported this yourself on {date_words(told, 'en')} in disclosure {disclosure.number}: {label.en}, which "
            f"happened on {date_words(day, 'en')}.",
            f"Vous l'avez signalé vous-même le {date_words(told, 'fr')} par la divulgation {disclosure.number} : "
            f"{label.fr}, survenu le {date_words(day, 'fr')}.",
        ),
        f"disclosure:{disclosure.number}",
        fix,
        HOW_TO_APPEAL,
    )


@transaction.atomic
def disclosure_close(
    *, actor: Actor, disclosure_id: UUID, answer: Text, expected_version: int | None = None
) -> Disclosure:
    """Close a disclosure that shows no infraction; `answer` says so in both languages."""
    if min(len(answer.en.strip()), len(answer.fr.strip())) < FEWEST_WORDS:
        raise refusals.invalid(refusals.WORDS_NEEDED, path="answer")
    disclosure = disclosure_get(actor=actor, disclosure_id=disclosure_id)
    disclosure = _move(actor, disclosure, "close", {"answer": answer.as_dict()}, expected_version)
    tell_member(
        actor=actor,
        membership=disclosure.membership,
        kind="disclosure_closed",
        title=Text(
            f"Disclosure {disclosure.number}: no infraction", f"Divulgation {disclosure.number} : aucune infraction"
        ),
        body=answer,
    )
    return disclosure


@transaction.atomic
def disclosure_withdraw(*, actor: Actor, disclosure_id: UUID, expected_version: int | None = None) -> Disclosure:
    """Take a disclosure back that nobody has decided."""
    return _move(actor, disclosure_get(actor=actor, disclosure_id=disclosure_id), "withdraw", {}, expected_version)


def audit_notice_record(
    *,
    actor: Actor,
    source: Subject,
    noticed_at: datetime | None = None,
    organisation_id: UUID | None = None,
    user_id: UUID | None = None,
    infractions: tuple[str, ...] = (),
) -> AuditNotice:
    """Note that a holder was told of an audit, for the apps above; once per audit.

    Disclosures filed later are no longer voluntary for `infractions`, or for every class when none is named.
    """
    found = AuditNotice.objects.filter(source_type=source.type, source_id=source.id).first()
    if found is not None:
        return found
    notice = AuditNotice.objects.create(
        organisation_id=organisation_id,
        user_id=user_id,
        infractions=sorted(infractions),
        source_type=source.type,
        source_id=source.id,
        noticed_at=noticed_at or clock.now(),
    )
    _record_notice(actor, notice, "recorded")
    return notice


def audit_notice_end(*, actor: Actor, source: Subject) -> int:
    """Note that an audit is over: from now on a disclosure is voluntary again. Gives how many notices ended."""
    ended = 0
    for notice in AuditNotice.objects.filter(Q(source_type=source.type, source_id=source.id), ended_at=None):
        notice.ended_at = clock.now()
        notice.save(update_fields=["ended_at"])
        _record_notice(actor, notice, "ended")
        ended += 1
    return ended


def _record_notice(actor: Actor, notice: AuditNotice, what: str) -> None:
    record(
        actor=actor,
        event=f"enrollment.audit_notice.{what}",
        subject=Subject("audit_notice", notice.id),
        body={"source": f"{notice.source_type}:{notice.source_id}", "infractions": notice.infractions},
        organisation_id=notice.organisation_id,
    )


def _subject(disclosure: Disclosure) -> Subject:
    return Subject("disclosure", disclosure.id)


def _move(
    actor: Actor, disclosure: Disclosure, action: str, changes: dict[str, Any], expected_version: int | None
) -> Disclosure:
    decided = (
        {}
        if action == "withdraw"
        else {"decided_by_id": actor.user_id, "decided_as": actor.name, "decided_at": clock.now()}
    )
    return apply(
        workflow=DISCLOSURE,
        obj=disclosure,
        action=action,
        actor=actor,
        subject=_subject(disclosure),
        expected_version=expected_version,
        changes={**changes, **decided},
        body={"number": disclosure.number, "harm": changes.get("harm", "")},
        organisation_id=disclosure.organisation_id,
    )


_CLASS = refusals.Refusal(
    "ENR_DISCLOSURE_CLASS",
    Text("Say what kind of error it was.", "Dites de quel type d'erreur il s'agit."),
    Text("Choose one of the list.", "Choisissez dans la liste."),
)
_HARM = refusals.Refusal(
    "ENR_MATRIX",
    Text("The sanction matrix does not know this value.", "La matrice des sanctions ne connaît pas cette valeur."),
    Text("Choose one of the published values.", "Choisissez l'une des valeurs publiées."),
)
