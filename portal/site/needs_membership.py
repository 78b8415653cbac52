"""What needs somebody about memberships: members their decisions, fees and drafts, officers their desk, keepers their keys.

Proposals to rise, schemes to confirm and criteria to sign: R-03, R-08; time to fix a suspension: R-10.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.urls import reverse

from enrollment.domain.decisions import KIND_LABELS
from enrollment.domain.schemes import SCHEMES
from enrollment.selectors import (
    application_list_for_member,
    criteria_list,
    decision_list_for_actor,
    graduation_list_for_officer,
    holder_name,
    membership_desk,
    recognition_list,
    scheme_list_for_officer,
)
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.text import Text
from portal.site.need import ROWS, Need

OPEN = Text("Open", "Ouvrir")
CRITERIA_WAITING = ("draft", "simulated", "signed_cbp", "signed_cbsa")
RECOGNITION_WAITING = ("draft", "signed_cbp", "signed_cbsa")
OFFICES = "America/Toronto"  # deadlines of both agencies run by the clock of Ottawa and Washington
DESK = {
    "answers": Text("Answers to a suspension", "Réponses à une suspension"),
    "disclosures": Text("Voluntary disclosures", "Divulgations volontaires"),
    "overrides": Text("Second signatures", "Secondes signatures"),
    "plans": Text("Corrective plans", "Plans correctifs"),
    "documents": Text("Documents to check", "Documents à vérifier"),
    "changes": Text("Reported changes", "Changements signalés"),
    "near_matches": Text("Near matches to judge", "Concordances partielles à juger"),
}


def decisions(actor: Actor) -> list[Need]:
    """Decisions one can still contest, and those announced that can be put right before they take effect."""
    in_effect = Q(status="in_effect", docket="", appeal_deadline__gt=clock.now())
    rows = decision_list_for_actor(actor=actor).filter(in_effect | Q(status="proposed"))
    return [_announced(row) if row.status == "proposed" else _contestable(row) for row in rows[:ROWS]]


def _announced(row: Any) -> Need:
    kind = KIND_LABELS[row.kind]
    return Need(
        Text(f"{kind.en} {row.number} is announced", f"{kind.fr} {row.number} annoncée"),
        reverse("enrollment:decision", args=[row.id]),
        Text("Read and put it right", "Lire et corriger"),
        Text("It takes effect unless you answer by", "Prend effet si vous ne répondez pas au plus tard le"),
        row.effective_at,
        "hold",
        "bad",
        OFFICES,
    )


def _contestable(row: Any) -> Need:
    return Need(
        Text(f"Decision {row.number}", f"Décision {row.number}"),
        reverse("enrollment:decision", args=[row.id]),
        Text("Read and answer", "Lire et répondre"),
        Text("You can contest it until", "Vous pouvez la contester jusqu'au"),
        row.appeal_deadline,
        "scale",
        "bad",
        OFFICES,
    )


def applications(actor: Actor) -> list[Need]:
    """Applications that nobody reads yet: drafts, and those whose fee is not paid (R-15)."""
    rows = application_list_for_member(actor=actor).filter(status__in=("draft", "awaiting_payment"))
    return [_unpaid(row) if row.status == "awaiting_payment" else _draft(row) for row in rows[:ROWS]]


def _draft(row: Any) -> Need:
    return Need(
        Text("Application not sent yet", "Demande pas encore envoyée"),
        reverse("enrollment:application", args=[row.id]),
        Text("Go on", "Continuer"),
        icon="draft",
        tone="neutral",
    )


def _unpaid(row: Any) -> Need:
    return Need(
        Text("Fee of an application to pay", "Frais d'une demande à payer"),
        reverse("enrollment:invoice", args=[row.invoice.id]),
        Text("Pay", "Payer"),
        Text(
            "Both agencies get the application when it is paid.",
            "Les deux organismes reçoivent la demande une fois les frais payés.",
        ),
        icon="card",
        tone="warn",
    )


def desk(actor: Actor) -> list[Need]:
    """What members sent to the desk, one line for each kind; seven queries."""
    waiting = membership_desk(actor=actor)
    counted = [(words, len(getattr(waiting, name))) for name, words in DESK.items()]
    return [
        Need(Text(f"{words.en}: {n}", f"{words.fr} : {n}"), reverse("enrollment:members_desk"), OPEN, icon="list")
        for words, n in counted
        if n
    ]


def graduations(actor: Actor) -> list[Need]:
    """Members that meet every criterion of the next tier, waiting for the actor's agency."""
    return [
        Need(
            Text(
                f"{holder_name(row.membership)} may rise to {row.to_tier}",
                f"{holder_name(row.membership)} peut passer à {row.to_tier}",
            ),
            reverse("enrollment:graduation", args=[row.id]),
            Text("Decide", "Décider"),
            icon="graduate",
        )
        for row in graduation_list_for_officer(actor=actor)[:ROWS]
    ]


def schemes(actor: Actor) -> list[Need]:
    """Standards and foreign memberships the actor's agency has to confirm."""
    return [
        Need(
            Text(
                f"{SCHEMES[row.scheme].name.en} of {holder_name(row)}",
                f"{SCHEMES[row.scheme].name.fr} de {holder_name(row)}",
            ),
            reverse("enrollment:elsewhere_decide", args=[row.id]),
            Text("Confirm or not", "Confirmer ou non"),
            icon="card",
        )
        for row in scheme_list_for_officer(actor=actor)[:ROWS]
    ]


def signing(actor: Actor) -> list[Need]:
    """Criteria and recognitions that wait for a simulation or a key."""
    waiting = [
        (version.label, reverse("enrollment:criteria_version", args=[version.id]))
        for version in criteria_list(actor=actor).filter(status__in=CRITERIA_WAITING)[:ROWS]
    ]
    waiting += [
        (row.label, reverse("enrollment:recognition", args=[row.id]))
        for row in recognition_list(actor=actor).filter(status__in=RECOGNITION_WAITING)[:ROWS]
    ]
    return [
        Need(Text(f"{label} waits for its keys", f"{label} attend ses signatures"), url, OPEN, icon="key")
        for label, url in waiting
    ]
