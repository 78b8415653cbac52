"""Both tariffs beside the goods: what needs a proof of origin, where it is read, and how the rates come in (R-73)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clearance.domain.origin_pilot import REQUIRED, UNKNOWN, WAIVED, Pilot, origin_proof, pilot_on
from clearance.selectors.auditing import trip_audit_bundle
from clearance.selectors.tariffs import tariff_report
from clearance.services import trip_file
from portal.core.domain.actors import system_actor
from portal.core.domain.errors import Invalid
from portal.reference.models import TariffRate
from portal.reference.selectors import rates_on, reference_cache_clear
from portal.reference.services import TARIFF_COLUMNS, tariffs_load
from tests.factories.accounts import make_member, make_staff, sign_in
from tests.factories.clearance import make_carrier, make_filer, manifest_for, read

HEAD = ",".join(TARIFF_COLUMNS)
LOADER = system_actor("tests")


@dataclass(frozen=True)
class Charged:
    canada: Decimal
    united_states: Decimal
    source: str = "test"

    @property
    def difference(self) -> Decimal:
        return abs(self.canada - self.united_states)


PILOT = Pilot(Decimal("2.0"), date(2026, 1, 1), None, "test")


@pytest.mark.parametrize(
    ("canada", "united_states", "proof"),
    [
        ("3.0", "1.5", WAIVED),
        ("5.0", "1.0", REQUIRED),
        ("0.0", "1.9", WAIVED),
        ("0.0", "2.0", REQUIRED),
        ("4.0", "2.0", REQUIRED),
        ("0.0", "2.1", REQUIRED),
        ("1.999", "0", WAIVED),
        ("6", "6", WAIVED),
    ],
)
def test_only_a_difference_below_two_points_needs_no_proof(canada: str, united_states: str, proof: str) -> None:
    assert origin_proof(Charged(Decimal(canada), Decimal(united_states)), PILOT) == proof


def test_without_rates_or_without_a_pilot_the_proof_stays() -> None:
    assert origin_proof(None, PILOT) == UNKNOWN
    assert origin_proof(Charged(Decimal(1), Decimal(1)), None) == REQUIRED
    assert pilot_on(date(2025, 12, 31)) is None
    assert (found := pilot_on(date(2026, 1, 1))) is not None and found.below == Decimal("2.0")


@pytest.fixture
def rates(reference_data: None, db: None) -> Any:
    reference_cache_clear()
    lines = ["870830,3.0,1.5,2026-01-01,Schedule", "870830,9.0,1.5,2027-01-01,Schedule", "731815,5.0,1.0,2026-01-01,S"]
    assert tariffs_load(actor=LOADER, text="\n".join([HEAD, *lines])) == 3
    yield
    reference_cache_clear()


def test_rates_are_those_of_the_day_and_loading_again_changes_nothing(rates: None) -> None:
    assert rates_on(["8708.30.50"], date(2026, 6, 1))["8708.30.50"].canada == Decimal("3.000")
    assert rates_on(["870830"], date(2027, 6, 1))["870830"].canada == Decimal("9.000")
    assert rates_on(["870830", "010121"], date(2025, 6, 1)) == {}
    text = f"{HEAD}\n870830,3.0,1.5,2026-01-01,Schedule"
    assert tariffs_load(actor=LOADER, text=text) == 0
    assert tariffs_load(actor=LOADER, text=text.replace("1.5", "2.5")) == 1
    assert TariffRate.objects.count() == 3


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("000000,1,1,2026-01-01,S", "six-digit"),
        ("8708.30,1,1,2026-01-01,S", "six-digit"),
        ("870830,free,1,2026-01-01,S", "per cent"),
        ("870830,1,-1,2026-01-01,S", "per cent"),
        ("870830,1,NaN,2026-01-01,S", "per cent"),
        ("870830,1,1,01/02/2026,S", "not a day"),
        ("870830,1,1,2026-01-01,", "where its rates"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_loaded(reference_data: None, db: None, line: str, word: str) -> None:
    with pytest.raises(Invalid) as refused:
        tariffs_load(actor=LOADER, text=f"{HEAD}\n870830,1,1,2026-01-01,S\n{line}")
    [item] = refused.value.items
    assert item.path == "line 3" and word in item.message.en and item.fix
    assert not TariffRate.objects.exists()


def test_the_command_loads_a_file_and_says_what_is_wrong_with_another(
    reference_data: None, db: None, tmp_path: Path, capsys: Any
) -> None:
    file = tmp_path / "rates.csv"
    file.write_text(f"{HEAD}\n870830,1,1,2026-01-01,S\n", encoding="utf-8")
    call_command("load_tariffs", str(file))
    assert "1 rates loaded." in capsys.readouterr().out
    file.write_text("code,canada\n", encoding="utf-8")
    with pytest.raises(CommandError, match="united_states, valid_from, source"):
        call_command("load_tariffs", str(file))


def filed(*codes: str) -> Any:
    carrier = make_carrier()
    data = manifest_for(carrier, shipments=1, lines=len(codes))
    for line, code in zip(data["shipments"][0]["lines"], codes, strict=True):
        line["hs_code"] = code
    return carrier, trip_file(actor=make_filer(carrier), manifest=read(data), channel="api")


def test_the_trip_page_marks_each_line(rates: None) -> None:
    carrier, trip = filed("870830", "731815")
    page = (
        sign_in(Client(), make_member(carrier)).get(reverse("clearance:trip_detail", args=[trip.id])).content.decode()
    )
    assert page.count("Origin proof not required (pilot)") == 1
    assert "Canada 3 %, United States 1.5 %, difference 1.5" in page
    french = Client(headers={"Accept-Language": "fr"})
    page = sign_in(french, make_member(carrier)).get(reverse("clearance:trip_detail", args=[trip.id]))
    assert "Preuve d'origine non exigée (projet pilote)" in page.content.decode().replace("&#x27;", "'")


def test_the_report_counts_the_proofs_nobody_needs_and_only_ones_own(
    rates: None, django_assert_max_num_queries: Any
) -> None:
    carrier, _ = filed("870830", "870830", "731815", "481910")
    filed("870830")
    actor = make_filer(carrier)
    rates_on(["870830"], date(2026, 6, 1))  # the rates are read once per process
    with django_assert_max_num_queries(1):
        report = tariff_report(actor=actor)
    assert (report.avoided, report.lines) == (2, 4)
    assert [(one.code, one.proof) for one in report.goods] == [
        ("731815", REQUIRED), ("870830", WAIVED), ("481910", UNKNOWN),
    ]  # fmt: skip
    client = sign_in(Client(), make_member(carrier))
    page = client.get(reverse("clearance:tariffs"))
    assert page.status_code == 200 and "481910" in page.content.decode()
    rows = list(csv.DictReader(StringIO(client.get(reverse("clearance:tariffs_csv")).content.decode("utf-8-sig"))))
    assert [(row["code"], row["difference"], row["proof"], row["lines"]) for row in rows] == [
        ("731815", "4.000", "required", "1"), ("870830", "1.500", "waived", "2"), ("481910", "", "unknown", "1"),
    ]  # fmt: skip


def test_the_auditor_is_told_which_goods_need_no_proof(rates: None) -> None:
    _, trip = filed("870830", "731815")
    found = trip_audit_bundle(trip.id).origin_proofs
    assert [(line["hs_code"], line["proof"]) for line in found] == [("870830", WAIVED), ("731815", REQUIRED)]
    auditor = sign_in(Client(), make_staff("auditor", "CBP"))
    assert auditor.get(reverse("clearance:tariffs")).status_code == 200


def test_a_warm_trip_page_asks_nothing_more_for_the_rates(rates: None) -> None:
    carrier, trip = filed("870830")
    client = sign_in(Client(), make_member(carrier))
    client.get(reverse("clearance:trip_detail", args=[trip.id]))
    with CaptureQueriesContext(connection) as seen:
        client.get(reverse("clearance:trip_detail", args=[trip.id]))
    assert not any("tariffrate" in query["sql"] for query in seen.captured_queries)
