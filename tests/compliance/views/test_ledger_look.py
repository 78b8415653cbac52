"""Every page of the ledger in a browser: axe, 360 px, both languages, both themes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.models import Organisation
from portal.core import clock
from tests.accounts.look import faults
from tests.compliance.views.test_ledger import WORDS, public_movements, wait_at
from tests.factories.accounts import make_member, make_organisation, make_staff, sign_in
from tests.factories.ledger import move, note_signal, open_shortfall, worse_since_joining

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]
LONG_NAME = "Zink & Daughters Refrigerated Cross-Border Trucking, Limited Partnership"


def speaking(language: str, client: Client) -> Client:
    client.cookies["preclear_language"] = language
    return client


def ledger_pages(language: str) -> dict[str, str]:
    organisation = make_organisation("carrier", name=LONG_NAME)
    member = speaking(language, sign_in(Client(), make_member(organisation)))
    page = reverse("compliance:ledger", args=[organisation.id])
    found = {"ledger, empty": member.get(page).text, "shortfalls, none": shown(member, "shortfalls")}
    worse_since_joining(organisation.id, clock.now().date())
    case = open_shortfall(organisation.id, LONG_NAME)
    url = reverse("compliance:shortfall", args=[case.id])
    office = speaking(language, sign_in(Client(), make_staff("administrator")))
    found["shortfall, errors"] = office.post(url, {**WORDS, "text_en": "", "expected_version": 1}).text
    office.post(url, {**WORDS, "expected_version": 1})
    contest = reverse("compliance:shortfall_contest", args=[case.id])
    found["shortfall, answered"] = member.post(contest, {"reply": "", "expected_version": 2}).text
    found |= {"ledger": member.get(page).text, "shortfalls": shown(office, "shortfalls")}
    found["ledgers"] = shown(office, "ledger_home")
    move(organisation.id, clock.now().date(), 3, tier="T2", loop_number=7, goods=["870830"], chapter="87")
    found["fees"] = member.get(reverse("compliance:movement_fees", args=[organisation.id])).text
    found["fees outside"] = shown(office, "fee_purpose")
    auditor = speaking(language, sign_in(Client(), make_staff("auditor", "CBSA")))
    return found | costs_and_signals(organisation, member, auditor) | public_pages(language)


def costs_and_signals(organisation: Organisation, member: Client, auditor: Client) -> dict[str, str]:
    cost = reverse("compliance:border_cost", args=[organisation.id])
    found = {"cost": member.get(cost).text, "cost, refused": member.get(cost, {"litres": "x"}).text}
    found["signals, none"] = shown(member, "signals")
    row = note_signal(organisation.id, text="Seal 7734120 was opened at 04:12 UTC with nobody of an agency near it.")
    found |= {"signals": shown(member, "signals"), "signals, auditor": shown(auditor, "signals")}
    contest, decide = (reverse(f"compliance:signal_{do}", args=[row.id]) for do in ("contest", "decide"))
    found["signal, refused"] = member.post(contest, {"reply": "", "expected_version": 1}).text
    member.post(contest, {"reply": WORDS["text_en"], "expected_version": 1})
    found["signal to decide, refused"] = auditor.post(decide, {**WORDS, "text_fr": "", "expected_version": 2}).text
    auditor.post(decide, {**WORDS, "expected_version": 2, "do": "correct"})
    return found | {"signal": member.get(reverse("compliance:signal", args=[row.id])).text}


def public_pages(language: str) -> dict[str, str]:
    anybody = speaking(language, Client())
    found = {"benefits, none": shown(anybody, "benefits"), "waits, none": shown(anybody, "waits")}
    public_movements()
    wait_at("ambassador-bridge", 5, 12)
    wait_at("peace-bridge", 90, 33, make_staff("officer.primary", "CBP"))
    return {**found, "benefits": shown(anybody, "benefits"), "waits": shown(anybody, "waits"), **receipts(anybody)}


def receipts(anybody: Client) -> dict[str, str]:
    url = reverse("compliance:verify")
    refused = {"format": "preclear-receipt-1", "proof": "x", "entry": "{}", "salt": "", "digest": ""}
    return {
        "receipt, refused": anybody.post(url, {"receipt": json.dumps(refused)}).text,
        "receipt, none": anybody.post(url, {"receipt": ""}).text,
    }


def shown(client: Client, name: str) -> str:
    return client.get(reverse(f"compliance:{name}")).text


@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("fr", "dark")])
def test_the_pages_hold_on_a_phone_in_both_languages(language: str, theme: str, chromium: Path) -> None:
    assert faults(ledger_pages(language), chromium, theme) == []
