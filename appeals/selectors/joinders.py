"""Which cases are joined, which could be, and what their parties may read of each other (4.11)."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q

from appeals.domain.docket import PUBLIC
from appeals.domain.joinders import JOINED, OPEN, RULED, Candidate, Likeness, alike
from appeals.models import Case, DocketEntry, Joinder, JoinderObjection, JoinedCase, Vote

MOST = 50  # proposed at once


def joinder_of(case: Case, *, ruled: bool = False) -> Joinder | None:
    """Give the joinder that holds a case now, proposed or joined; with `ruled` also one that is ruled on."""
    states = (*OPEN, RULED) if ruled else OPEN
    rows = Joinder.objects.filter(members__case=case, members__left_at=None, status__in=states)
    return rows.select_related("lead").first()


def joined_cases(case: Case) -> list[Case]:
    """Give the cases heard with this one, the lead first, itself among them; itself alone when none are. One query."""
    here = JoinedCase.objects.filter(joinder=OuterRef("joinder"), case=case, left_at=None)
    rows = JoinedCase.objects.filter(Exists(here), left_at=None, joinder__status=JOINED)
    rows = rows.select_related("case", "joinder").order_by("case__docket")
    found = sorted(rows, key=lambda row: (row.case_id != row.joinder.lead_id, row.case.docket))
    return [case if row.case_id == case.pk else row.case for row in found] or [case]


def cases_together(case: Case) -> list[Case]:
    """Give the cases heard, or ruled on, together with this one; empty when it is by itself."""
    joinder = joinder_of(case, ruled=True)
    return [row.case for row in members_of(joinder)] if joinder and joinder.status in {JOINED, RULED} else []


def members_of(joinder: Joinder) -> list[JoinedCase]:
    """Give the cases that stand in a joinder, the lead first."""
    rows = JoinedCase.objects.filter(joinder=joinder, left_at=None).select_related("case").order_by("case__docket")
    return sorted(rows, key=lambda row: (row.case_id != joinder.lead_id, row.case.docket))


def objections_to(joinder: Joinder) -> list[JoinderObjection]:
    """Give what the sides said against a joinder, in order."""
    rows = JoinderObjection.objects.filter(member__joinder=joinder).select_related("member__case")
    return list(rows.order_by("made_at", "id"))


def likeness(case: Case) -> Likeness:
    """Give what a case is compared by."""
    reason = case.record.get("reason") or {}
    return Likeness(case.kind, case.agency, str(reason.get("code", "")))


def candidate(case: Case, lead: Case, within: Joinder | None = None) -> Candidate:
    """Give a case as it stands when it is to be joined with `lead`; the joinder `within` does not count as another."""
    voted = Vote.objects.filter(seat__case=case).exists()
    held = JoinedCase.objects.filter(case=case, left_at=None, joinder__status__in=OPEN)
    grouped = held.exclude(joinder=within).exists() if within else held.exists()
    return Candidate(case.docket, case.status, voted, grouped, alike(likeness(lead), likeness(case)))


def like_cases(case: Case) -> list[Case]:
    """Propose the cases that could be heard with this one: alike, without a panel, in no joinder. For the registrar."""
    held = JoinedCase.objects.filter(case=OuterRef("pk"), left_at=None, joinder__status__in=OPEN)
    mine = likeness(case)
    near = Q(kind=mine.kind, agency=mine.agency) | Q(record__reason__code=mine.reason)
    rows = Case.objects.filter(~Exists(held), near, status="filed").exclude(pk=case.pk).order_by("docket")
    return [each for each in rows[:MOST] if alike(mine, likeness(each))]


def papers_shared(cases: list[Case], case: Case) -> list[DocketEntry]:
    """Give the PUBLIC papers of the other joined cases: all that their sides may read of each other."""
    others = [each for each in cases if each.pk != case.pk]
    if not others:
        return []
    return list(
        DocketEntry.objects.filter(case__in=others, level=PUBLIC)
        .select_related("file")
        .order_by("case__docket", "number")
    )


def joinder_page(case: Case) -> dict[str, Any]:
    """Give what the page of a case says of its joinder: joinder, members, objections; empty when it has none."""
    joinder = joinder_of(case, ruled=True)
    if joinder is None:
        return {}
    members = members_of(joinder)
    return {"joinder": joinder, "members": members, "objections": objections_to(joinder)}
