"""What the panel of a case wrote for itself: nobody else reads it, the registrar neither (4.12)."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from appeals.models import Case, PanelNote, Publication, RulingDraft
from appeals.selectors.cases import case_get, seats_standing
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound

STAGES = ("with_panel", "decided")


def bench_case(*, actor: Actor, case_id: UUID) -> Case:
    """Give a case to a member who sits on it. Raises NotFound for everybody else, a recused member too."""
    case = case_get(actor=actor, case_id=case_id)
    if case.status not in STAGES or actor.person not in {seat.user_id for seat in seats_standing(case)}:
        raise NotFound
    return case


def draft_of(case: Case) -> RulingDraft | None:
    """Give the draft of a case's ruling, for its panel."""
    return RulingDraft.objects.filter(case=case).first()


def panel_notes(case: Case) -> list[PanelNote]:
    """Give the notes of the panel, the oldest first."""
    return list(PanelNote.objects.filter(case=case).order_by("written_at", "id"))


def decisions_known(numbers: Collection[str]) -> frozenset[str]:
    """Give those of the numbers that are published decisions."""
    rows = Publication.objects.filter(status="published", number__in=list(numbers))
    return frozenset(rows.values_list("number", flat=True))
