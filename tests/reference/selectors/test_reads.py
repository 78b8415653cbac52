"""Reads of crossings, lanes, hours, goods and lists: what they give and what they cost."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.cache import cache as server

from portal.core.domain.errors import NotFound
from portal.reference import selectors
from portal.reference.models import Crossing, Lane, ReferenceStamp
from portal.reference.selectors import FastFilter, cache, crossing_overview
from tests.factories.trail import in_the_book

pytestmark = pytest.mark.usefixtures("reference_data")


def test_a_crossing_is_found_by_code_id_and_port() -> None:
    bridge = selectors.crossing_get("ambassador-bridge")
    assert (bridge.cbp_port_code, bridge.cbsa_office_code) == ("3801", "0453")
    assert selectors.crossing_get_by_id(bridge.id) == bridge
    assert selectors.crossing_by_port("3801", "SB") == bridge
    assert selectors.crossing_by_port("0453", "NB") == bridge


@pytest.mark.parametrize(("port", "direction"), [("9999", "SB"), ("", "SB"), ("", "NB"), ("3801", "NB")])
def test_an_unknown_port_is_not_found(port: str, direction: str) -> None:
    with pytest.raises(NotFound):
        selectors.crossing_by_port(port, direction)


def test_a_port_with_several_crossings_means_its_default() -> None:
    assert selectors.crossing_by_port("0901", "SB").code == "peace-bridge"
    assert selectors.crossing_by_port("3004", "SB").code == "pacific-highway"


def test_unknown_codes_are_not_found_or_none() -> None:
    for get in (selectors.crossing_get, selectors.agency_get, selectors.country_get, selectors.hs_get):
        with pytest.raises(NotFound):
            get("nowhere")
    assert selectors.crossing_find("nowhere") is None
    assert selectors.agency_find("XX") is None
    assert selectors.country_find("XX") is None
    assert selectors.subdivision_find("US", "ON") is None
    assert selectors.package_type_find("ZZZ") is None


def test_each_side_keeps_its_own_clock() -> None:
    houlton = selectors.crossing_get("houlton-woodstock")
    assert houlton.two_clocks
    assert (houlton.timezone_for("SB"), houlton.timezone_for("NB")) == ("America/New_York", "America/Moncton")


def test_the_southbound_only_list_is_the_asymmetry() -> None:
    codes = {row.crossing.code for row in crossing_overview(fast=FastFilter.SOUTHBOUND_ONLY)}
    assert {"champlain-lacolle", "sweetgrass-coutts"} <= codes
    assert not codes & {"ambassador-bridge", "peace-bridge", "blue-water-bridge", "pacific-highway", "pembina-emerson"}


def test_the_filters_part_the_register() -> None:
    count = {fast: len(crossing_overview(fast=fast)) for fast in FastFilter}
    assert count[FastFilter.ALL] == 95
    assert count[FastFilter.ANY] + count[FastFilter.NONE] == 95
    assert count[FastFilter.BOTH] + count[FastFilter.SOUTHBOUND_ONLY] == count[FastFilter.ANY]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("3801", "ambassador-bridge"),
        ("windsor", "detroit-windsor-tunnel"),
        ("ÎLES", "thousand-islands-bridge"),
        ("nb houlton", "houlton-woodstock"),
    ],
)
def test_crossings_are_found_by_words_in_both_languages(query: str, code: str) -> None:
    assert code in {row.crossing.code for row in crossing_overview(query=query)}


def test_the_overview_starts_with_the_busiest_port() -> None:
    assert crossing_overview()[0].crossing.cbp_port_code == "3801"


def test_hours_at_a_moment() -> None:
    noon_sunday = datetime(2026, 11, 29, 17, tzinfo=UTC)
    assert selectors.agency_hours("peace-bridge", "CBP", noon_sunday).open is True
    assert selectors.agency_hours("peace-bridge", "FDA", noon_sunday).open is False
    assert selectors.agency_hours("peace-bridge", "ATF", noon_sunday).open is None
    with pytest.raises(NotFound):
        selectors.agency_hours("nowhere", "CBP", noon_sunday)


def test_hours_run_on_the_clock_of_the_agency() -> None:
    # 17:30 UTC in November: 12:30 in Maine, 13:30 in New Brunswick.
    moment = datetime(2026, 11, 24, 21, 30, tzinfo=UTC)
    assert selectors.agency_hours("houlton-woodstock", "APHIS", moment).open is True
    assert selectors.agency_hours("houlton-woodstock", "HC", moment).open is False


def test_open_lanes_follow_status_and_own_hours() -> None:
    night = datetime(2026, 11, 24, 9, tzinfo=UTC)  # 03:00 at Emerson
    day = datetime(2026, 11, 24, 18, tzinfo=UTC)
    assert "FAST" not in selectors.open_lane_kinds("pembina-emerson", "NB", night)
    assert {"GENERAL", "FAST"} <= selectors.open_lane_kinds("pembina-emerson", "NB", day)
    with in_the_book():
        Lane.objects.filter(crossing__code="pembina-emerson", kind="FAST").update(status="closed")
    assert "FAST" not in selectors.open_lane_kinds("pembina-emerson", "NB", day)


def test_goods_are_known_by_any_spelling_of_the_code() -> None:
    assert selectors.hs_get("8708.30.50").code == "870830"
    assert [goods.code for goods in selectors.hs_path("870830")] == ["87", "8708", "870830"]
    known = selectors.hs_many(["8708.30", "999998", "8708", "junk", ""])
    assert {code: goods.code for code, goods in known.items()} == {"8708.30": "870830"}


def test_fresh_produce_interests_cfia_aphis_and_fda_and_a_plain_part_nobody() -> None:
    agencies = {interest.agency for interest in selectors.agencies_for_hs("070200")}
    assert {"CFIA", "APHIS", "FDA"} <= agencies
    assert selectors.agencies_for_hs("848210") == ()
    assert selectors.agencies_for_hs("870850") == ()


def test_interests_are_narrowed_by_country_and_put_must_first() -> None:
    found = selectors.agencies_for_hs("020311")
    assert [interest.severity for interest in found] == sorted((interest.severity for interest in found), reverse=True)
    assert {interest.country for interest in selectors.agencies_for_hs("020311", "CA")} == {"CA"}
    assert {interest.agency for interest in selectors.agencies_for_hs("930310", "US")} == {"ATF", "STATE"}


def test_lists_and_their_names() -> None:
    assert len(selectors.countries()) == 249
    assert selectors.country_get("us").name.fr == "États-Unis"
    assert len(selectors.subdivisions("CA")) == 13
    quebec = selectors.subdivision_find("CA", "QC")
    assert quebec is not None and quebec.name.fr == "Québec"
    pieces = selectors.package_type_find("pcs")
    assert pieces is not None and (pieces.ace_code, pieces.cbsa_code) == ("PCS", "PCE")
    assert {agency.code for agency in selectors.agency_list(border=True)} == {"CBP", "CBSA"}
    assert {agency.country for agency in selectors.agency_list(country="CA", border=False)} == {"CA"}


def test_warm_reads_cost_nothing(django_assert_num_queries: Any) -> None:
    moment = datetime(2026, 11, 24, 12, tzinfo=UTC)
    with django_assert_num_queries(0):
        selectors.crossing_get("peace-bridge")
        selectors.crossing_list(commercial=True)
        selectors.agency_hours("peace-bridge", "CFIA", moment)
        selectors.hs_many(["870830", "070200"])
        selectors.agencies_for_hs("070200")
        selectors.country_find("CA"), selectors.subdivisions("US"), selectors.package_types()
    with django_assert_num_queries(1):
        selectors.lanes_for("peace-bridge", "SB")
    with django_assert_num_queries(1):
        crossing_overview()


class TestTheStamp:
    """Cached reads follow a change of the stamp, with the cache server and without it."""

    @pytest.fixture(autouse=True)
    def _fresh(self, settings: Any) -> Any:
        settings.REFERENCE_CHECK_SECONDS = 0.0
        server.delete(cache.KEY)
        cache.reference_cache_clear()
        yield
        server.delete(cache.KEY)
        cache.reference_cache_clear()

    @staticmethod
    def rename() -> None:
        with in_the_book():
            Crossing.objects.filter(code="peace-bridge").update(name_en="Renamed Bridge")

    def test_a_change_is_seen_once_it_is_announced(self) -> None:
        before = selectors.crossing_get("peace-bridge").name_en
        self.rename()
        assert selectors.crossing_get("peace-bridge").name_en == before
        cache.announce(10**9)
        assert selectors.crossing_get("peace-bridge").name_en == "Renamed Bridge"

    def test_a_forgotten_announcement_is_made_good_by_the_database(self) -> None:
        selectors.crossing_get("peace-bridge")
        self.rename()
        ReferenceStamp.objects.filter(pk=1).update(value=10**9)
        server.delete(cache.KEY)
        assert selectors.crossing_get("peace-bridge").name_en == "Renamed Bridge"

    def test_without_the_cache_server_the_database_is_asked(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Gone:
            def __getattr__(self, name: str) -> Any:
                def refuse(*args: Any, **options: Any) -> None:
                    raise ConnectionError(name)

                return refuse

        selectors.crossing_get("peace-bridge")
        monkeypatch.setattr(cache, "cache", Gone())
        self.rename()
        cache.announce(10**9)
        ReferenceStamp.objects.filter(pk=1).update(value=10**9)
        assert selectors.crossing_get("peace-bridge").name_en == "Renamed Bridge"

    def test_an_empty_table_is_not_remembered(self) -> None:
        assert cache.cached("nothing", list) == []
        assert cache.cached("nothing", lambda: [1]) == [1]
        assert cache.cached("nothing", lambda: [2]) == [1]
