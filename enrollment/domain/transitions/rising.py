"""How a graduation proposal and a scheme held elsewhere move; each agency decides for itself (R-03, R-08)."""

from __future__ import annotations

from typing import Any

from enrollment.domain.joint import APPROVED, DENIED
from enrollment.domain.schemes import SCHEMES
from enrollment.domain.transitions.application import MEMBERS, OFFICERS, SYSTEM, holder_only
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow


def _joint(wanted: str) -> Any:
    def guard(proposal: Any, actor: Actor) -> ErrorItem | None:
        if proposal.joint == wanted:
            return None
        return ErrorItem(
            "ENR_NOT_JOINT",
            Text(
                "Both agencies have not decided so: silence is not a yes.",
                "Les deux organismes n'ont pas décidé ainsi : le silence n'est pas un oui.",
            ),
            path="status",
            value=proposal.joint,
            fix=Text("Wait for the other agency's decision.", "Attendez la décision de l'autre organisme."),
        )

    return guard


def _own_agency(review: Any, actor: Actor) -> ErrorItem | None:
    return None if actor.agency == review.agency else _elsewhere(actor, (review.agency,))


def _confirms(held: Any, actor: Actor) -> ErrorItem | None:
    agencies = SCHEMES[held.scheme].confirmed_by
    return None if actor.agency in agencies else _elsewhere(actor, agencies)


def _elsewhere(actor: Actor, agencies: tuple[str, ...]) -> ErrorItem:
    return ErrorItem(
        "ENR_OTHER_AGENCY",
        Text("This is for officers of {agency}.", "Cela relève des agents de : {agency}.").format(
            agency=", ".join(agencies)
        ),
        path="agency",
        value=actor.agency,
        fix=Text("Leave it to them.", "Laissez-les en décider."),
    )


GRADUATION = Workflow(
    name="graduation",
    initial="open",
    states=(
        State(
            "open", Text("To decide", "À décider"), Text("With both agencies", "Auprès des deux organismes"),
            "hourglass", "info",
        ),
        State("accepted", Text("Accepted", "Acceptée"), Text("Accepted by both", "Acceptée par les deux"),
              "double-check", "good", True),
        State("declined", Text("Declined", "Refusée"), Text("Declined", "Refusée"), "cross-circle", "bad", True),
        State("lapsed", Text("Lapsed", "Caduque"), Text("Lapsed", "Caduque"), "undo", "neutral", True),
    ),
    transitions=(
        Transition("open", "accept", "accepted", OFFICERS, "enrollment.graduation.accepted",
                   Text("Accept", "Accepter"), guard="both_accepted"),
        Transition("open", "decline", "declined", OFFICERS, "enrollment.graduation.declined",
                   Text("Decline", "Refuser"), guard="one_declined"),
        Transition("open", "lapse", "lapsed", OFFICERS | SYSTEM, "enrollment.graduation.lapsed",
                   Text("Let it lapse", "Constater la caducité")),
    ),
    guards={"both_accepted": _joint(APPROVED), "one_declined": _joint(DENIED)},
)  # fmt: skip

GRADUATION_REVIEW = Workflow(
    name="graduation_review",
    initial="pending",
    states=(
        State("pending", Text("Pending", "En attente"), Text("Not decided yet", "Pas encore décidé"), "hourglass",
              "info"),
        State("approved", Text("Accepted", "Acceptée"), Text("Accepted", "Acceptée"), "check-circle", "good", True),
        State("denied", Text("Declined", "Refusée"), Text("Declined", "Refusée"), "cross-circle", "bad", True),
    ),
    transitions=(
        Transition("pending", "accept", "approved", OFFICERS, "enrollment.graduation.agency_accepted",
                   Text("Accept", "Accepter"), guard="own_agency"),
        Transition("pending", "decline", "denied", OFFICERS, "enrollment.graduation.agency_declined",
                   Text("Decline", "Refuser"), guard="own_agency"),
    ),
    guards={"own_agency": _own_agency},
)  # fmt: skip

SCHEME_MEMBERSHIP = Workflow(
    name="scheme_membership",
    initial="claimed",
    states=(
        State("claimed", Text("To confirm", "À confirmer"), Text("Not confirmed yet", "Pas encore confirmé"),
              "hourglass", "info"),
        State("confirmed", Text("Confirmed", "Confirmé"), Text("Confirmed", "Confirmé"), "check-circle", "good"),
        State("refused", Text("Not confirmed", "Non confirmé"), Text("Not confirmed", "Non confirmé"),
              "cross-circle", "bad", True),
        State("ended", Text("Ended", "Terminé"), Text("Ended", "Terminé"), "lock", "neutral", True),
        State("withdrawn", Text("Taken back", "Retiré"), Text("Taken back by you", "Retiré par vous"), "undo",
              "neutral", True),
    ),
    transitions=(
        Transition("claimed", "confirm", "confirmed", OFFICERS, "enrollment.scheme.confirmed",
                   Text("Confirm", "Confirmer"), guard="confirms"),
        Transition("claimed", "refuse", "refused", OFFICERS, "enrollment.scheme.refused",
                   Text("Do not confirm", "Ne pas confirmer"), guard="confirms"),
        Transition("confirmed", "end", "ended", OFFICERS, "enrollment.scheme.ended", Text("End", "Mettre fin"),
                   guard="confirms"),
        Transition("claimed", "withdraw", "withdrawn", MEMBERS, "enrollment.scheme.withdrawn",
                   Text("Take back", "Retirer"), guard="holder"),
        Transition("confirmed", "withdraw", "withdrawn", MEMBERS, "enrollment.scheme.withdrawn",
                   Text("Take back", "Retirer"), guard="holder"),
    ),
    guards={"confirms": _confirms, "holder": holder_only},
)  # fmt: skip

RISING_EVENTS = {
    "enrollment.graduation.opened": Text("Proposal opened: every criterion is met",
                                         "Proposition ouverte : chaque critère est rempli"),
    "enrollment.graduation.accepted": Text("Accepted by both agencies", "Acceptée par les deux organismes"),
    "enrollment.graduation.declined": Text("Declined", "Refusée"),
    "enrollment.graduation.lapsed": Text("Lapsed", "Devenue caduque"),
    "enrollment.graduation.agency_accepted": Text("Accepted by one agency", "Acceptée par un organisme"),
    "enrollment.graduation.agency_declined": Text("Declined by one agency", "Refusée par un organisme"),
    "enrollment.scheme.claimed": Text("Entered by the holder", "Inscrit par le titulaire"),
    "enrollment.scheme.confirmed": Text("Confirmed", "Confirmé"),
    "enrollment.scheme.refused": Text("Not confirmed", "Non confirmé"),
    "enrollment.scheme.ended": Text("Ended", "Terminé"),
    "enrollment.scheme.withdrawn": Text("Taken back", "Retiré"),
}  # fmt: skip
