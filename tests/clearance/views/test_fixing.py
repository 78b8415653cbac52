"""One-click fixes on the pages: a plain form, the change in the draft, undo, an amendment for an agency's refusal (5.3)."""

from __future__ import annotations

import html
import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from clearance.models import FilingDraft, Trip
from clearance.services import draft_fix, draft_save, draft_start, draft_undo, trip_file
from clearance.services.filing import manifest_read
from portal.accounts.models import Organisation
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict
from tests.factories.accounts import make_member, sign_in
from tests.factories.clearance import make_carrier, make_filer, manifest_for
from tests.factories.gateways import make_endpoint, make_message

pytestmark = pytest.mark.django_db
BUTTON = re.compile(r'name="fix" value="([^"]+)">([^<]+)<')


@pytest.fixture(autouse=True)
def _reference(reference_data: None) -> None:
    """The rules read the real reference data."""


@pytest.fixture
def carrier() -> Organisation:
    return make_carrier()


@pytest.fixture
def actor(carrier: Organisation) -> Actor:
    return make_filer(carrier)


@pytest.fixture
def person(client: Client, carrier: Organisation) -> Client:
    return sign_in(client, make_member(carrier, "trader.filer"))


def draft_with(actor: Actor, data: dict[str, Any]) -> FilingDraft:
    draft = draft_start(actor=actor, direction=data["trip"]["direction"])
    return draft_save(actor=actor, draft_id=draft.id, changes=data)


def url(draft: FilingDraft, *path: str) -> str:
    return "/".join((f"/clearance/file/{draft.id}", *path, ""))


def buttons(page: str) -> dict[str, str]:
    """Give label to value of the fix buttons of a page."""
    return {html.unescape(label): html.unescape(value) for value, label in BUTTON.findall(page)}


def test_a_button_puts_a_reject_right_without_javascript(person: Client, actor: Actor, carrier: Organisation) -> None:
    data = manifest_for(carrier)
    data["shipments"][0]["release_type"] = "SECTION_321"
    draft = draft_with(actor, data)
    page = person.get(url(draft, "check")).content.decode()
    assert "29 August 2025" in page
    assert 'href="/docs/rules/#CLR_N065"' in page
    (label, value) = next((label, value) for label, value in buttons(page).items() if value.startswith("CLR_N065"))
    assert label.startswith("Use PAPS")
    answer = person.post(url(draft, "fix"), {"fix": value})
    assert answer["Location"] == url(draft, "check")
    draft.refresh_from_db()
    assert draft.data["shipments"][0]["release_type"] == "PAPS"
    assert "CLR_N065" not in person.get(url(draft, "check")).content.decode()
    draft_undo(actor=actor, draft_id=draft.id)
    draft.refresh_from_db()
    assert draft.data["shipments"][0]["release_type"] == "SECTION_321"


def test_the_same_in_french(person: Client, actor: Actor, carrier: Organisation) -> None:
    data = manifest_for(carrier)
    data["crew"] = []
    draft = draft_with(actor, data)
    person.cookies["preclear_language"] = "fr"
    page = person.get(url(draft, "check")).content.decode()
    assert "Ajouter un conducteur à remplir" in buttons(page)
    assert "Règle CLR_N040" in page


def test_on_a_section_what_was_typed_is_kept_first(person: Client, actor: Actor, carrier: Organisation) -> None:
    data = manifest_for(carrier)
    data["shipments"][0]["release_type"] = "SECTION_321"
    draft = draft_with(actor, data)
    page = person.get(f"{url(draft, 'parties-1')}?errors=1").content.decode()
    value = next(value for value in buttons(page).values() if value.startswith("CLR_N065"))
    assert 'formaction="' in page and 'form="section-form"' in page
    posted = {"fix": value, "shipments-0-loading_city": "Leamington", "shipments-0-release_type": "SECTION_321"}
    answer = person.post(f"{url(draft, 'fix')}?section=parties-1", posted)
    assert answer["Location"] == f"{url(draft, 'parties-1')}?errors=1"
    draft.refresh_from_db()
    assert draft.data["shipments"][0]["loading_city"] == "Leamington"
    assert draft.data["shipments"][0]["release_type"] == "PAPS"


def test_the_driver_of_the_last_trip_is_offered(person: Client, actor: Actor, carrier: Organisation) -> None:
    filed = manifest_for(carrier)
    trip_file(actor=actor, manifest=manifest_read(filed), channel="wizard")
    again = manifest_for(carrier)
    again["crew"] = []
    again["trip"]["reference"] = "ANOTHER001"
    again["shipments"][0]["reference"] = "ANOTHER002"
    draft = draft_with(actor, again)
    page = person.get(url(draft, "check")).content.decode()
    value = next(value for value in buttons(page).values() if value.startswith("CLR_N040"))
    person.post(url(draft, "fix"), {"fix": value})
    draft.refresh_from_db()
    assert draft.data["crew"][0]["family_name"] == filed["crew"][0]["family_name"]


def test_numbers_on_file_get_the_next_one(person: Client, actor: Actor, carrier: Organisation) -> None:
    data = manifest_for(carrier)
    trip_file(actor=actor, manifest=manifest_read(data), channel="wizard")
    draft = draft_with(actor, data)
    for code in ("CLR_N003", "CLR_N062"):
        page = person.get(url(draft, "check")).content.decode()
        value = next(value for value in buttons(page).values() if value.startswith(code))
        person.post(url(draft, "fix"), {"fix": value})
    page = person.get(url(draft, "check")).content.decode()
    assert "CLR_N003" not in page and "CLR_N062" not in page


@pytest.mark.parametrize(
    "value", ["", "CLR_N065", "CLR_N065|shipments[0].release_type|0", "a|b|999", "a|b|-1", "\x00|\x00|0"]
)
def test_a_fix_that_is_not_offered_changes_nothing(
    person: Client, actor: Actor, carrier: Organisation, value: str
) -> None:
    draft = draft_with(actor, manifest_for(carrier))
    before = draft.data
    answer = person.post(url(draft, "fix"), {"fix": value})
    assert answer.status_code == 302
    draft.refresh_from_db()
    assert draft.data == before
    with pytest.raises(Conflict):
        draft_fix(actor=actor, draft_id=draft.id, code="CLR_N065", path="shipments[0].release_type")


def test_a_stranger_gets_404(person: Client) -> None:
    other = draft_with(make_filer(made := make_carrier()), manifest_for(made))
    for key in (other.id, uuid4()):
        assert person.post(f"/clearance/file/{key}/fix/", {"fix": "a|b|0"}).status_code == 404
        assert person.get(f"/clearance/file/{key}/crosswalk/").status_code == 404
        assert person.get(f"/clearance/file/{key}/fix/").status_code == 405


def test_what_cannot_be_fixed_on_a_trip_leads_back_to_it(person: Client, actor: Actor, carrier: Organisation) -> None:
    filed = trip_file(actor=actor, manifest=manifest_read(manifest_for(carrier)), channel="wizard")
    answer = person.post(f"/clearance/trips/{filed.id}/fix/", {"fix": "CBP_TRPDUP|trip.reference|0"})
    assert answer["Location"] == f"/clearance/trips/{filed.id}/"
    assert not FilingDraft.objects.exists()
    assert Trip.objects.count() == 1


REFUSED = {
    "code": "CBP_SHPDUP",
    "severity": "error",
    "agency": "CBP",
    "message": {"en": "A shipment with this number is already on file.", "fr": "Déjà au dossier."},
    "path": "shipments[0].reference",
    "value": None,
    "fix": {"en": "Use the next number.", "fr": "Utilisez le numéro suivant."},
    "help": "",
}


@pytest.mark.parametrize(("language", "label"), [("en", "Use the next number"), ("fr", "Utiliser le numéro suivant")])
def test_an_agency_refusal_becomes_an_amendment_with_one_click(
    person: Client, actor: Actor, carrier: Organisation, language: str, label: str
) -> None:
    """Acceptance 3: the same button for what an agency answers, on the page of the trip."""
    data = manifest_for(carrier)
    filed = trip_file(actor=actor, manifest=manifest_read(data), channel="wizard")
    make_message(make_endpoint("CBP"), filed.id, "rejected", errors=[REFUSED])
    person.cookies["preclear_language"] = language
    page = person.get(f"/clearance/trips/{filed.id}/").content.decode()
    assert 'href="/docs/rules/#CBP_SHPDUP"' in page
    value = next(value for text, value in buttons(page).items() if text.startswith(label))
    answer = person.post(f"/clearance/trips/{filed.id}/fix/", {"fix": value})
    draft = FilingDraft.objects.get()
    assert answer["Location"] == url(draft, "check")
    assert draft.amends_id == filed.id
    assert draft.data["shipments"][0]["reference"] != data["shipments"][0]["reference"]
    check = person.get(url(draft, "check")).content.decode()
    assert "CLR_N0" not in re.sub(r"CLR_N0(09|26)", "", check)


def test_a_reader_sees_the_refusal_without_its_button(client: Client, actor: Actor, carrier: Organisation) -> None:
    filed = trip_file(actor=actor, manifest=manifest_read(manifest_for(carrier)), channel="wizard")
    make_message(make_endpoint("CBP"), filed.id, "rejected", errors=[REFUSED])
    viewer = sign_in(client, make_member(carrier, "trader.viewer"))
    page = viewer.get(f"/clearance/trips/{filed.id}/").content.decode()
    assert "already on file" in page and not buttons(page)
    assert viewer.post(f"/clearance/trips/{filed.id}/fix/", {"fix": "a|b|0"}).status_code == 403
