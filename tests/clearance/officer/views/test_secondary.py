"""Secondary's pages: the record on one page for every agency, bays, what a press costs (4.7, R-30, R-50)."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clearance.models import InspectionBay, InspectionEntry, InspectionResult
from clearance.selectors.secondary import goods_filed
from tests.factories.accounts import make_staff, sign_in
from tests.factories.clearance import make_carrier
from tests.factories.officer import PORT, fresh, hold, make_photo, make_referred, make_scored, primary


def client(role: str, agency: str = "CBP", port: str = PORT) -> Client:
    return sign_in(Client(), make_staff(role, agency, port=port))


def page(who: Client, name: str, *args: Any) -> str:
    answer = who.get(reverse(f"clearance:{name}", args=args))
    assert answer.status_code == 200, answer.status_code
    return answer.text


def post(who: Client, name: str, key: Any = None, **data: Any) -> Any:
    return who.post(reverse(f"clearance:{name}", args=[key] if key else []), data)


def cost(who: Client, name: str, *args: Any) -> int:
    page(who, name, *args)
    with CaptureQueriesContext(connection) as seen:
        page(who, name, *args)
    return len(seen)


def test_a_partner_ticks_in_the_same_record_but_records_no_result() -> None:
    inspection = make_referred(trip=make_scored(regulated=True)).inspection
    fda, cbp = client("officer.pga", "FDA"), client("officer.secondary")
    assert inspection.trip.trip_number in page(fda, "secondary")
    screen = page(fda, "inspection", inspection.id)
    assert "Record the result" not in screen and "Take into a bay" not in screen and "/booth/" not in screen
    assert post(fda, "inspection_entry", inspection.id, kind="check", code="documents").status_code == 302
    assert post(fda, "inspection_start", inspection.id, bay="", expected_version=1).status_code == 403
    assert "FDA" in page(cbp, "inspection", inspection.id)
    empty = post(cbp, "inspection_entry", inspection.id, kind="note", text=" ")
    assert empty.status_code == 422 and 'href="#id_text"' in empty.text


def test_a_finding_is_recorded_from_the_page() -> None:
    trip = make_scored()
    inspection, cbp = make_referred(trip=trip).inspection, client("officer.secondary")
    post(cbp, "inspection_entry", inspection.id, kind="check", code="tailgate")
    values = {
        "result": "finding",
        "kind": "drugs",
        "severity": "serious",
        "what": "Twelve sealed bags",
        "by_check": "tailgate",
        "goods_line": str(goods_filed(trip)[0].id),
        "quantity": "12.5",
        "unit": "KGM",
        "expected_version": 1,
    }
    missing = post(cbp, "inspection", inspection.id, **values)
    assert missing.status_code == 422 and 'name="not_done"' in missing.text and "Twelve sealed bags" in missing.text
    assert post(cbp, "inspection", inspection.id, not_done="Seal cut before", **values).status_code == 302
    assert InspectionResult.objects.get().kind == "drugs" and InspectionEntry.objects.filter(kind="waived").count() == 1
    assert "Twelve sealed bags" in page(client("officer.secondary", "CBSA"), "inspection", inspection.id)
    release = {"expected_version": fresh(trip).row_version}
    for agency in ("CBP", "CBSA"):
        assert (
            post(client("officer.secondary", agency), "inspection_release", inspection.id, **release).status_code == 302
        )


def test_bays_are_opened_used_and_closed_from_the_page() -> None:
    boss, officer = client("officer.supervisor"), client("officer.secondary")
    for code in ("1", "2"):
        assert post(boss, "secondary_bays", code=code).status_code == 302
    wrong = post(boss, "secondary_bays", code="no such bay!")
    assert wrong.status_code == 422 and 'href="#id_code"' in wrong.text
    assert officer.get(reverse("clearance:secondary_bays")).status_code == 403
    inspection = make_referred().inspection
    assert '<option value="2">' in page(officer, "inspection", inspection.id)
    assert post(officer, "inspection_start", inspection.id, bay="2", expected_version=1).status_code == 302
    other = make_referred().inspection
    taken = post(officer, "inspection_start", other.id, bay="2", expected_version=1)
    assert taken.status_code == 409 and 'href="#id_bay"' in taken.text
    assert page(officer, "secondary").count('class="pc-bay ') == 2
    assert post(boss, "secondary_bays", code="1", act="close").status_code == 302
    assert InspectionBay.objects.get(code="1").closed_at is not None


def test_the_cost_of_the_queue_and_of_a_record_does_not_grow() -> None:
    carrier, officer = make_carrier(), client("officer.secondary")
    inspection = make_referred(trip=make_scored(carrier=carrier)).inspection

    def more() -> None:
        make_referred(trip=make_scored(carrier=carrier))
        make_scored(security=90, carrier=carrier)
        hold(primary(), make_scored(carrier=carrier))

    more()
    make_photo(inspection)
    before = cost(officer, "secondary"), cost(officer, "inspection", inspection.id)
    for number in range(3):
        more()
        make_photo(inspection, f"Photo {number}")
        post(officer, "inspection_entry", inspection.id, kind="note", text=f"Note {number}")
    assert (cost(officer, "secondary"), cost(officer, "inspection", inspection.id)) == before
    assert before[0] <= 13 and before[1] <= 25, before
