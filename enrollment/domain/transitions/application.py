"""How applications, reviews, memberships and decisions move (architecture rule 1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from enrollment.domain.joint import APPROVED, DENIED
from enrollment.domain.vetting.judging import Blocker
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

MEMBERS = frozenset({"trader.admin", "trader.filer", "trader.viewer", "traveller", "driver"})
OFFICERS = frozenset({"officer.vetting", "officer.supervisor"})
COMMISSION = frozenset({"commission.registrar", "commission.member"})
SYSTEM = frozenset({"system"})
ADVERSE = OFFICERS | SYSTEM | frozenset({"auditor"})


def holder_only(row: Any, actor: Actor) -> ErrorItem | None:
    """Only the applicant, or an administrator of the applicant company, decides about its own application."""
    own_company = row.organisation_id is not None and row.organisation_id == actor.organisation_id
    own_person = row.user_id is not None and row.user_id == actor.user_id
    if (own_company and actor.has("trader.admin")) or own_person or actor.kind == "system":
        return None
    return ErrorItem(
        "ENR_NOT_THE_HOLDER",
        Text(
            "Only the applicant, or an administrator of the company, may do this.",
            "Seul le demandeur, ou un administrateur de l'entreprise, peut faire cela.",
        ),
        path="status",
        fix=Text("Ask your company's administrator.", "Adressez-vous à l'administrateur de votre entreprise."),
    )


def _joint(wanted: str) -> Any:
    def guard(application: Any, actor: Actor) -> ErrorItem | None:
        if application.joint == wanted:
            return None
        return ErrorItem(
            "ENR_NOT_JOINT",
            Text(
                "Both agencies have not decided so: each country keeps its own decision.",
                "Les deux organismes n'ont pas décidé ainsi : chaque pays garde sa propre décision.",
            ),
            path="status",
            value=application.joint,
            fix=Text("Wait for the other agency's decision.", "Attendez la décision de l'autre organisme."),
        )

    return guard


APPLICATION = Workflow(
    name="enrollment_application",
    initial="draft",
    states=(
        State("draft", Text("Draft", "Brouillon"), Text("Draft, not sent", "Brouillon, non envoyé"), "draft"),
        State(
            "awaiting_payment",
            Text("Waiting for payment", "En attente de paiement"),
            Text("Submitted, waiting for payment", "Soumise, en attente de paiement"),
            "hourglass",
            "warn",
        ),
        State(
            "submitted",
            Text("Submitted", "Soumise"),
            Text("Sent to both agencies", "Envoyée aux deux organismes"),
            "sent",
            "info",
        ),
        State(
            "under_review",
            Text("Under review", "À l'étude"),
            Text("Being reviewed by both agencies", "À l'étude par les deux organismes"),
            "hourglass",
            "info",
        ),
        State(
            "approved",
            Text("Approved", "Approuvée"),
            Text("Approved by both", "Approuvée par les deux"),
            "double-check",
            "good",
            True,
        ),
        State("denied", Text("Denied", "Refusée"), Text("Denied", "Refusée"), "cross-circle", "bad"),
        State(
            "withdrawn",
            Text("Withdrawn", "Retirée"),
            Text("Withdrawn by you", "Retirée par vous"),
            "undo",
            "neutral",
            True,
        ),
    ),
    transitions=(
        Transition(
            "draft",
            "submit",
            "submitted",
            MEMBERS | SYSTEM,
            "enrollment.application.submitted",
            Text("Submit", "Soumettre"),
            guard="holder",
        ),
        Transition(
            "draft",
            "submit_to_pay",
            "awaiting_payment",
            MEMBERS | SYSTEM,
            "enrollment.application.payment_awaited",
            Text("Submit, then pay", "Soumettre, puis payer"),
            guard="holder",
        ),
        Transition(
            "awaiting_payment",
            "settle",
            "submitted",
            SYSTEM,
            "enrollment.application.fee_settled",
            Text("Bring before the agencies: the fee is paid", "Transmettre aux organismes : les frais sont payés"),
        ),
        Transition(
            "draft",
            "withdraw",
            "withdrawn",
            MEMBERS | SYSTEM,
            "enrollment.application.withdrawn",
            Text("Withdraw", "Retirer"),
            guard="holder",
        ),
        Transition(
            "awaiting_payment",
            "withdraw",
            "withdrawn",
            MEMBERS | SYSTEM,
            "enrollment.application.withdrawn",
            Text("Withdraw", "Retirer"),
            guard="holder",
        ),
        Transition(
            "submitted",
            "withdraw",
            "withdrawn",
            MEMBERS | SYSTEM,
            "enrollment.application.withdrawn",
            Text("Withdraw", "Retirer"),
            guard="holder",
        ),
        Transition(
            "under_review",
            "withdraw",
            "withdrawn",
            MEMBERS | SYSTEM,
            "enrollment.application.withdrawn",
            Text("Withdraw", "Retirer"),
            guard="holder",
        ),
        Transition(
            "submitted",
            "take_up",
            "under_review",
            OFFICERS,
            "enrollment.application.taken_up",
            Text("Take up", "Prendre en charge"),
        ),
        Transition(
            "under_review",
            "approve",
            "approved",
            OFFICERS,
            "enrollment.application.approved",
            Text("Approve", "Approuver"),
            guard="both_approved",
        ),
        Transition(
            "under_review",
            "deny",
            "denied",
            OFFICERS,
            "enrollment.application.denied",
            Text("Deny", "Refuser"),
            guard="one_denied",
        ),
        Transition(
            "denied",
            "remit",
            "under_review",
            COMMISSION | SYSTEM,
            "enrollment.application.remitted",
            Text("Send back for a new decision", "Renvoyer pour une nouvelle décision"),
        ),
    ),
    guards={"holder": holder_only, "both_approved": _joint(APPROVED), "one_denied": _joint(DENIED)},
)


def own_agency(row: Any, actor: Actor) -> ErrorItem | None:
    """Each agency's column is for its own officers."""
    if actor.agency and actor.agency == row.agency:
        return None
    return ErrorItem(
        "ENR_OTHER_AGENCY",
        Text(
            "This review belongs to {agency}; only its officers decide it.",
            "Cet examen relève de : {agency}; seuls ses agents en décident.",
        ).format(agency=row.agency),
        path="agency",
        value=actor.agency,
        fix=Text("Decide your own agency's review.", "Décidez de l'examen de votre propre organisme."),
    )


def joined_blockers(found: Sequence[Blocker]) -> ErrorItem | None:
    """Say in one item everything that keeps a worksheet from being approved; None when nothing does."""
    if not found:
        return None
    return ErrorItem(
        found[0].code,
        Text(" ".join(one.words.en for one in found), " ".join(one.words.fr for one in found)),
        path="decision",
        value=[one.code for one in found],
        fix=Text(
            "Do every check and have each disqualifying factor resolved by two officers, or propose a denial.",
            "Faites chaque vérification et faites régler chaque facteur disqualifiant par deux agents, ou proposez un refus.",
        ),
    )


def _vetted(review: Any, actor: Actor) -> ErrorItem | None:
    """Nobody approves past an open check, an unresolved factor or too many points (requirements 2.2)."""
    return own_agency(review, actor) or joined_blockers(review.blockers)


def _confirmed(review: Any, actor: Actor) -> ErrorItem | None:
    return own_agency(review, actor) or (None if review.denial_confirmed else NOT_CONFIRMED)


NOT_CONFIRMED = ErrorItem(
    "ENR_DENIAL_FOUR_EYES",
    Text(
        "A denial is proposed by one officer and confirmed by another of the same agency.",
        "Un refus est proposé par un agent et confirmé par un autre du même organisme.",
    ),
    path="decision",
    fix=Text("Propose it with its reason first.", "Proposez-le d'abord, avec son motif."),
)


REVIEW = Workflow(
    name="enrollment_review",
    initial="pending",
    states=(
        State(
            "pending", Text("Pending", "En attente"), Text("Not decided yet", "Pas encore décidé"), "hourglass", "info"
        ),
        State("approved", Text("Approved", "Approuvé"), Text("Approved", "Approuvé"), "check-circle", "good", True),
        State("denied", Text("Denied", "Refusé"), Text("Denied", "Refusé"), "cross-circle", "bad"),
        State(
            "recognised",
            Text("Recognised from the other agency", "Reconnu de l'autre organisme"),
            Text("Recognises the other agency's decision", "Reconnaît la décision de l'autre organisme"),
            "link",
            "good",
            True,
        ),
    ),
    transitions=(
        Transition(
            "pending",
            "approve",
            "approved",
            OFFICERS,
            "enrollment.review.approved",
            Text("Approve", "Approuver"),
            guard="vetted",
        ),
        Transition(
            "pending",
            "deny",
            "denied",
            OFFICERS,
            "enrollment.review.denied",
            Text("Deny", "Refuser"),
            guard="confirmed",
        ),
        Transition(
            "pending",
            "recognise",
            "recognised",
            SYSTEM,
            "enrollment.review.recognised",
            Text("Recognise the other's decision", "Reconnaître la décision de l'autre"),
        ),
        Transition(
            "denied",
            "remit",
            "pending",
            COMMISSION | SYSTEM,
            "enrollment.review.remitted",
            Text("Decide again", "Décider de nouveau"),
        ),
    ),
    guards={"vetted": _vetted, "confirmed": _confirmed},
)
