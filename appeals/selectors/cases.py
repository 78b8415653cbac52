"""Cases by who asks: appellants their own, the registrar all, members those they sit on or may review."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from appeals.domain.complaints import AGENCIES
from appeals.domain.panels import COUNTRIES, Seat, panel_suggest, presiding
from appeals.domain.stays import EXCEPTED
from appeals.domain.votes import Tally, tally
from appeals.models import Case, PanelSeat, Recusal, Representative
from appeals.selectors.joinders import joined_cases
from portal.accounts.selectors import users_with_staff_role
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound


def _visible(actor: Actor) -> QuerySet[Case]:
    cases = Case.objects.all()
    if actor.has("commission.registrar"):
        return cases
    if actor.has("commission.member"):
        return cases.filter(_judged_by(actor)).exclude(touched__contains=[str(actor.person)])
    if actor.has("officer.supervisor"):
        shared = Q(agency="") if actor.agency in AGENCIES else Q(pk__in=())  # what both agencies decided
        return cases.filter(Q(agency=actor.agency) | shared)
    if actor.is_staff:
        return cases.none()
    mine = Q(organisation_id__in=actor.reach)
    if actor.user_id:
        acts_for = Representative.objects.filter(user_id=actor.user_id, ended_at=None).values("case_id")
        mine |= Q(user_id=actor.user_id) | Q(pk__in=acts_for)
    return cases.filter(mine)


def _judged_by(actor: Actor) -> Q:
    """Those on whose panel the member sits, and those whose safety ground waits for a review or had theirs."""
    seats = PanelSeat.objects.filter(user_id=actor.person).values("case_id")
    return Q(pk__in=seats) | Q(stay__status=EXCEPTED) | Q(stay__reviewed_by_id=actor.person)


def case_list_for_actor(*, actor: Actor, status: str = "") -> QuerySet[Case]:
    """Give the cases the actor may see, oldest open first, with the number of seats taken."""
    cases = _visible(actor).annotate(seated=Count("seats", distinct=True)).order_by("-status", "filed_at")
    return cases.filter(status=status) if status else cases


def cases_to_rule(*, actor: Actor) -> QuerySet[Case]:
    """Give the open cases on whose panel the actor sits, the oldest first."""
    gone = Recusal.objects.filter(user_id=actor.person).values("case_id")
    rows = Case.objects.filter(status="with_panel", seats__user_id=actor.person).exclude(pk__in=gone)
    return rows.order_by("filed_at")


def exceptions_to_review(*, actor: Actor) -> QuerySet[Case]:
    """Give the cases whose safety ground waits for this member's review, the soonest due first (R-83)."""
    rows = Case.objects.select_related("stay").filter(stay__status=EXCEPTED)
    return rows.exclude(touched__contains=[str(actor.person)]).order_by("stay__review_due")


def case_get(*, actor: Actor, case_id: UUID) -> Case:
    """Give one case with its ruling and stay; NotFound for strangers and missing ids alike."""
    case = _visible(actor).select_related("ruling", "stay").filter(pk=case_id).first()
    if case is None:
        raise NotFound
    return case


def case_panel(case: Case, recusals: Collection[UUID] | None = None) -> list[dict[str, Any]]:
    """Give the seats in order of name: user_id, name, country, voted, recused. Who voted what stays with the panel."""
    seats = PanelSeat.objects.filter(case=case).select_related("vote").order_by("name")
    gone = recusals_of(case) if recusals is None else recusals
    return [
        {
            "user_id": seat.user_id,
            "name": seat.name,
            "country": seat.country,
            "voted": hasattr(seat, "vote"),
            "recused": seat.user_id in gone,
        }
        for seat in seats
    ]


def recusals_of(case: Case) -> dict[UUID, Recusal]:
    """Give the members who are recused from a case, by id."""
    return {row.user_id: row for row in Recusal.objects.filter(case=case).order_by("created_at")}


def seats_standing(case: Case) -> list[PanelSeat]:
    """Give the seats that count, with their votes: those of nobody recused."""
    gone = Recusal.objects.filter(case=case).values("user_id")
    return list(PanelSeat.objects.filter(case=case).exclude(user_id__in=gone).select_related("vote"))


def dissents_of(case: Case, outcome: str) -> list[PanelSeat]:
    """Give the seats whose vote went the other way, with their reasons: they are read once the ruling is out."""
    return [seat for seat in seats_standing(case) if hasattr(seat, "vote") and seat.vote.choice != outcome]


def case_tally(case: Case) -> Tally:
    """Count the votes cast so far on the case."""
    seats = seats_standing(case)
    votes = {seat.user_id: seat.vote.choice for seat in seats if hasattr(seat, "vote")}
    return tally([Seat(seat.user_id, seat.name, seat.country) for seat in seats], votes)


def member_seats() -> list[Seat]:
    """Give every commission member as a possible seat."""
    return [
        Seat(user.id, user.name, country)
        for country in COUNTRIES
        for user in users_with_staff_role("commission.member", country=country)
    ]


def barred_from(case: Case) -> set[UUID]:
    """Give everybody who may not judge the case or one joined with it: hands in it, parties, and who is recused."""
    cases = joined_cases(case)
    recused = Recusal.objects.filter(case__in=cases).values_list("user_id", flat=True)
    return {UUID(value) for each in cases for value in each.touched} | set(recused)


def presides(actor: Actor, case: Case) -> bool:
    """Say whether the actor presides over the panel that stands (R-80)."""
    seats = [Seat(seat.user_id, seat.name, seat.country) for seat in seats_standing(case)]
    found = presiding(case.docket, seats)
    return found is not None and found.user_id == actor.person


def panel_proposal(case: Case) -> tuple[Seat, ...]:
    """Propose a panel: free of conflict, both countries, lightest load first (R-80)."""
    open_cases = PanelSeat.objects.filter(case__status="with_panel").values("user_id").annotate(load=Count("id"))
    load: dict[UUID, int] = {row["user_id"]: row["load"] for row in open_cases}
    return panel_suggest([(seat, load.get(seat.user_id, 0)) for seat in member_seats()], barred_from(case))
