"""What the commission and those who answer to it have to do now (R-80, R-81, R-83, R-84)."""

from __future__ import annotations

from datetime import UTC, datetime, time

from django.urls import reverse

from appeals.selectors import (
    case_list_for_actor,
    cases_to_rule,
    comments_unread,
    complaint_list,
    exceptions_to_review,
    response_list,
    reviews_to_confirm,
)
from portal.core.domain.actors import Actor
from portal.core.domain.text import Text
from portal.site.need import ROWS, Need

DOCKET: dict[str, tuple[Text, Text]] = {
    "filed": (Text("Seat a panel for {docket}", "Désigner une formation pour {docket}"), Text("Assign", "Désigner")),
    "late": (
        Text("Decide whether {docket} is heard", "Décider si {docket} est entendu"),
        Text("Decide", "Décider"),
    ),
}


def docket(actor: Actor) -> list[Need]:
    """Give the registrar the cases that wait for a panel, or for leave because they are late."""
    return [
        Need(
            words.format(docket=case.docket),
            reverse("appeals:case", args=[case.id]),
            action,
            Text(case.appellant, case.appellant),
            datetime.combine(case.respond_by, time(23, 59), UTC),
            "people",
        )
        for status, (words, action) in DOCKET.items()
        for case in case_list_for_actor(actor=actor, status=status)[:ROWS]
    ]


def panel(actor: Actor) -> list[Need]:
    """Give a member the cases before the panels the member sits on."""
    return [
        Need(
            Text(f"Case {case.docket} is before your panel", f"Le dossier {case.docket} est devant votre formation"),
            reverse("appeals:case", args=[case.id]),
            Text("Open the case", "Ouvrir le dossier"),
            Text(case.appellant, case.appellant),
            icon="gavel",
        )
        for case in cases_to_rule(actor=actor)[:ROWS]
    ]


def exceptions(actor: Actor) -> list[Need]:
    """Give a member the safety grounds that wait for a review within 72 hours."""
    return [
        Need(
            Text(f"Review the safety ground in {case.docket}", f"Examiner le motif de sécurité de {case.docket}"),
            reverse("appeals:case", args=[case.id]),
            Text("Review", "Examiner"),
            Text(case.appellant, case.appellant),
            case.stay.review_due,
            "scale",
            "warn",
        )
        for case in exceptions_to_review(actor=actor)[:ROWS]
    ]


def complaints(actor: Actor) -> list[Need]:
    """Give those who answer complaints the ones that wait, the soonest due first."""
    return [
        Need(
            Text(f"Answer complaint {row.number}", f"Répondre à la plainte {row.number}"),
            reverse("appeals:complaint", args=[row.id]),
            Text("Answer", "Répondre"),
            Text("", ""),
            row.settle_due if row.status == "escalated" else row.due_at,
            "inbox",
        )
        for row in complaint_list(actor=actor, waiting=True)[:ROWS]
    ]


def comments(actor: Actor) -> list[Need]:
    """Give the registrar the public comments nobody has read yet."""
    return [
        Need(
            Text(
                f"Read comment {row.number} on {row.review.number}",
                f"Lire le commentaire {row.number} sur {row.review.number}",
            ),
            reverse("appeals:review_docket", args=[row.review_id]),
            Text("Read", "Lire"),
            Text(row.name, row.name),
            icon="inbox",
        )
        for row in comments_unread(actor=actor)[:ROWS]
    ]


def reports(actor: Actor) -> list[Need]:
    """Give a member the reports that wait for a confirmation for their country."""
    return [
        Need(
            Text(f"Confirm the report of {row.number}", f"Attester le rapport de {row.number}"),
            reverse("appeals:review_docket", args=[row.id]),
            Text("Read it", "Le lire"),
            Text.from_dict(row.title),
            icon="eye",
        )
        for row in reviews_to_confirm(actor=actor)[:ROWS]
    ]


def recommendations(actor: Actor) -> list[Need]:
    """Give who answers recommendations those that are not answered, overdue first."""
    return [
        Need(
            Text(
                f"Answer recommendation {row.recommendation.number} of {row.recommendation.review.number}",
                f"Répondre à la recommandation {row.recommendation.number} de {row.recommendation.review.number}",
            ),
            reverse("appeals:response", args=[row.id]),
            Text("Answer", "Répondre"),
            Text.from_dict(row.recommendation.review.title),
            row.due_at,
            "gavel",
        )
        for row in response_list(actor=actor, waiting=True)[:ROWS]
    ]
