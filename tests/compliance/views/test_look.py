"""Every page of the audit in a browser: axe, 360 px, both languages, both themes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from audit.compliance.services import audit_month_draw, audit_months_keep, report_save
from clearance.domain.movement_facts import Line
from portal.accounts.selectors import user_get
from portal.core import clock
from portal.core.ids import uuid7
from tests.accounts.look import faults
from tests.factories.accounts import make_member, make_staff, sign_in
from tests.factories.audits import Movement, Team, a_draft, in_month, issued
from tests.factories.enrollment import make_membership


def client_for(language: str, user: object = None) -> Client:
    client = sign_in(Client(), user) if user else Client()
    client.cookies["preclear_language"] = language
    return client


def pages(movement: Movement, language: str) -> dict[str, str]:
    """Cases at every stage, seen from both sides, and a drawn month."""
    with clock.frozen(in_month(2026, 9)):
        audit_months_keep()
    with clock.frozen(in_month(2026, 10)):
        movement.pooled(12)
    audit_month_draw(month=in_month(2026, 10).date().replace(day=1))
    make_membership(organisation=movement.organisation, tier="T2")
    line = Line("shipments[0].lines[0]", "Brackets", 4, Decimal(100), Decimal(900), "CA", "CN")
    movement.facts = replace(movement.facts, lines=(line,))
    movement.change(audit_advised=True, compliance=35)
    cases = []
    for _ in range(4):
        movement.trip_id = uuid7()
        cases.append(movement.opened())
    writing, sent = Team(cases[1]), Team(cases[2]).sent()
    report_save(actor=writing.cbp, case_id=writing.id, draft=a_draft(), expected_version=0)
    done = issued(cases[3])
    desk = client_for(language, user_get(writing.cbp.person))
    boss = client_for(language, make_staff("officer.supervisor", "CBSA"))
    member = client_for(language, make_member(movement.organisation))
    public = client_for(language)

    def show(client: Client, name: str, *args: object) -> str:
        return client.get(reverse(f"compliance:{name}", args=args)).content.decode()

    report = reverse("compliance:report", args=[writing.id])
    return {
        "list": show(desk, "case_list"),
        "case, open": show(desk, "case", cases[0].id),
        "case, supervisor": show(boss, "case", cases[0].id),
        "case, in audit": show(desk, "case", writing.id),
        "report": show(desk, "report", writing.id),
        "report, errors": desk.post(report, {"send": "1", "expected_version": 1}).content.decode(),
        "case, member": show(member, "case", sent.id),
        "answer": show(member, "answer", sent.id),
        "case, found": show(member, "case", done.id),
        "draws": show(public, "draws"),
        "month": show(public, "draws_month", "2026-10"),
    }


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("fr", "dark")])
def test_the_browser_finds_nothing(chromium: Path, monkeypatch: pytest.MonkeyPatch, language: str, theme: str) -> None:
    assert faults(pages(Movement(monkeypatch), language), chromium, theme) == []
