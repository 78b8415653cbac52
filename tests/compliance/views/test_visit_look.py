"""Every page of the facility visits in a browser: axe, 360 px, both languages, both themes (R-63)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from audit.compliance.models import month_of
from audit.compliance.services import audit_month_draw, audit_month_ensure, audit_open_for_visit, facilities_draw
from portal.accounts.models import Organisation
from portal.accounts.selectors import user_get
from portal.core import clock
from portal.core.domain.actors import Actor
from tests.accounts.look import faults
from tests.factories.accounts import make_member, make_staff, sign_in
from tests.factories.visits import SEEN, Visitors, a_facility, drawn_visit

POINT = "site_perimeter"


def client_for(language: str, user: object = None) -> Client:
    client = sign_in(Client(), user) if user else Client()
    client.cookies["preclear_language"] = language
    return client


def pages(language: str) -> dict[str, str]:
    """One visit at every stage, seen from all sides, and the month it was drawn in."""
    visitors = Visitors(drawn_visit(), seated=False)
    boss = client_for(language, make_staff("officer.supervisor", "CBP"))
    public = client_for(language)
    make_staff("auditor", "CBP")

    def show(client: Client, name: str, *args: object) -> str:
        return client.get(reverse(f"compliance:{name}", args=args)).content.decode()

    def desk(actor: Actor) -> Client:
        return client_for(language, user_get(actor.person))

    found = {"list": show(boss, "visits"), "drawn, supervisor": show(boss, "visit", visitors.id)}
    visitors = Visitors(visitors.visit).on_site()
    cbp = desk(visitors.cbp)
    found["phone, empty"] = show(cbp, "visit_phone", visitors.id)
    visitors.photo(POINT)
    visitors.marked(POINT)
    visitors.mark("site_bay", "not_conform", SEEN, actor=visitors.cbsa, seen=None)
    found["phone, conflict"] = show(cbp, "visit_phone", visitors.id)
    found["on site"] = show(cbp, "visit", visitors.id)
    url = reverse("compliance:visit_act", args=[visitors.id, "finish"])
    found["report, errors"] = cbp.post(url, {"expected_version": visitors.version, "summary": "x"}).content.decode()
    visitors.mark("site_bay")
    visitors.finished(POINT)
    found["to be signed"] = show(cbp, "visit", visitors.id)
    found["phone, closed"] = show(cbp, "visit_phone", visitors.id)
    visitors.signed()
    member = client_for(language, make_member(Organisation.objects.get(pk=visitors.visit.organisation_id)))
    found |= {"list, member": show(member, "visits"), "signed, member": show(member, "visit", visitors.id)}
    found["answer"] = show(member, "visit_answer", visitors.id)
    case = audit_open_for_visit(actor=visitors.cbp, visit_id=visitors.id)
    found |= {"audit, member": show(member, "case", case.id), "signed": show(cbp, "visit", visitors.id)}
    found |= {"draws": show(public, "draws"), "month": show(public, "draws_month", f"{clock.now():%Y-%m}")}
    # Looked at as made by the server: a page that stands alone has nobody to send its marks to.
    alone = {name: html.replace(" data-checklist ", " ") for name, html in found.items()}
    return alone | over(public)


def over(public: Client) -> dict[str, str]:
    """A month that is over, its seed out and its facilities listed."""
    with clock.frozen(clock.now() - timedelta(days=31)):
        a_facility()
        month = audit_month_ensure(month_of(clock.now()))
        facilities_draw(month=month)
    assert audit_month_draw(month=month.month)
    return {"month, over": public.get(reverse("compliance:draws_month", args=[str(month)])).content.decode()}


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("fr", "dark")])
def test_r63_the_browser_finds_nothing(chromium: Path, language: str, theme: str) -> None:
    assert faults(pages(language), chromium, theme) == []
