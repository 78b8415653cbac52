"""The shipped files hold together (R-14, R-24, R-40): every code exists, every figure says how well it is known."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path
from zoneinfo import available_timezones

import pytest

from portal.reference.domain import CONFIDENCES, LANE_KINDS
from portal.reference.services.files import DATA, DataFiles

ACE_PACKAGES = (
    "BAG BLE BBL BSK BIN BIC BOX BKT BDL CAN CCS CBY CAR CTN CAS CSK CHS COL CBC COR CRT CYL DRM DBK GAL "
    "HMP HED KEG LVN LBK LOG LUG PKG PAL PLT PCL PCS POV QTR REL ROL SAK SHT SID SKD TNK TIN TBN TBE UNT "
    "VPK VEH WLC WDC"
)
FILES = DataFiles()
Rows = list[dict[str, str]]


def rows(name: str) -> Rows:
    return list(FILES.rows(name))


CROSSINGS = rows("crossings.csv")
LANES = rows("lanes.csv")
GOODS = [row for row in rows("hs/harmonized-system.csv") if row["hscode"].isdecimal()]
CODES = {row["hscode"] for row in GOODS}
AGENCIES = {row["code"] for row in rows("agencies.csv")}


def test_the_register_covers_all_86_ports_and_splits_shared_ones() -> None:
    ports = {row["cbp_port_code"] for row in CROSSINGS if row["cbp_port_code"]}
    assert len(ports) == 86
    crossings_of = Counter(row["cbp_port_code"] for row in CROSSINGS)
    assert (crossings_of["0901"], crossings_of["3801"], crossings_of["3004"]) == (4, 2, 2)


def test_each_port_has_one_default_crossing() -> None:
    defaults = Counter(row["cbp_port_code"] for row in CROSSINGS if row["is_port_default"] == "1")
    assert defaults == {row["cbp_port_code"]: 1 for row in CROSSINGS if row["cbp_port_code"]}


def test_crossing_codes_are_slugs_and_unique() -> None:
    codes = [row["code"] for row in CROSSINGS]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code) for code in codes)


@pytest.mark.parametrize("column", ["us_timezone", "ca_timezone"])
def test_every_clock_is_a_zone_of_the_time_zone_database(column: str) -> None:
    assert {row[column] for row in CROSSINGS} <= available_timezones()


def test_states_and_provinces_exist() -> None:
    known = {(row["country"], row["code"]) for row in rows("subdivisions.csv")}
    assert {("US", row["state"]) for row in CROSSINGS} <= known
    assert {("CA", row["province"]) for row in CROSSINGS} <= known


def test_office_codes_say_how_well_they_are_known() -> None:
    known = {row["cbsa_office_code"]: row["cbsa_confidence"] for row in CROSSINGS if row["cbsa_office_code"]}
    assert {code for code, mark in known.items() if mark == "confirmed"} == {"0351", "0440", "0453", "0456"}
    assert {code for code, mark in known.items() if mark == "given"} == {"0410", "0502", "0813"}
    assert {mark for mark in known.values()} == {"confirmed", "given", "unverified"}
    assert not [row["code"] for row in CROSSINGS if bool(row["cbsa_office_code"]) != bool(row["cbsa_confidence"])]


def test_names_and_notes_exist_in_both_languages() -> None:
    assert all(row["name_en"] and row["name_fr"] and bool(row["note_en"]) == bool(row["note_fr"]) for row in CROSSINGS)


def test_a_crossing_that_takes_trucks_has_a_general_lane_each_way() -> None:
    general = {(lane["crossing"], lane["direction"]) for lane in LANES if lane["kind"] == "GENERAL"}
    commercial = {row["code"] for row in CROSSINGS if row["commercial"] == "1"}
    assert general == {(code, direction) for code in commercial for direction in ("SB", "NB")}


def test_lanes_are_numbered_from_one_without_gaps() -> None:
    numbers: dict[tuple[str, str], list[int]] = {}
    for lane in LANES:
        numbers.setdefault((lane["crossing"], lane["direction"]), []).append(int(lane["number"]))
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())


def test_lanes_have_a_known_kind_and_confidence() -> None:
    assert {lane["kind"] for lane in LANES} <= set(LANE_KINDS)
    assert {lane["confidence"] for lane in LANES} <= set(CONFIDENCES)
    assert {lane["crossing"] for lane in LANES if lane["kind"] == "GREEN_FAST"} == {"ambassador-bridge"}
    assert {lane["confidence"] for lane in LANES if lane["kind"] == "GREEN_FAST"} == {"pilot"}


def test_hours_name_known_crossings_and_agencies_and_make_sense() -> None:
    hours = rows("agency_hours.csv")
    assert {row["crossing"] for row in hours} <= {row["code"] for row in CROSSINGS}
    assert {row["agency"] for row in hours} <= AGENCIES
    assert all(0 <= int(row["opens"]) < int(row["closes"]) <= 1440 for row in hours)
    assert all(re.fullmatch(r"(?=.)1?2?3?4?5?6?7?", row["days"]) for row in hours)
    assert {row["confidence"] for row in hours} <= set(CONFIDENCES)


def test_hours_of_partner_agencies_are_marked_as_assumed() -> None:
    partner = [row for row in rows("agency_hours.csv") if row["agency"] not in {"CBP", "CBSA"}]
    assert {row["confidence"] for row in partner} == {"assumed"}


def test_the_harmonized_system_is_whole() -> None:
    levels = Counter(len(code) for code in CODES)
    assert levels == {2: 97, 4: 1229, 6: 5613}
    assert not [row for row in GOODS if len(row["hscode"]) > 2 and row["parent"] not in CODES]
    assert not [row for row in GOODS if len(row["hscode"]) > 2 and not row["hscode"].startswith(row["parent"])]


def test_every_section_and_chapter_has_a_title_in_both_languages() -> None:
    titles = {row["code"]: row for row in rows("hs/titles.csv")}
    assert set(titles) == {row["section"] for row in GOODS} | {code for code in CODES if len(code) == 2}
    assert all(row["title_en"] and row["title_fr"] for row in titles.values())


def test_every_heading_has_a_short_french_title() -> None:
    titles = {row["code"]: row["title_fr"] for row in rows("hs/headings_fr.csv")}
    assert set(titles) == {code for code in CODES if len(code) == 4}
    assert all(0 < len(title) <= 80 and title == title.strip() for title in titles.values())


def test_trade_words_point_at_codes_that_exist() -> None:
    found = rows("hs/synonyms.csv")
    assert not [code for row in found for code in row["codes"].split() if code not in CODES]
    assert all(word.strip() == word and word for row in found for word in row["terms_en"].split(";"))
    assert all(word.strip() == word and word for row in found for word in row["terms_fr"].split(";"))


def test_agency_rules_name_known_agencies_and_goods() -> None:
    found = rows("hs_agency_rules.csv")
    assert {row["agency"] for row in found} <= AGENCIES - {"CBP", "CBSA"}
    assert {row["prefix"] for row in found} <= CODES
    assert {row["severity"] for row in found} == {"must", "may", "none"}
    assert all(bool(row["topic_en"]) == bool(row["topic_fr"]) == (row["severity"] != "none") for row in found)


def test_a_rule_that_takes_out_has_something_wider_to_take_out_of() -> None:
    found = {(row["prefix"], row["agency"]) for row in rows("hs_agency_rules.csv") if row["severity"] != "none"}
    taken = [(row["prefix"], row["agency"]) for row in rows("hs_agency_rules.csv") if row["severity"] == "none"]
    assert taken
    assert all(any((code[:length], agency) in found for length in range(2, len(code))) for code, agency in taken)


def test_packaging_covers_the_american_list() -> None:
    known = {row["ace_code"]: row["cbsa_code"] for row in rows("package_types.csv") if row["ace_code"]}
    assert set(known) == set(ACE_PACKAGES.split())
    assert all(known.values()), "each American code has a Canadian one"
    assert (known["PCS"], known["BLE"]) == ("PCE", "BAL")


def test_countries_are_the_249_of_the_standard() -> None:
    found = rows("countries.csv")
    assert len(found) == 249
    assert {"US", "CA", "MX", "CN", "KR"} <= {row["code"] for row in found}
    assert all(row["name_en"] and row["name_fr"] and len(row["alpha3"]) == 3 for row in found)
    assert len({row["alpha3"] for row in found}) == 249


def test_states_territories_and_provinces_are_complete() -> None:
    assert Counter(row["country"] for row in rows("subdivisions.csv")) == {"US": 56, "CA": 13}


def test_the_readme_names_every_file() -> None:
    text = (DATA / "README.md").read_text(encoding="utf-8")
    assert not [name for name in FILES.hashes if name not in text]


def test_files_are_read_with_their_hashes(tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text("code\nx\n", encoding="utf-8")
    before = DataFiles(tmp_path)
    assert list(before.rows("one.csv")) == list(csv.DictReader(["code", "x"]))
    (tmp_path / "one.csv").write_text("code\ny\n", encoding="utf-8")
    assert DataFiles(tmp_path).digest != before.digest
