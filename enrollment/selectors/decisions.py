"""Reads of adverse decisions, and the record an appeal is filed with (R-82)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from enrollment.models import AgencyReview, MembershipDecision, SanctionEntry, VettingWorksheet
from enrollment.selectors.scoping import DECISION_READERS, own_rows, rows_for
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound


def decision_get(*, actor: Actor, decision_id: UUID) -> MembershipDecision:
    """Give one decision to the one it is about and to the staff who decide or review. Raises NotFound."""
    rows = MembershipDecision.objects.select_related("organisation", "user", "membership", "application")
    found = rows.filter(rows_for(actor, DECISION_READERS, own_rows(actor)), pk=decision_id).first()
    if found is None:
        raise NotFound
    return found


def decision_list_for_actor(*, actor: Actor) -> QuerySet[MembershipDecision, MembershipDecision]:
    """Give the decisions about the person or the company they act for, newest first."""
    rows = MembershipDecision.objects.select_related("membership", "application")
    return rows.filter(own_rows(actor)).order_by("-created_at", "-id")


def decision_list_for_membership(
    *, actor: Actor, membership_id: UUID
) -> QuerySet[MembershipDecision, MembershipDecision]:
    """Give the decisions about one membership that the actor may read, newest first."""
    mine = rows_for(actor, DECISION_READERS, own_rows(actor))
    return MembershipDecision.objects.filter(mine, membership_id=membership_id).order_by("-created_at", "-id")


def decision_list_for_application(
    *, actor: Actor, application_id: UUID
) -> QuerySet[MembershipDecision, MembershipDecision]:
    mine = rows_for(actor, DECISION_READERS, own_rows(actor))
    return MembershipDecision.objects.filter(mine, application_id=application_id).order_by("-created_at", "-id")


def decision_record(decision_id: UUID) -> dict[str, Any]:
    """Put together what an appeal needs, so that nobody has to send papers (R-82).

    Gives `organisation_id`, `user_id` and `holder` of the one it is about, `record` (decision, reason,
    evidence index, sanction history, agency reviews, rule versions; plain JSON), `touched`, the user ids of
    everyone who had a hand in it, and `subjects` (type, id) whose entries in the trail tell of more of them.
    For the apps above, which have scoped already. Raises NotFound.
    """
    decision = (
        MembershipDecision.objects.select_related("organisation", "user", "membership").filter(pk=decision_id).first()
    )
    if decision is None:
        raise NotFound
    entries = list(
        SanctionEntry.objects.filter(membership_id=decision.membership_id).order_by("created_at")
        if decision.membership_id
        else []
    )
    reviews = _reviews(decision)
    hands = {decision.decided_by_id, *(review.reviewer_id for review in reviews)}
    hands |= {entry.decided_by_id for entry in entries}
    return {
        "organisation_id": decision.organisation_id,
        "user_id": decision.user_id,
        "holder": holder_name(decision),
        "record": {
            "decision": _decision_facts(decision),
            "reason": decision.reason,
            "evidence": _evidence(decision, entries),
            "sanctions": [_entry_facts(entry) for entry in entries],
            "reviews": [_review_facts(review) for review in reviews],
            "rule_versions": decision.rule_versions,
        },
        "touched": sorted(str(hand) for hand in hands if hand),
        "subjects": _subjects(decision, entries),
        "kind": decision.kind,
        "agency": decision.agency,
        "told_at": decision.noticed_at,
        "safety": decision.safety_ground,
        "signed_by": decision.decided_by_name,
    }


def _subjects(decision: MembershipDecision, entries: list[SanctionEntry]) -> list[tuple[str, UUID]]:
    """What the decision grew from. The membership's whole life is not among it: most of that is about other things."""
    found = [("decision", decision.id)]
    if decision.source_id:
        found.append((decision.source_type, decision.source_id))
    found += [(entry.source_type, entry.source_id) for entry in entries]
    application_id = decision.membership.application_id if decision.membership else decision.application_id
    sheets = VettingWorksheet.objects.filter(
        Q(review__isnull=False, review__application_id=application_id)
        | Q(membership__isnull=False, membership_id=decision.membership_id)
    ).values_list("id", flat=True)
    return list(dict.fromkeys([*found, *(("worksheet", sheet) for sheet in sheets)]))


def holder_name(row: Any) -> str:
    """Give the name of the company or person a row is about."""
    return str(row.organisation.legal_name if row.organisation_id else row.user.name or row.user.email)


def _reviews(decision: MembershipDecision) -> list[AgencyReview]:
    application_id = decision.membership.application_id if decision.membership else decision.application_id
    return list(AgencyReview.objects.filter(application_id__in=[application_id]).order_by("agency"))


def _decision_facts(decision: MembershipDecision) -> dict[str, Any]:
    return {
        "id": str(decision.id),
        "number": decision.number,
        "kind": decision.kind,
        "from_tier": decision.from_tier,
        "to_tier": decision.to_tier,
        "membership": decision.membership.number if decision.membership else "",
        "agency": decision.agency,
        "decided_by": decision.decided_by_name,
        "noticed_at": decision.noticed_at.isoformat(),
        "effective_at": decision.effective_at.isoformat(),
        "appeal_deadline": decision.appeal_deadline.isoformat(),
        "safety_ground": decision.safety_ground,
    }


def _evidence(decision: MembershipDecision, entries: list[SanctionEntry]) -> list[dict[str, str]]:
    index = [{"kind": "reason", "reference": str(decision.reason["evidence"])}]
    if decision.source_id:
        index.append({"kind": decision.source_type, "reference": str(decision.source_id)})
    index += [
        {"kind": entry.source_type, "reference": str(entry.source_id)}
        for entry in entries
        if entry.source_id != decision.source_id
    ]
    return index


def _entry_facts(entry: SanctionEntry) -> dict[str, Any]:
    return {
        "infraction": entry.infraction,
        "harm": entry.harm,
        "history": entry.history,
        "step": entry.step,
        "points": entry.points,
        "voluntary": entry.voluntary,
        "matrix": entry.matrix_version,
        "at": entry.created_at.isoformat(),
        "decays_at": entry.decays_at.isoformat(),
        "voided": entry.voided_at is not None,
        "reason": entry.reason,
    }


def _review_facts(review: AgencyReview) -> dict[str, Any]:
    return {
        "agency": review.agency,
        "status": review.status,
        "reviewer": review.reviewer_name,
        "decided_at": review.decided_at.isoformat() if review.decided_at else "",
        "reason": review.reason,
    }
