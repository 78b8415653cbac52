"""The registers as pages: propose, simulate, sign, put in force; what shows when the appetite has expired (R-36)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clearance.forms_policies import AppetiteForm, LanePolicyForm
from clearance.models import AppetiteRecord, LanePolicyVersion, LaneWait, LocalAttention, Simulation
from clearance.services import simulation_run_now
from portal.core import clock
from tests.factories.accounts import make_staff, sign_in
from tests.factories.officer import PORT, make_scored
from tests.factories.policies import draft_lane_policy, make_appetite, make_lane_policy, simulated

Login = Callable[..., Client]
REAL_NOW = clock.now


@pytest.fixture
def login() -> Login:
    def enter(role: str = "officer.supervisor", agency: str = "CBP", port: str = "") -> Client:
        return sign_in(Client(), make_staff(role, agency, port=port))

    return enter


def post(client: Client, name: str, *args: Any, **data: Any) -> HttpResponse:
    return client.post(reverse(f"clearance:{name}", args=args), data)


def page(client: Client, name: str, *args: Any, language: str = "en") -> str:
    answer = client.get(reverse(f"clearance:{name}", args=args), headers={"accept-language": language})
    assert answer.status_code == 200, answer.content[:400]
    return answer.content.decode()


def filled(client: Client, name: str, form: Any, **changes: Any) -> dict[str, Any]:
    """What the browser would send of the form as it is shown."""
    shown = client.get(reverse(f"clearance:{name}")).context["form"]
    assert isinstance(shown, form)
    data = {}
    for field in shown:
        value = field.value()
        if value not in (None, False, ""):
            widget = field.field.widget
            data[field.html_name] = value if isinstance(value, list) else widget.format_value(value) or value
    return {key: "on" if value is True else value for key, value in data.items()} | changes


def test_a_record_goes_from_the_form_to_force(login: Login) -> None:
    """Typed fields, no JSON: what the form says is what is simulated, signed by two and read by the engine."""
    cbp, cbsa, third = login(), login(agency="CBSA"), login(role="administrator", agency="")
    refused = post(third, "appetite_new", **filled(third, "appetite_new", AppetiteForm, random_rate_T3="0.5"))
    assert refused.status_code == 422
    assert refused.context["form"].errors.keys() == {"random_rate_T3"}
    made = post(third, "appetite_new", **filled(third, "appetite_new", AppetiteForm, security_cut="55"))
    record = AppetiteRecord.objects.get()
    assert (made.status_code, made["Location"]) == (302, reverse("clearance:appetite", args=[record.id]))
    assert record.document["security_cut"] == 55 and record.document["random_rate"]["T3"] == 0.01

    def act(client: Client, action: str) -> HttpResponse:
        record.refresh_from_db()
        return post(client, "appetite_act", record.id, action, expected_version=record.row_version)

    early = act(cbp, "sign")
    assert early.status_code == 409 and b"Not done" in early.content
    assert act(third, "simulate").status_code == 302
    simulation_run_now(simulation_id=Simulation.objects.get(subject_id=record.id).id)
    for client, action in ((cbp, "sign"), (cbsa, "sign"), (cbp, "enforce")):
        assert f"/{action}/" in page(client, "appetite", record.id), f"the page offers {action}"
        assert act(client, action).status_code == 302
    record.refresh_from_db()
    assert record.status == "in_force"
    shown = page(third, "appetite", record.id)
    assert "55/100" in shown and record.digest in shown and "CBSA" in shown and "/sign/" not in shown
    assert "55 sur 100" not in shown and "Seuil de sûreté" in page(third, "appetite", record.id, language="fr")
    assert act(cbp, "elsewhere").status_code == 404


def test_a_lane_policy_form_keeps_what_it_does_not_change_and_shows_what_it_does(login: Login) -> None:
    make_appetite()
    old = make_lane_policy()
    client = login(role="officer.targeting")
    data = filled(client, "lane_policy_new", LanePolicyForm, partial_fast_from="06:00", partial_fast_to="22:30")
    assert post(client, "lane_policy_new", **data).status_code == 302
    new = LanePolicyVersion.objects.get(status="draft")
    changed = {key for key in new.document if _same(new.document[key]) != _same(old.document.get(key))}
    assert changed == {"version", "partial_fast"}
    assert new.document["partial_fast"]["hours"] == [360, 1350]
    shown = page(client, "lane_policy", new.id)
    assert "from 06:00 to 22:30" in shown and "What differs from the one in force" in shown
    assert "de 06:00 à 22:30" in page(client, "lane_policy", new.id, language="fr")
    wrong = post(client, "lane_policy_new", **{**data, "mixed_share": "0", "others_guarded": ""})
    assert wrong.context["form"].errors.keys() == {"mixed_share", "others_guarded"}


def _same(value: Any) -> Any:
    """An opening with what it leaves out written in."""
    if not isinstance(value, dict) or "on" not in value:
        return value
    return {"crossings": [], "directions": ["SB", "NB"], "hours": [0, 1440], "guarded": False} | value


def test_pages_cost_the_same_however_long_the_registers(login: Login) -> None:
    client, record, policy = login(), make_appetite(), make_lane_policy()

    def queries(name: str, *args: Any) -> int:
        page(client, name, *args)
        with CaptureQueriesContext(connection) as seen:
            page(client, name, *args)
        return len(seen)

    few = queries("policies")
    costs = queries("appetite", record.id), queries("lane_policy", policy.id), queries("port_rules", PORT)
    assert max(few, *costs) <= 18, (few, costs)
    make_appetite(crossing=PORT)
    simulated("lane_policy", draft_lane_policy())
    make_scored()
    assert queries("policies") == few


def test_an_expired_appetite_shows_on_every_page_that_needs_to_know(login: Login) -> None:
    """R-36: red, in words, with an icon; at the booth, in the registers, on the administrator's first page."""
    record, trip = make_appetite(), make_scored()
    booth, desk, administrator = login("officer.primary", port=PORT), login(), login("administrator", "")
    assert f"{record.label} valid to" in page(booth, "booth_trip", trip.id)
    with patch("portal.core.clock.now", lambda: REAL_NOW() + timedelta(days=91)):
        assert f"{record.label} expired" in page(booth, "booth")
        assert f"{record.label} expiré" in page(booth, "booth", language="fr")
        assert f"Risk appetite {record.label} expired" in page(desk, "policies")
        home = administrator.get(reverse("site:home")).content.decode()
        assert f"Risk appetite {record.label} expired" in home
        frozen = post(desk, "lane_policy_new", **filled(desk, "lane_policy_new", LanePolicyForm))
        assert frozen.status_code == 422 and "Changes are frozen" in frozen.content.decode()


def test_what_counts_at_a_port_is_read_and_moved_there_alone(login: Login) -> None:
    make_appetite()
    make_lane_policy()
    here, elsewhere = login(port=PORT), login(port="peace-bridge")
    assert elsewhere.get(reverse("clearance:port_rules", args=[PORT])).status_code == 404
    assert post(elsewhere, "port_wait", PORT, direction="SB", minutes="3").status_code == 404
    assert post(here, "port_wait", PORT, direction="SB", minutes="7").status_code == 302
    grounds = "Two false walls were found at this port today"
    assert post(here, "port_attention", PORT, points="4", hours="8", grounds=grounds).status_code == 302
    assert (LaneWait.objects.get().minutes, LocalAttention.objects.get().points) == (7, 4)
    shown = page(here, "port_rules", PORT)
    assert "7 minutes, measured 0 minutes ago" in shown and grounds in shown and "It stands at 56 of 100." in shown
    wrong = post(here, "port_attention", PORT, points="9", hours="8", grounds=grounds)
    assert wrong.status_code == 422 and "points" in wrong.context["forms"]["attention"].errors
    assert post(login("officer.primary", port=PORT), "port_attention", PORT, points="1").status_code == 403


def test_other_agencies_see_nothing_of_it(login: Login) -> None:
    record, policy = make_appetite(), make_lane_policy()
    fda = login(agency="FDA", port=PORT)
    for name, version in (("appetite", record), ("lane_policy", policy)):
        assert fda.get(reverse(f"clearance:{name}", args=[version.id])).status_code == 403
        answer = post(fda, f"{name}_act", version.id, "withdraw", expected_version=version.row_version)
        assert answer.status_code == 403
    listed = fda.get(reverse("clearance:policies"))
    assert listed.status_code == 403 and record.label not in listed.content.decode()
