"""Pages of threat profiles: the editor keeps whatever is typed, each act is offered to whom it belongs (R-35)."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.trail.selectors import entries_for
from clearance.models import ThreatProfile
from clearance.services import profile_draft, profile_rule_save
from clearance.targeting.cards import with_card
from clearance.targeting.profile import default_document, profile_digest
from portal.core.domain.subjects import Subject
from tests.clearance.targeting.cards import card_document
from tests.clearance.targeting.samples import rule
from tests.factories.accounts import make_staff, sign_in
from tests.factories.officer import make_profile, make_scored, simulated, targeting

PAGES = ("profiles", "profile", "profile_compare", "profile_expected")


def enter(role: str = "officer.targeting", agency: str = "CBP") -> Client:
    return sign_in(Client(), make_staff(role, agency))


def path(name: str, *args: Any) -> str:
    return reverse(f"clearance:{name}", args=args)


def html(client: Client, name: str, *args: Any, status: int = 200, **query: str) -> str:
    answer = client.get(path(name, *args), query)
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def drafted() -> ThreatProfile:
    """A draft of CBP's side made from the version in force."""
    return profile_draft(actor=targeting("CBP"), based_on=ThreatProfile.objects.get(status="active").id)


def fields(**changes: Any) -> dict[str, Any]:
    """A whole rule as the form sends it."""
    made: dict[str, Any] = {
        "id": "NL-S30",
        "family": "safety",
        "target": "security",
        "points": "7",
        "reason_class": "identity",
        "detail_en": "Passengers at night",
        "detail_fr": "Des passagers la nuit",
        "owner": "Joint targeting centre",
        "until": "",
        "border": "northern_land",
        "direction": "SB",
        "cause": "",
        "expected_version": "1",
        "c-kind": "group",
        "c-join": "all",
        "c-parts": "2",
        "c-0-kind": "leaf",
        "c-0-fact": "passengers",
        "c-0-op": "ge",
        "c-0-value": "2",
        "c-1-kind": "group",
        "c-1-join": "any",
        "c-1-not": "1",
        "c-1-parts": "2",
        "c-1-0-kind": "leaf",
        "c-1-0-fact": "arrival_hour",
        "c-1-0-op": "between",
        "c-1-0-value": ["6", "22"],
        "c-1-0-unknown": "no",
        "c-1-1-kind": "leaf",
        "c-1-1-fact": "driver_tier",
        "c-1-1-op": "in",
        "c-1-1-value": ["T2", "T3"],
        "c-1-1-unknown": "yes",
        "do": "save",
    }
    return made | changes


WHEN = {
    "all": [
        {"fact": "passengers", "op": "ge", "value": 2},
        {
            "not": {
                "any": [
                    {"fact": "arrival_hour", "op": "between", "value": [6, 22], "unknown": False},
                    {"fact": "driver_tier", "op": "in", "value": ["T2", "T3"], "unknown": True},
                ]
            }
        },
    ]
}


def stored(profile: ThreatProfile, rule_id: str) -> dict[str, Any]:
    profile.refresh_from_db()
    found: dict[str, Any] = next(each for each in profile.document["rules"] if each["id"] == rule_id)
    return found


# --- the editor ---------------------------------------------------------------------------------------------
def test_a_rule_is_built_without_code_and_saved_as_typed() -> None:
    draft, client = drafted(), enter()
    answer = client.post(path("profile_rule_new", draft.id), fields())
    assert answer.status_code == 302
    made = stored(draft, "NL-S30")
    assert made["when"] == WHEN and made["scope"] == {"border": "northern_land", "direction": "SB"}
    page = html(client, "profile", draft.id)
    assert "Passengers is at least 2 and not" in page and path("profile_rule", draft.id, "NL-S30") in page
    editor = html(client, "profile_rule", draft.id, "NL-S30")
    assert 'name="c-1-0-value"' in editor and 'value="22"' in editor
    assert re.search(r'value="T3" checked', editor) and not re.search(r'value="T1" checked', editor)


def test_saving_a_rule_as_it_stands_changes_nothing() -> None:
    """Every rule of the shipped profile goes through the editor's fields and comes back the same."""
    draft, client = drafted(), enter()
    for number in (0, 5, 11, 14, 20):
        found = draft.document["rules"][number]
        page = html(client, "profile_rule", draft.id, found["id"])
        answer = client.post(path("profile_rule", draft.id, found["id"]), as_sent(page) | {"do": "save"})
        assert answer.status_code == 302, answer.content.decode()[:3000]
    digest = draft.digest
    draft.refresh_from_db()
    assert (draft.digest, draft.row_version) == (digest, 1)


def as_sent(page: str) -> dict[str, Any]:
    """The fields of the editor's form as a browser would send them."""
    from html.parser import HTMLParser

    sent: dict[str, list[str]] = {}

    class Form(HTMLParser):
        select, area, inside = "", "", False

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found = {name: value or "" for name, value in attrs}
            if tag == "form":
                self.inside = "data-rule-editor" in found
            if not self.inside:
                return
            name = found.get("name", "")
            if tag == "input" and name and found.get("type") in ("checkbox", "radio"):
                if "checked" in found:
                    sent.setdefault(name, []).append(found.get("value", "on"))
            elif tag == "input" and name:
                sent.setdefault(name, []).append(found.get("value", ""))
            elif tag == "select":
                self.select = name
            elif tag == "option" and "selected" in found:
                sent.setdefault(self.select, []).append(found.get("value", ""))

    Form().feed(page)
    sent.pop("csrfmiddlewaretoken", None)
    return dict(sent)


@pytest.mark.parametrize(
    ("change", "anchor", "words"),
    [
        ({"points": "many"}, "id_points", ""),
        ({"points": "0"}, "id_points", "not 0"),
        ({"detail_fr": ""}, "id_detail_fr", ""),
        ({"family": "trade_policy"}, "id_family", "Only a safety rule may stop"),
        ({"id": "NL-S01"}, "id_id", "Two rules have the same id"),
        ({"c-0-value": "two"}, "id_c-0-value", "A number is needed"),
        ({"c-0-fact": ""}, "id_c-0-fact", "Choose a fact"),
        ({"c-0-op": "any_starts"}, "id_c-0-op", "takes"),
        ({"c-1-0-unknown": ""}, "id_c-1-0-unknown", "may be unknown"),
        ({"c-1-0-value": ["22", "6"]}, "id_c-1-0-value", "must not be above"),
        ({"c-1-1-value": []}, "id_c-1-1-value", "At least one code"),
        ({"stops": "1"}, "id_cause", "names a cause"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(
    change: dict[str, Any], anchor: str, words: str
) -> None:
    draft, client = drafted(), enter()
    answer = client.post(path("profile_rule_new", draft.id), fields(**change))
    page = answer.content.decode()
    assert answer.status_code == 422 and f'href="#{anchor}"' in page and f'id="{anchor}"' in page
    assert words in page
    kept = as_sent(page)
    typed = {name: value if isinstance(value, list) else [value] for name, value in fields(**change).items()}
    lost = {
        name
        for name, values in typed.items()
        if name not in ("do", "c-0-value", "c-1-1-value")
        and [v for v in values if v] != [v for v in kept.get(name, []) if v]
        and name not in ("detail_en", "detail_fr", "stops", "c-0-op")
    }
    assert lost == set()
    draft.refresh_from_db()
    assert draft.row_version == 1


def test_the_buttons_of_the_condition_work_by_round_trip_and_as_a_fragment() -> None:
    draft, client = drafted(), enter()
    new = path("profile_rule_new", draft.id)
    page = client.post(new, fields(**{"do": "add:c-1", "points": "not yet", "id": ""})).content.decode()
    assert 'id="id_c-1-2-fact"' in page and 'value="not yet"' in page and "data-error-summary" not in page
    page = client.post(new, fields(do="group:c")).content.decode()
    assert 'id="id_c-2-0-fact"' in page
    part = client.post(new, fields(do="drop:c-1"), headers={"X-Fragment": "condition"}).content.decode()
    assert "<html" not in part and "c-1-" not in part and 'name="c-0-value"' in part
    changed = client.post(new, fields(**{"do": "refresh", "c-0-fact": "hs", "c-0-op": ""})).content.decode()
    assert "holds a code beginning with" in changed
    draft.refresh_from_db()
    assert draft.row_version == 1


def test_expected_hits_on_history_as_page_and_as_fragment() -> None:
    """R-35: a rule shows what it would have hit before anybody signs it."""
    for _ in range(3):
        make_scored()
    draft, client = drafted(), enter()
    everybody = {"c-parts": "1", "c-0-fact": "shipments", "c-0-op": "ge", "c-0-value": "1", "do": "count"}
    page = client.post(path("profile_rule_new", draft.id), fields(**everybody, points="")).content.decode()
    assert re.search(r"<strong[^>]*>3</strong> of the latest 3 scored trips", page)
    nobody = client.post(
        path("profile_rule_new", draft.id),
        fields(**everybody | {"c-0-value": "9999"}),
        headers={"X-Fragment": "expected"},
    ).content.decode()
    assert "<html" not in nobody and ">0</strong>" in nobody
    broken = client.post(
        path("profile_rule_new", draft.id), fields(**everybody | {"c-0-value": "x"}), headers={"X-Fragment": "expected"}
    ).content.decode()
    assert "Complete the condition" in broken
    whole = html(client, "profile_expected", draft.id)
    assert "latest 3 scored trips" in whole and "NL-S01" in whole


def test_a_change_meanwhile_keeps_what_was_typed_and_the_next_save_succeeds() -> None:
    draft, client = drafted(), enter()
    profile_rule_save(actor=targeting("CBP"), profile_id=draft.id, rule=rule(id="NEW-1"), expected_version=1)
    answer = client.post(path("profile_rule_new", draft.id), fields())
    page = answer.content.decode()
    assert answer.status_code == 422 and "Somebody changed this profile" in page
    again = client.post(
        path("profile_rule_new", draft.id),
        as_sent(page) | {"do": "save", "detail_en": "Passengers at night", "detail_fr": "Des passagers la nuit"},
    )
    assert again.status_code == 302
    assert {"NEW-1", "NL-S30"} <= {each["id"] for each in ThreatProfile.objects.get(pk=draft.pk).document["rules"]}


def test_what_the_linter_finds_stands_on_the_page_with_a_link_to_the_rule() -> None:
    draft, client = drafted(), enter()
    client.post(path("profile_rule_new", draft.id), fields(points="99", **{"c-parts": "1"}))
    page = html(client, "profile", draft.id)
    assert "This rule reaches the cut-off by itself." in page and path("profile_rule", draft.id, "NL-S30") in page
    assert "This rule reaches the cut-off by itself." in html(client, "profile_rule", draft.id, "NL-S30")
    answer = client.post(path("profile_simulate", draft.id))
    assert answer.status_code == 422 and "reaches the cut-off" in answer.content.decode()


# --- the life on the page -----------------------------------------------------------------------------------
def test_from_a_draft_to_in_force_through_the_pages() -> None:
    active = ThreatProfile.objects.get(status="active")
    writer, cbp, cbsa, boss = enter(), enter(), enter(agency="CBSA"), enter("officer.supervisor")
    assert writer.post(path("profile_draft", active.id)).status_code == 302
    draft = ThreatProfile.objects.get(status="draft")
    assert "/rules/new/" in html(writer, "profile", draft.id) and "/rules/new/" not in html(cbsa, "profile", draft.id)
    assert "/simulate/" not in html(boss, "profile", draft.id)
    assert writer.post(path("profile_simulate", draft.id)).status_code == 302
    draft = simulated(draft)
    page = html(writer, "profile", draft.id)
    assert "a colleague of your agency signs it" in page and "/sign/" not in page
    for client in (cbp, cbsa):
        version = {"expected_version": ThreatProfile.objects.get(pk=draft.pk).row_version}
        assert client.post(path("profile_sign", draft.id), version).status_code == 302
        assert client.post(path("profile_sign", draft.id), version).status_code in (403, 409)
    version = ThreatProfile.objects.get(pk=draft.pk).row_version
    bad = cbp.post(path("profile_plan", draft.id), {"at": "tomorrow", "expected_version": version})
    past = cbp.post(path("profile_plan", draft.id), {"at": "2020-01-01T06:00", "expected_version": version})
    assert [bad.status_code, past.status_code] == [422, 422] and "2020-01-01T06:00" in past.content.decode()
    assert cbsa.post(path("profile_activate", draft.id), {"expected_version": version}).status_code == 302
    assert ThreatProfile.objects.get(status="active").id == draft.id
    empty = cbp.post(path("profile_withdraw", active.id), {"expected_version": 1, "why": ""})
    assert empty.status_code == 422
    assert boss.post(path("profile_draft", active.id)).status_code == 403


def test_one_trip_under_a_draft_shows_every_contribution_and_leaves_who_looked() -> None:
    trip = make_scored()
    draft = profile_rule_save(
        actor=targeting("CBP"),
        profile_id=drafted().id,
        rule=rule(id="NEW-1", when={"fact": "shipments", "op": "ge", "value": 1}, points=3),
        expected_version=1,
    )
    client = enter()
    page = client.post(path("profile_try", draft.id), {"trip": f" {trip.trip_number.lower()} "}).content.decode()
    assert "NEW-1" in page and "Number of shipments is at least 1; here: 1" in page and "+3" in page
    last = entries_for(Subject("profile", draft.id)).last()
    assert last is not None and (last.event, json.loads(last.body)["trip"]) == (
        "clearance.profile.tried",
        trip.trip_number,
    )
    missing = client.post(path("profile_try", draft.id), {"trip": "NOSUCH"})
    assert missing.status_code == 422 and 'value="NOSUCH"' in missing.content.decode()


def test_what_differs_is_said_in_words_in_both_languages() -> None:
    draft = profile_rule_save(
        actor=targeting("CBP"),
        profile_id=drafted().id,
        rule=default_document()["rules"][5] | {"points": 20},
        replaces="NL-S01",
        expected_version=1,
    )
    client = enter()
    page = html(client, "profile_compare", draft.id)
    assert "1 rule differs" in page and re.search(r"<del>25</del>.*<ins>20</ins>", page, re.S)
    client.cookies["preclear_language"] = "fr"
    assert "1 règle diffère" in html(client, "profile_compare", draft.id)
    html(client, "profile_compare", draft.id, against="77", status=404)


# --- tables and cards ---------------------------------------------------------------------------------------
def posted(name: str, data: Any) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data if isinstance(data, bytes) else json.dumps(data).encode())


def test_a_table_goes_out_and_comes_back_as_a_draft_with_the_same_rules() -> None:
    active, client = ThreatProfile.objects.get(status="active"), enter()
    out = client.get(path("profile_table", active.id))
    assert "attachment" in out["Content-Disposition"]
    back = client.post(path("profile_import"), {"table": posted("t.json", out.content), "note": "From the office"})
    assert back.status_code == 302
    draft = ThreatProfile.objects.get(status="draft")
    assert draft.document["rules"] == active.document["rules"] and draft.note == "From the office"
    graph = json.loads(out.content)
    graph["nodes"][1]["content"]["rules"][0]["seal_mismatch"] = "$ != true"
    wrong = client.post(path("profile_import"), {"table": posted("t.json", graph)})
    assert wrong.status_code == 422 and "rules[0].seal_mismatch" in wrong.content.decode()
    for raw in (b"\xff\xfe", b"{", b"[" * 100_000):
        assert client.post(path("profile_import"), {"table": posted("t.json", raw)}).status_code == 422


def test_a_card_is_uploaded_shown_as_one_group_and_off_until_in_force() -> None:
    draft, client = drafted(), enter()
    given = {"owner": "Joint targeting centre", "until": "", "expected_version": 1}
    answer = client.post(path("profile_card", draft.id), given | {"card": posted("card.json", card_document())})
    assert answer.status_code == 302
    digest = profile_digest(card_document())
    draft.refresh_from_db()
    assert draft.document == with_card(
        draft.document | {"rules": [each for each in draft.document["rules"] if "card" not in each], "cards": []},
        card_document(),
        border="northern_land",
        owner="Joint targeting centre",
        until=None,
    )
    page = html(client, "profile", draft.id)
    assert digest in page and "Off: they count only in a profile that is in force." in page
    inside = next(each["id"] for each in draft.document["rules"] if each.get("card"))
    assert client.get(path("profile_rule", draft.id, inside)).status_code == 404
    for bad in ({"kind": "scorecard"}, card_document() | {"name": "x"}, [1], b"no"):
        wrong = client.post(
            path("profile_card", draft.id), given | {"card": posted("c.json", bad), "expected_version": 2}
        )
        assert wrong.status_code == 422
    gone = client.post(path("profile_card_remove", draft.id, digest), {"expected_version": 2})
    assert gone.status_code == 302
    draft.refresh_from_db()
    assert "cards" not in draft.document and not any("card" in each for each in draft.document["rules"])


# --- cost, strangers ----------------------------------------------------------------------------------------
def cost(client: Client, name: str, *args: Any) -> int:
    html(client, name, *args)
    with CaptureQueriesContext(connection) as seen:
        html(client, name, *args)
    return len(seen)


def test_pages_cost_the_same_however_much_there_is() -> None:
    draft, client = drafted(), enter()

    def costs() -> dict[str, int]:
        found = {name: cost(client, name, *([] if name == "profiles" else [draft.id])) for name in PAGES}
        return found | {"profile_rule": cost(client, "profile_rule", draft.id, "NL-S01")}

    before = costs()
    make_profile()
    for _ in range(2):
        make_scored()
    assert costs() == before
    assert max(before.values()) <= 14, before


def test_strangers_and_other_roles() -> None:
    draft = drafted()
    for name in PAGES[1:]:
        assert enter("officer.primary").get(path(name, draft.id)).status_code == 403
    assert enter("officer.supervisor").get(path("profile_table", draft.id)).status_code == 200
    assert enter().get(path("profile_rule", draft.id, "NONE")).status_code == 404
    active = ThreatProfile.objects.get(status="active")
    for name in ("profile_rule_new", "profile_card"):
        assert enter().get(path(name, active.id)).status_code == 409
        assert enter(agency="CBSA").get(path(name, draft.id)).status_code == 403
