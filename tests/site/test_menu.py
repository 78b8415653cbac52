"""Who sees which entry of the menu: none leads to a page that is empty for them by rule (R-30)."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.accounts import make_staff, sign_in

pytestmark = pytest.mark.django_db
ANSWERS, NOTICES = "appeals:response_list", "notices:list"


def menu_of(role: str, agency: str = "", country: str = "") -> set[str]:
    html = sign_in(Client(), make_staff(role, agency, country)).get(reverse("site:home")).text
    bar = html.split('class="pc-nav', 1)[1].split("</nav>", 1)[0]
    return {name for name in (ANSWERS, NOTICES) if f'href="{reverse(name)}"' in bar}


@pytest.mark.parametrize(("agency", "seen"), [("CBP", True), ("CBSA", True), ("FDA", False), ("CFIA", False)])
def test_only_the_agencies_recommendations_go_to_see_their_answers(
    reference_data: None, agency: str, seen: bool
) -> None:
    """R-84: nothing is ever addressed to another agency."""
    assert (ANSWERS in menu_of("officer.supervisor", agency)) is seen


@pytest.mark.parametrize(("role", "country"), [("commission.registrar", "CA"), ("commission.member", "US")])
def test_the_commission_sees_answers_and_the_notices_it_gets(reference_data: None, role: str, country: str) -> None:
    assert menu_of(role, country=country) == {ANSWERS, NOTICES}
