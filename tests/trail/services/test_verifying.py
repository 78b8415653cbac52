"""Acceptance 6: every tampering by a superuser is found and the first bad entry is named; no false alarm."""

from __future__ import annotations

from pathlib import Path
from threading import Event, Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import connections, transaction

from audit.trail.domain.findings import Finding, Kind
from audit.trail.domain.notes import Signer
from audit.trail.models import Checkpoint, TrailEntry, TrailLeaf
from audit.trail.selectors import trail_verify, trusted_keys
from audit.trail.selectors.anchors import entries_file
from audit.trail.selectors.verifying import Report
from audit.trail.services import seal
from audit.trail.services.keys import signing_key
from tests.factories.trail import add_entries, add_entry
from tests.trail.attacks import (
    attack,
    close_ranks,
    entry_at,
    forge_entry,
    make_room,
    rehash_entry,
    rehash_leaf,
    rehash_tree,
    resign,
)

pytestmark = pytest.mark.django_db(transaction=True)
SIZE = 13
LONG_AGO = "2020-01-01T00:00:00Z"


@pytest.fixture
def log(anchor: Path) -> list[object]:
    """A log of SIZE entries in three checkpoints (5, 10, 13), and one entry that waits."""
    ids: list[object] = add_entries(SIZE)
    while seal(limit=5).count:
        pass
    return [*ids, add_entry(event="clearance.trip.waiting")]


def verify(anchor: Path | None) -> Report:
    return trail_verify(anchor=anchor, trusted=trusted_keys())


def finding(anchor: Path | None) -> Finding:
    report = verify(anchor)
    assert report.finding is not None, "the tampering was not found"
    return report.finding


def assert_named(result: Finding, kind: Kind, index: int, entry_id: object) -> None:
    assert (result.kind, result.index, result.entry_id) == (kind, index, entry_id), str(result)


def change_body(index: int) -> None:
    attack("UPDATE trail_entry SET body = '{\"n\":99}' WHERE id = %s", [entry_at(index)])


def without_entries(anchor: Path) -> Path:
    entries_file(anchor).unlink()
    return anchor


# --- nothing was touched ----------------------------------------------------------------------------------


def test_an_untouched_log_is_sound(log, anchor: Path) -> None:
    report = verify(anchor)
    assert report.finding is None, str(report.finding)
    assert (report.sealed, report.unsealed, report.checkpoints, report.anchored) == (SIZE, 1, 3, 3)
    assert report.head is not None
    assert report.head.size == SIZE
    assert verify(None).finding is None


def test_an_empty_log_is_sound(anchor: Path) -> None:
    assert verify(anchor) == Report(0, 0, 0, 0, None, None)


def test_no_false_alarm_while_writers_and_the_sealer_work(anchor: Path) -> None:
    signing_key()  # the verifier names the keys it trusts before it looks
    stop = Event()

    def write() -> None:
        while not stop.is_set():
            with transaction.atomic():
                add_entry()
                add_entry()
        connections.close_all()

    def keep_sealing() -> None:
        while not stop.is_set():
            seal(limit=11)
        connections.close_all()

    threads = [Thread(target=write), Thread(target=write), Thread(target=keep_sealing)]
    for thread in threads:
        thread.start()
    try:
        reports = [verify(anchor) for _ in range(15)]
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert [str(report.finding) for report in reports if report.finding] == []
    assert reports[-1].sealed > 0


# --- altered ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("index", [0, 4, 7, SIZE - 1])
def test_a_changed_body_is_named(log, anchor: Path, index: int) -> None:
    change_body(index)
    result = finding(anchor)
    assert_named(result, Kind.ALTERED, index, log[index])
    assert result.event == "clearance.trip.filed"
    assert result.subject == f"trip:{TrailEntry.objects.get(pk=log[index]).subject_id}"


@pytest.mark.parametrize(
    "change",
    [
        "actor_name = 'Somebody else'",
        "actor_roles = ''",
        "event = 'clearance.trip.released'",
        "organisation_id = gen_random_uuid()",
        "subject_id = gen_random_uuid()",
        "at = at + interval '1 microsecond'",
        "salt = sha256('x')",
        "digest = sha256('x')",
        "request_id = 'other'",
        "body = body || ' '",
    ],
)
def test_no_column_can_be_changed_unseen(log, anchor: Path, change: str) -> None:
    attack(f"UPDATE trail_entry SET {change} WHERE id = %s", [log[6]])
    assert_named(finding(anchor), Kind.ALTERED, 6, log[6])


def test_a_change_with_its_digest_is_named(log, anchor: Path) -> None:
    change_body(6)
    rehash_entry(log[6])
    assert_named(finding(None), Kind.ALTERED, 6, log[6])


def test_a_change_with_digest_and_leaf_is_named(log, anchor: Path) -> None:
    change_body(6)
    rehash_leaf(6)
    assert_named(finding(anchor), Kind.ALTERED, 6, log[6])


def test_a_change_with_digest_leaf_and_tree_is_named(log, anchor: Path) -> None:
    change_body(6)
    rehash_leaf(6)
    rehash_tree()
    assert_named(finding(anchor), Kind.ALTERED, 6, log[6])


def test_without_the_anchor_the_stored_tree_narrows_a_change_to_two_entries(log) -> None:
    change_body(6)
    rehash_leaf(6)
    result = finding(None)
    assert_named(result, Kind.ALTERED, 6, log[6])
    assert result.last_index == 7


def test_without_the_anchor_the_checkpoints_narrow_a_change_to_one_batch(log) -> None:
    change_body(6)
    rehash_leaf(6)
    rehash_tree()
    result = finding(None)
    assert (result.kind, result.index, result.last_index) == (Kind.ALTERED, 5, 9)


def test_the_first_of_several_is_named(log, anchor: Path) -> None:
    for index in (9, 3, 11):
        change_body(index)
    assert_named(finding(anchor), Kind.ALTERED, 3, log[3])


def test_a_change_before_sealing_is_named(log, anchor: Path) -> None:
    attack("UPDATE trail_entry SET body = '{}' WHERE id = %s", [log[-1]])
    result = finding(anchor)
    assert (result.kind, result.index, result.entry_id) == (Kind.ALTERED, None, log[-1])


# --- removed ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("index", [0, 6, SIZE - 1])
def test_a_removed_entry_is_named(log, anchor: Path, index: int) -> None:
    attack("DELETE FROM trail_entry WHERE id = %s", [log[index]])
    assert_named(finding(anchor), Kind.REMOVED, index, log[index])
    assert_named(finding(None), Kind.REMOVED, index, log[index])


def test_an_entry_removed_with_its_leaf_is_named(log, anchor: Path) -> None:
    attack("DELETE FROM trail_entry WHERE id = %s; DELETE FROM trail_leaf WHERE index = 6", [log[6]])
    assert_named(finding(anchor), Kind.REMOVED, 6, log[6])
    assert_named(finding(None), Kind.REMOVED, 6, None)


def test_an_entry_removed_and_the_ranks_closed_is_named(log, anchor: Path) -> None:
    attack("DELETE FROM trail_entry WHERE id = %s; DELETE FROM trail_leaf WHERE index = 6", [log[6]])
    close_ranks(6)
    rehash_tree()
    assert_named(finding(anchor), Kind.REMOVED, 6, log[6])
    assert finding(None).index == 5


def test_a_leaf_alone_removed_is_named(log, anchor: Path) -> None:
    attack("DELETE FROM trail_leaf WHERE index = 6")
    result = finding(anchor)
    assert_named(result, Kind.REMOVED, 6, log[6])
    assert result.event == "clearance.trip.filed"


# --- reordered --------------------------------------------------------------------------------------------


def swap_entries(first: int, second: int) -> None:
    a, b = entry_at(first), entry_at(second)
    attack("UPDATE trail_leaf SET entry_id = gen_random_uuid() WHERE index = %s", [first])
    attack("UPDATE trail_leaf SET entry_id = %s WHERE index = %s", [a, second])
    attack("UPDATE trail_leaf SET entry_id = %s WHERE index = %s", [b, first])


def swap_leaves(first: int, second: int) -> None:
    attack(
        "UPDATE trail_leaf SET index = 999 WHERE index = %s; UPDATE trail_leaf SET index = %s WHERE index = %s;"
        "UPDATE trail_leaf SET index = %s WHERE index = 999",
        [first, first, second, second],
    )


@pytest.mark.parametrize(("first", "second"), [(0, 1), (3, 4), (2, 9), (11, 12)])
def test_swapped_entries_are_named(log, anchor: Path, first: int, second: int) -> None:
    swap_entries(first, second)
    assert_named(finding(anchor), Kind.REORDERED, first, log[second])
    assert_named(finding(None), Kind.REORDERED, first, log[second])


@pytest.mark.parametrize(("first", "second"), [(0, 1), (3, 4), (2, 9), (11, 12)])
def test_swapped_leaves_are_named_with_and_without_the_anchor(log, anchor: Path, first: int, second: int) -> None:
    swap_leaves(first, second)
    rehash_tree()
    assert_named(finding(anchor), Kind.REORDERED, first, log[second])
    assert finding(None).index == first


# --- truncated --------------------------------------------------------------------------------------------


def cut(size: int, *, entries: bool) -> None:
    if entries:
        attack("DELETE FROM trail_entry WHERE id IN (SELECT entry_id FROM trail_leaf WHERE index >= %s)", [size])
    attack("DELETE FROM trail_leaf WHERE index >= %s", [size])


@pytest.mark.parametrize("entries", [True, False])
@pytest.mark.parametrize("size", [10, 8, 0])
def test_a_cut_end_is_found_through_the_checkpoints(log, anchor: Path, size: int, entries: bool) -> None:
    cut(size, entries=entries)
    rehash_tree()
    assert_named(finding(anchor), Kind.TRUNCATED, size, log[size])
    assert (finding(None).kind, finding(None).index) == (Kind.TRUNCATED, size)


@pytest.mark.parametrize("entries", [True, False])
def test_a_cut_end_with_its_checkpoints_is_found_through_the_anchor(log, anchor: Path, entries: bool) -> None:
    cut(10, entries=entries)
    attack("DELETE FROM trail_checkpoint WHERE size > 10; DELETE FROM trail_node WHERE (index + 1) << level > 10")
    assert_named(finding(anchor), Kind.TRUNCATED, 10, log[10])
    result = finding(without_entries(anchor))
    assert (result.kind, result.index) == (Kind.TRUNCATED, 10)


def test_a_cut_end_is_found_through_forgotten_tree_nodes(log) -> None:
    cut(10, entries=True)
    attack("DELETE FROM trail_checkpoint WHERE size > 10")
    assert (finding(None).kind, finding(None).index) == (Kind.TRUNCATED, 10)


# --- inserted ---------------------------------------------------------------------------------------------


def test_an_entry_slipped_under_an_old_transaction_is_named(log, anchor: Path) -> None:
    late = add_entry(event="clearance.trip.released")
    forge_entry(late, at=LONG_AGO, xid=TrailEntry.objects.get(pk=log[3]).xid)
    result = finding(anchor)
    assert (result.kind, result.entry_id, result.event) == (Kind.INSERTED, late, "clearance.trip.released")
    seal()
    assert finding(anchor).entry_id == late
    assert not TrailLeaf.objects.filter(entry_id=late).exists()


@pytest.mark.parametrize("sealed", [True, False])
def test_a_back_dated_entry_is_named_before_and_after_it_is_sealed(log, anchor: Path, sealed: bool) -> None:
    late = add_entry()
    forge_entry(late, at=LONG_AGO)
    if sealed:
        seal()
    result = finding(anchor)
    assert (result.kind, result.entry_id) == (Kind.INSERTED, late)
    assert result.index == (SIZE + 1 if sealed else None)
    assert "back-dated" in result.detail


def test_an_entry_pushed_into_the_sealed_part_is_named(log, anchor: Path) -> None:
    late = add_entry()
    forge_entry(late, xid=TrailEntry.objects.get(pk=log[6]).xid)
    make_room(6)
    attack("INSERT INTO trail_leaf VALUES (6, %s, sha256('x'))", [late])
    rehash_leaf(6)
    rehash_tree()
    assert_named(finding(anchor), Kind.INSERTED, 6, late)
    assert finding(None).index in {5, 6}


# --- checkpoints, keys, forks -----------------------------------------------------------------------------


def test_a_checkpoint_signed_by_a_stranger_is_found(log, anchor: Path) -> None:
    resign(Signer.generate(signing_key().name))
    result = finding(anchor)
    assert_named(result, Kind.FORGED, 4, log[4])
    assert "no trusted key" in result.detail


def test_a_checkpoint_row_that_contradicts_its_note_is_found(log, anchor: Path) -> None:
    attack("UPDATE trail_checkpoint SET at = at + interval '1 second' WHERE size = 10")
    assert_named(finding(anchor), Kind.FORGED, 9, log[9])


def test_a_rewritten_past_signed_again_with_the_stolen_key_is_found_through_the_anchor(log, anchor: Path) -> None:
    change_body(6)
    rehash_leaf(6)
    resign(signing_key())
    assert verify(None).finding is None, "the database alone cannot show this one"
    assert_named(finding(anchor), Kind.ALTERED, 6, log[6])
    result = finding(without_entries(anchor))
    assert (result.kind, result.index, result.last_index) == (Kind.ALTERED, 5, 9)


def test_a_removed_checkpoint_is_found(log, anchor: Path) -> None:
    attack("DELETE FROM trail_checkpoint WHERE size = 10")
    assert finding(anchor).kind == Kind.UNSIGNED
    assert verify(None).finding is None, "the later checkpoint still covers everything"


def test_the_last_checkpoint_removed_is_found_without_the_anchor(log) -> None:
    attack("DELETE FROM trail_checkpoint WHERE size = 13")
    assert_named(finding(None), Kind.UNSIGNED, 10, log[10])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE trail_node SET hash = sha256('x') WHERE level = 2 AND index = 1",
        "DELETE FROM trail_node WHERE level = 2 AND index = 1",
    ],
)
def test_a_damaged_node_is_found_and_does_not_accuse_the_entries(log, anchor: Path, statement: str) -> None:
    attack(statement)
    result = finding(anchor)
    assert (result.kind, result.index, result.last_index) == (Kind.NODE, 4, 7)
    assert "the entries are sound" in result.detail


def test_a_forged_line_in_the_anchor_is_found(log, anchor: Path) -> None:
    anchor.write_text(anchor.read_text("utf-8").replace("\n10\n", "\n11\n"), encoding="utf-8")
    assert finding(anchor).kind == Kind.FORGED


# --- the command ------------------------------------------------------------------------------------------


def test_the_command_counts_what_it_checked(log, anchor: Path, capsys) -> None:
    call_command("verify_trail")
    out = capsys.readouterr().out
    assert "untouched: 13 entries sealed, 1 waiting, 3 signed checkpoints (3 anchored)" in out


def test_the_command_fails_naming_the_first_bad_entry(log, anchor: Path) -> None:
    change_body(2)
    with pytest.raises(CommandError) as caught:
        call_command("verify_trail", "--anchor", str(anchor))
    assert caught.value.returncode == 1
    message = str(caught.value)
    assert "ALTERED: index 2" in message
    assert str(log[2]) in message
    assert "event clearance.trip.filed" in message
    assert "subject trip:" in message


def test_the_command_takes_the_public_key_from_the_auditor(log, anchor: Path) -> None:
    call_command("verify_trail", "--key", signing_key().verifier().text())
    with pytest.raises(CommandError, match="FORGED CHECKPOINT"):
        call_command("verify_trail", "--key", Signer.generate("other").verifier().text())
    with pytest.raises(CommandError, match="public key"):
        call_command("verify_trail", "--key", "nonsense")


def test_the_command_says_what_it_cannot_see_without_an_anchor(log, settings, anchor: Path, capsys) -> None:
    with pytest.raises(CommandError, match="no anchor file"):
        call_command("verify_trail", "--anchor", f"{anchor}.gone")
    settings.TRAIL_ANCHOR_FILE = ""
    call_command("verify_trail")
    assert "Without an anchor" in capsys.readouterr().err
    assert Checkpoint.objects.count() == 3
