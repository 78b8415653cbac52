"""Look-outs, near matches and random draws as pages: scoped, logged, fixed in cost, clean in a browser (R-43, R-98)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.trail.models import TrailEntry
from clearance.models import DrawDay, Lookout, LookoutMatch, RandomDraw
from clearance.services.draws import draw_days_keep, trip_draw
from portal.core import clock
from tests.clearance.lookouts.test_draws import DAY, at, drawn_day
from tests.clearance.officer.views.test_look import faults, show
from tests.factories.accounts import make_staff, sign_in
from tests.factories.lookouts import GROUNDS, make_lookout, make_met
from tests.factories.officer import make_filed

SECRET = "Kept inside"


def targeter(agency: str = "CBP", language: str = "en") -> Client:
    client = sign_in(Client(), make_staff("officer.targeting", agency))
    client.cookies["preclear_language"] = language
    return client


def page(client: Client, name: str, *args: Any, **query: str) -> Any:
    return client.get(reverse(f"clearance:{name}", args=args), query)


def cost(client: Client, name: str, *args: Any) -> int:
    page(client, name, *args)
    with CaptureQueriesContext(connection) as queries:
        assert page(client, name, *args).status_code == 200
    return len(queries)


def test_the_other_agency_reads_class_owner_and_end_and_no_more() -> None:
    """Its restricted text and whom it means stay inside until it is shared; both looks are in the book."""
    lookout = make_lookout()
    owner, other = targeter("CBP"), targeter("CBSA")
    for client, reads in ((owner, True), (other, False)):
        listed, one = page(client, "lookouts").text, page(client, "lookout", lookout.id).text
        assert lookout.label in listed and lookout.label in one and "Identity of driver" in one
        assert ("Exemple" in listed, "Exemple" in one, SECRET in one) == (reads, reads, reads)
    assert TrailEntry.objects.filter(event="clearance.lookout.viewed", subject_id=lookout.id).count() == 2
    assert TrailEntry.objects.filter(event="clearance.lookout.listed").count() == 2
    shared = make_lookout(shared=True)
    assert SECRET in page(other, "lookout", shared.id).text


def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost() -> None:
    client = targeter()
    sent = {"kind": "person", "family": "Exemple", "given": "", "detail": "typed before", "expires_at": ""}
    answer = client.post(reverse("clearance:lookout_new"), sent)
    assert answer.status_code == 422 and not Lookout.objects.exists()
    for words in ("needs a purpose", "ends on a day", "Choose one of the list", "typed before"):
        assert words in answer.text, words
    sent |= {"given": "Conducteur", "birth_date": "1980-03-07", "source_class": "police", "quality": "confirmed"}
    sent |= {"purpose": "Stop and identify for a test", "reason_class": "identity"}
    sent["expires_at"] = (clock.now() + timedelta(days=30)).strftime("%Y-%m-%dT%H:%M")
    answer = client.post(reverse("clearance:lookout_new"), sent)
    assert answer.status_code == 302, answer.text


def test_a_near_match_is_compared_letter_by_letter_and_judged() -> None:
    match = make_met()
    client = targeter()
    queue = page(client, "lookout_matches").text
    assert match.lookout.label in queue and "Exempel" in queue
    assert match.lookout.label not in page(targeter("CBSA"), "lookout_matches").text
    compared = page(client, "lookout_match", match.id).text
    assert "EXEMP<mark>" in compared and "differs" in compared
    url = reverse("clearance:match_refute", args=[match.id])
    refused = client.post(url, {"grounds": "no", "expected_version": match.row_version})
    assert refused.status_code == 422 and "what grounds" in refused.text
    done = client.post(url, {"grounds": GROUNDS, "expected_version": match.row_version})
    assert done.status_code == 302 and LookoutMatch.objects.get().status == "different"
    assert GROUNDS in page(client, "lookout", match.lookout_id).text


def test_the_pages_cost_the_same_for_many() -> None:
    client, match = targeter(), make_met()
    before = cost(client, "lookouts"), cost(client, "lookout_matches")
    for number in range(5):
        make_lookout("plate", number=f"XY{number:05d}", jurisdiction="ON")
    assert (cost(client, "lookouts"), cost(client, "lookout_matches")) == before
    assert cost(client, "lookout_match", match.id) <= 16


def test_everybody_reads_the_draws_and_works_one_out() -> None:
    trips = drawn_day()
    with at(1):
        draw_days_keep()
    anybody = Client()
    listed = page(anybody, "draws").text
    assert DAY.isoformat() in listed and DrawDay.objects.get(day=DAY).commitment[:16] in listed
    draw = RandomDraw.objects.get(trip=trips[0])
    day = page(anybody, "draws_day", DAY.isoformat(), token=draw.token).text
    assert ("Drawn, as announced" if draw.drawn else "Not drawn, as announced") in day
    assert str(trips[0].id) not in day and trips[0].trip_number not in day
    assert page(anybody, "draws_json", DAY.isoformat()).json()["draws"][0].keys() == {"token", "tier", "rate", "drawn"}
    assert "not in the list" in page(anybody, "draws_day", DAY.isoformat(), token="0" * 64).text
    assert page(anybody, "draws_verifier").content.startswith(b'"""Work the random draws')
    for wrong in ("2001-01-01", "yesterday"):
        assert page(anybody, "draws_day", wrong).status_code == 404
    assert cost(anybody, "draws") <= 6 and cost(anybody, "draws_day", DAY.isoformat()) <= 5


def test_a_running_day_keeps_its_seed() -> None:
    with at(0):
        draw_days_keep()
        trip_draw(trip=make_filed(), tier="T1", rate=0.1)
        day = DrawDay.objects.get(day=DAY)
        text = page(Client(), "draws_day", DAY.isoformat()).text
        assert "published after the day" in text and day.sealed_seed not in text
        assert RandomDraw.objects.get().token not in text
        assert page(Client(), "draws_json", DAY.isoformat()).status_code == 404


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("fr", "dark")])
def test_the_browser_finds_nothing(chromium: Path, language: str, theme: str) -> None:
    """360 and 1366 px, both languages, both themes, axe."""
    client, match = targeter(language=language), make_met()
    restricted = make_lookout(agency="CBSA")
    drawn_day()
    with at(1):
        draw_days_keep()
    pages = {
        "list": show(client, "lookouts"),
        "new": show(client, "lookout_new"),
        "own": show(client, "lookout", match.lookout_id),
        "restricted": show(client, "lookout", restricted.id),
        "matches": show(client, "lookout_matches"),
        "match": show(client, "lookout_match", match.id),
        "draws": show(client, "draws"),
        "day": show(client, "draws_day", DAY.isoformat(), token=RandomDraw.objects.all()[0].token),
    }
    assert faults(pages, chromium, theme) == []
