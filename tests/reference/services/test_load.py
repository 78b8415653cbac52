"""Loading is complete, repeatable, recorded and quick."""

from __future__ import annotations

import shutil
import time
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from audit.trail.models import TrailEntry
from portal.core.domain.actors import system_actor
from portal.reference.domain import HoursRow
from portal.reference.models import Agency, AgencyHours, Country, Crossing, HsCode, HsWord, Lane, ReferenceLoad
from portal.reference.selectors import lanes_for
from portal.reference.services import agency_hours_set, lane_close, reference_load
from portal.reference.services.files import DATA
from tests.factories.reference import administrator

pytestmark = pytest.mark.usefixtures("reference_data")
SEED = system_actor("tests")


def fingerprint() -> dict[str, Any]:
    """Give every row that a load writes, so that two loads can be compared."""
    tables = (Agency, AgencyHours, Country, Crossing, HsCode, HsWord, Lane)
    return {table.__name__: sorted(table.objects.values_list(), key=str) for table in tables}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_everything_in_the_files_is_in_the_tables() -> None:
    counts = ReferenceLoad.objects.latest("created_at").counts
    assert counts["goods"] == HsCode.objects.count() == 6939
    assert counts["crossings"] == Crossing.objects.count() == 95
    assert counts["lanes"] == Lane.objects.count()
    assert counts["hours"] == AgencyHours.objects.count()


def test_the_same_files_are_loaded_once(django_assert_max_num_queries: Any) -> None:
    before = ReferenceLoad.objects.count()
    with django_assert_max_num_queries(3):
        assert not reference_load(actor=SEED).changed
    assert ReferenceLoad.objects.count() == before


def test_loading_again_changes_no_row() -> None:
    before = fingerprint()
    assert reference_load(actor=SEED, force=True).changed
    assert fingerprint() == before


def test_a_load_leaves_one_entry_with_the_hash_of_every_file() -> None:
    reference_load(actor=SEED, force=True)
    load = ReferenceLoad.objects.latest("created_at")
    entries = list(TrailEntry.objects.filter(subject_type="reference_load", subject_id=load.id))
    assert [entry.event for entry in entries] == ["reference.data.loaded"]
    assert load.files["crossings.csv"] in str(entries[0].body)
    assert load.digest in str(entries[0].body)


def test_no_change_commits_without_an_entry(commit_checks: Any) -> None:
    commit_checks()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('preclear.trail_xid', '', true)")
        cursor.execute("UPDATE reference_crossing SET note_en = 'x' WHERE code = 'peace-bridge'")
        commit_checks()


def test_a_changed_figure_is_loaded(folder: Path) -> None:
    edit(folder / "crossings.csv", "134385", "134386")
    assert reference_load(actor=SEED, folder=folder).changed
    assert Crossing.objects.get(code="ambassador-bridge").port_trucks_2019_06 == 134386


def test_a_crossing_that_left_the_files_is_kept_but_inactive(folder: Path) -> None:
    path = folder / "crossings.csv"
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("morgan-monchy,")]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    lanes = folder / "lanes.csv"
    kept = [line for line in lanes.read_text(encoding="utf-8").splitlines() if not line.startswith("morgan-monchy,")]
    lanes.write_text("\n".join(kept) + "\n", encoding="utf-8")
    reference_load(actor=SEED, folder=folder)
    crossing = Crossing.objects.get(code="morgan-monchy")
    assert not crossing.active
    assert not crossing.lanes.exists()


def test_a_load_keeps_the_lanes_people_closed_and_the_hours_they_set() -> None:
    lane = lanes_for("peace-bridge", "SB")[0]
    lane_close(actor=administrator(), lane_id=lane.id)
    agency_hours_set(
        actor=administrator(), crossing_code="peace-bridge", agency="FDA", rows=[HoursRow("1234567", 0, 1440)]
    )
    reference_load(actor=SEED, force=True)
    assert Lane.objects.get(pk=lane.pk).status == "closed"
    rows = AgencyHours.objects.filter(crossing__code="peace-bridge", agency__code="FDA")
    assert [(row.days, row.opens, row.closes, row.edited) for row in rows] == [("1234567", 0, 1440, True)]


def test_a_broken_file_changes_nothing(folder: Path) -> None:
    before = fingerprint()
    edit(folder / "lanes.csv", "peace-bridge,SB,1,GENERAL", "no-such-crossing,SB,1,GENERAL")
    with pytest.raises(KeyError):
        reference_load(actor=SEED, folder=folder)
    assert fingerprint() == before


def test_the_command_says_what_it_did() -> None:
    out = StringIO()
    call_command("load_reference", stdout=out)
    assert "up to date" in out.getvalue()
    call_command("load_reference", "--force", stdout=out)
    assert "6939 goods" in out.getvalue()


def test_the_goods_are_loaded_in_time() -> None:
    """Processor time of this process, so that a busy machine does not fail the test."""
    start = time.process_time()
    reference_load(actor=SEED, force=True)
    assert time.process_time() - start < 2.0
