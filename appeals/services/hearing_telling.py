"""Notices of hearings to both sides, their representatives and the panel (R-80)."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from appeals.models import Case, Hearing
from appeals.selectors import joined_cases, representatives_of, seats_standing
from appeals.services.telling import NO_WORDS, tell_case
from portal.accounts.selectors import users_with_staff_role
from portal.core.domain.actors import Actor
from portal.core.domain.formatting import moment_words
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.notices.services import notice_send


def tell_hearing(actor: Actor, case: Case, hearing: Hearing, title: Text, reason: Text = NO_WORDS) -> None:
    """Tell everybody who takes part when and where, by the clocks of both countries, and why it changed.

    Joined cases have one hearing: each side is told in its own case, the panel and an agency once.
    """
    told: set[UUID] = set()
    for each in joined_cases(case):
        told |= tell_sides(actor, each, "hearing", title.format(docket=each.docket), _words(hearing, reason), told)


def tell_sides(actor: Actor, case: Case, kind: str, title: Text, body: Text, told: Collection[UUID] = ()) -> set[UUID]:
    """Tell both sides of a case, the representatives and its panel but those `told` already; gives whom, by id."""
    tell_case(actor, case, kind=kind, title=title, body=body)
    people = _others(case) - set(told)
    for user_id in sorted(people):
        notice_send(
            actor=actor,
            user_id=user_id,
            kind=kind,
            title=title,
            body=body,
            subject=Subject("appeal", case.id),
            link=f"/commission/case/{case.id}/",
        )
    return people


def _others(case: Case) -> set[UUID]:
    agency = users_with_staff_role("officer.supervisor", agency=case.agency).values_list("id", flat=True)
    acting = representatives_of(case).values_list("user_id", flat=True)
    return {*agency, *acting, *(seat.user_id for seat in seats_standing(case))} - {case.user_id}


def _words(hearing: Hearing, reason: Text) -> Text:
    said = {code: _when(hearing, code) for code in ("en", "fr")}
    where = hearing.place or hearing.link
    return Text(
        f"{said['en']} {where}. {reason.en}".strip(),
        f"{said['fr']} {where}. {reason.fr}".strip(),
    )


def _when(hearing: Hearing, language: str) -> str:
    canada = moment_words(hearing.starts_at, hearing.zone_ca, language)
    states = moment_words(hearing.starts_at, hearing.zone_us, language)
    words = WHEN.get(language)
    return words.format(canada=canada, states=states)


WHEN = Text("{canada} in Canada, {states} in the United States.", "{canada} au Canada, {states} aux États-Unis.")
