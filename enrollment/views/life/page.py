"""What the page of a membership shows of its life: where it stands, what is due now, what counts until when (R-10, R-77)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse

from enrollment.domain import renewal
from enrollment.domain.cards import CAUSES, DOCUMENT_TYPES, last_day
from enrollment.domain.changes import CHANGES
from enrollment.domain.infractions import INFRACTIONS
from enrollment.domain.tiers import NEXUS
from enrollment.domain.transitions import CHANGE, CREDENTIAL, DISCLOSURE, PLAN, TRAVEL_DOCUMENT
from enrollment.models import Membership, MembershipDecision, SanctionEntry
from enrollment.selectors.reports import Life
from enrollment.views.life.shared import entry_row
from portal.core import clock
from portal.core.domain.text import Text

IN_FORCE = ("active", "suspended")


def life_context(
    found: Membership,
    life: Life,
    *,
    own: bool,
    officer: bool,
    decisions: list[MembershipDecision],
    register: list[SanctionEntry],
) -> dict[str, Any]:
    """Give everything the page adds to tier, criteria and decisions; no query of its own."""
    now = clock.now()
    phase = renewal_phase(found, now)
    in_force = found.status in IN_FORCE
    return {
        "own": own,
        "officer": officer,
        "in_force": in_force,
        "last_day": last_day(found.valid_until),
        "renewal_phase": phase if in_force else "",
        "renewal_opens": renewal.opens_at(found.valid_until, settings.ENROLLMENT_RENEWAL_WINDOW_DAYS),
        "renewal": life.renewal,
        "ladder": _ladder(found, phase, now),
        "card_rows": [_card(card) for card in found.credentials.all()],
        "document_rows": [_document(row) for row in life.documents],
        "change_rows": [
            {"row": row, "label": CHANGES[row.kind].label, "state": CHANGE.state(row.status)} for row in life.changes
        ],
        "disclosure_rows": [
            {"row": row, "label": INFRACTIONS[row.infraction].label, "state": DISCLOSURE.state(row.status)}
            for row in life.disclosures
        ],
        "plan_rows": [_plan(row, now) for row in life.plans],
        "register": [entry_row(row) for row in register],
        "next_decay": _next_decay(register, now),
        "todo": _todo(found, life, phase, decisions, now) if own else [],
        "rests": found.rests_until,
        "may_rest": own and found.status == "active",
        "may_suspend": officer and found.status == "active",
    }


def renewal_phase(found: Membership, now: datetime) -> str:
    """Say where a membership is in its renewal; before the window there is none to look for."""
    return renewal.phase(found.valid_until, found.renewal_filed_at, now, settings.ENROLLMENT_RENEWAL_WINDOW_DAYS)


def _ladder(found: Membership, phase: str, now: datetime) -> list[dict[str, Any]]:
    over = found.status not in IN_FORCE
    opens = renewal.opens_at(found.valid_until, settings.ENROLLMENT_RENEWAL_WINDOW_DAYS)
    steps: list[dict[str, Any]] = [
        {"label": Text("Member since", "Membre depuis"), "state": "done", "day": found.valid_from},
        {
            "label": _tier(found.tier),
            "state": "done" if over or phase != renewal.NOT_YET else "current",
            "day": found.tier_since,
        },
        {
            "label": Text("Renewal opens", "Ouverture du renouvellement"),
            "state": "todo" if phase == renewal.NOT_YET else "done" if over else "current",
            "day": opens,
        },
        {"label": Text("Ends", "Prend fin"), "state": "done" if over else "todo", "day": last_day(found.valid_until)},
    ]
    if phase == renewal.FILED and not over and now >= found.valid_until:
        steps[-1]["note"] = renewal.PHASES[renewal.FILED]
    return steps


def _tier(tier: str) -> Text:
    """Say the tier as the shield beside it does; NEXUS has no number."""
    return Text(tier, tier) if tier == NEXUS else Text(f"Tier {tier[1:]}", f"Niveau {tier[1:]}")


def _card(card: Any) -> dict[str, Any]:
    return {
        "card": card,
        "state": CREDENTIAL.state(card.status),
        "cause": CAUSES.get(card.cause),
        "may_stop": card.status in {"issued", "active"},
        "may_return": card.status in {"stopped", "ended"},
    }


def _document(row: Any) -> dict[str, Any]:
    return {"document": row, "label": DOCUMENT_TYPES[row.type].label, "state": TRAVEL_DOCUMENT.state(row.status)}


def _plan(row: Any, now: datetime) -> dict[str, Any]:
    return {
        "plan": row,
        "label": INFRACTIONS[row.entry.infraction].label,
        "state": PLAN.state(row.status),
        "due": row.entry.plan_due_at if row.status != "done" else None,
        "overdue": row.status != "done" and row.entry.plan_due_at is not None and row.entry.plan_due_at < now,
    }


def _next_decay(register: list[SanctionEntry], now: datetime) -> dict[str, Any] | None:
    """Give the next day on which points stop counting, and how many."""
    counting = [row for row in register if row.voided_at is None and row.decays_at > now and row.points]
    first = min(counting, key=lambda row: row.decays_at, default=None)
    return {"at": first.decays_at, "points": first.points} if first else None


def _todo(
    found: Membership, life: Life, phase: str, decisions: list[MembershipDecision], now: datetime
) -> list[dict[str, Any]]:
    """Give what the member should do now, by deadline."""
    open_answers = {row.decision_id for row in life.answers if row.status == "filed"}
    rows: list[dict[str, Any]] = [
        {
            "label": Text(f"Answer suspension {row.number}: put it right", f"Répondre à la suspension {row.number}"),
            "url": reverse("enrollment:answer", args=[row.id]),
            "due": row.effective_at,
        }
        for row in decisions
        if row.kind == "suspension" and row.status in {"proposed", "in_effect"} and row.id not in open_answers
    ]
    rows += [
        {
            "label": Text("Corrective plan: your steps", "Plan correctif : vos étapes"),
            "url": reverse("enrollment:plan", args=[row.id]),
            "due": row.entry.plan_due_at,
        }
        for row in life.plans
        if row.status in {"awaited", "accepted"}
    ]
    rows += [
        {
            "label": Text("Activate your new card", "Activer votre nouvelle carte"),
            "url": reverse("enrollment:card_activate", args=[card.id]),
            "due": None,
        }
        for card in found.credentials.all()
        if card.status == "issued"
    ]
    rows += _renewal_todo(found, life, phase)
    rows += [
        {
            "label": Text("A document runs out soon", "Un document arrive à échéance"),
            "url": reverse("enrollment:travel_documents"),
            "due": None,
        }
        for row in life.documents
        if row.expires_on and row.expires_on < now.date() + timedelta(days=90)
    ]
    far = now + timedelta(days=100_000)
    return sorted(rows, key=lambda row: row["due"] or far)


def _renewal_todo(found: Membership, life: Life, phase: str) -> list[dict[str, Any]]:
    if life.renewal is not None and life.renewal.status == "draft" and life.renewal.renews_id:
        url = reverse("enrollment:application", args=[life.renewal.id])
        label = Text("Finish your renewal", "Terminer le renouvellement")
        return [{"label": label, "url": url, "due": found.valid_until}]
    if phase == renewal.OPEN and found.status in IN_FORCE:
        label = Text("Renew: about three minutes", "Renouveler : environ trois minutes")
        return [{"label": label, "url": "#renewal", "due": found.valid_until}]
    return []
