"""The sealer: order, idempotence, one at a time, slow writers, and that it signs no second history."""

from __future__ import annotations

import stat
from itertools import pairwise
from pathlib import Path
from threading import Thread

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connections, transaction

from audit.trail import tasks
from audit.trail.domain.checkpoints import TreeHead, open_checkpoint
from audit.trail.domain.hashing import leaf_hash
from audit.trail.domain.proofs import build, consistency_holds, consistency_ranges, places_for
from audit.trail.domain.tree import Frontier
from audit.trail.models import Checkpoint, TrailEntry, TrailLeaf, TrailNode
from audit.trail.selectors.anchors import AnchoredEntries, anchored_notes, entries_file, last_anchored_size
from audit.trail.selectors.keys import public_key_file, trusted_keys
from audit.trail.selectors.nodes import load_nodes
from audit.trail.services import TrailDamaged, seal, seal_pending, sealing
from audit.trail.services.keys import signing_key
from tests.factories.trail import add_entries, add_entry
from tests.trail.attacks import attack

pytestmark = pytest.mark.django_db(transaction=True)


def leaves() -> list[tuple[int, object]]:
    return list(TrailLeaf.objects.order_by("index").values_list("index", "entry_id"))


def heads() -> list[TreeHead]:
    notes = Checkpoint.objects.order_by("size").values_list("note", flat=True)
    return [open_checkpoint(note, origin=django_settings.TRAIL_ORIGIN, trusted=trusted_keys()) for note in notes]


def test_entries_get_consecutive_indexes_in_the_order_of_their_transactions() -> None:
    ids = add_entries(5)
    done = seal()
    assert (done.count, done.size, done.busy) == (5, 5, False)
    assert leaves() == list(enumerate(ids))


def test_the_signed_root_is_the_root_over_the_digests() -> None:
    add_entries(6)
    seal()
    frontier = Frontier()
    for digest in TrailEntry.objects.order_by("xid", "id").values_list("digest", flat=True):
        frontier.append(leaf_hash(bytes(digest)))
    (head,) = heads()
    assert (head.size, head.root) == (6, frontier.root())
    assert bytes(Checkpoint.objects.get().root) == head.root


def test_sealing_in_small_steps_gives_the_same_tree_and_consistent_checkpoints() -> None:
    add_entries(23)
    assert [seal(limit=5).count for _ in range(6)] == [5, 5, 5, 5, 3, 0]
    assert [head.size for head in heads()] == [5, 10, 15, 20, 23]
    for old, new in pairwise(heads()):
        ranges = consistency_ranges(old.size, new.size)
        proof = build(ranges, load_nodes(places_for(ranges)))
        assert consistency_holds(old=old.size, new=new.size, old_root=old.root, new_root=new.root, proof=proof)
    assert TrailNode.objects.count() == 11 + 5 + 2 + 1


def test_an_idle_sealer_signs_nothing() -> None:
    assert seal().count == 0
    add_entries(2)
    seal()
    assert seal().count == 0
    assert Checkpoint.objects.count() == 1


def test_several_entries_of_one_transaction_are_ordered_by_id() -> None:
    with transaction.atomic():
        ids = [add_entry() for _ in range(4)]
    seal()
    assert {entry_id for _, entry_id in leaves()} == set(ids)
    assert [entry_id for _, entry_id in leaves()] == sorted(ids)


def test_nothing_is_sealed_before_a_slower_transaction_that_could_still_commit() -> None:
    early = add_entry()
    with transaction.atomic():
        slow = add_entry()
        other: dict[str, object] = {}

        def meanwhile() -> None:
            other["late"] = add_entry()
            other["sealed"] = seal().count
            connections.close_all()

        in_thread(meanwhile)
    assert other["sealed"] == 1
    assert leaves() == [(0, early)]
    assert seal().count == 2
    assert [entry_id for _, entry_id in leaves()] == [early, slow, other["late"]]


def test_a_rolled_back_slow_transaction_leaves_no_gap() -> None:
    other: dict[str, object] = {}
    with pytest.raises(RuntimeError), transaction.atomic():
        add_entry()

        def meanwhile() -> None:
            other["late"] = add_entry()
            other["sealed"] = seal().count
            connections.close_all()

        in_thread(meanwhile)
        raise RuntimeError
    assert other["sealed"] == 0
    assert seal().count == 1
    assert leaves() == [(0, other["late"])]


def test_only_one_sealer_works_at_a_time() -> None:
    add_entries(3)
    found: list[bool] = []

    def second() -> None:
        found.append(seal().busy)
        connections.close_all()

    with sealing._only_sealer() as alone:
        assert alone
        in_thread(second)
    assert found == [True]
    assert seal().count == 3


def test_writers_and_sealers_side_by_side_lose_nothing() -> None:
    def write() -> None:
        for _ in range(25):
            with transaction.atomic():
                add_entry()
                add_entry()
        connections.close_all()

    def keep_sealing() -> None:
        while any(writer.is_alive() for writer in writers):
            seal(limit=7)
        connections.close_all()

    writers = [Thread(target=write) for _ in range(3)]
    sealers = [Thread(target=keep_sealing) for _ in range(2)]
    for thread in writers + sealers:
        thread.start()
    for thread in writers + sealers:
        thread.join()
    seal_pending()
    sealed = [entry_id for _, entry_id in leaves()]
    assert sealed == list(TrailEntry.objects.order_by("xid", "id").values_list("id", flat=True))
    assert len(sealed) == 150


def test_a_crash_in_the_middle_leaves_nothing_and_the_next_seal_is_the_same(monkeypatch) -> None:
    ids = add_entries(4)

    def crash(*_: object) -> None:
        raise RuntimeError("power cut")

    with monkeypatch.context() as patch:
        patch.setattr(sealing, "_sign", crash)
        with pytest.raises(RuntimeError):
            seal()
    assert not TrailLeaf.objects.exists()
    assert not TrailNode.objects.exists()
    assert seal().count == 4
    assert leaves() == list(enumerate(ids))


def test_a_crash_before_the_anchor_is_caught_up_by_the_next_seal(monkeypatch, anchor: Path) -> None:
    add_entries(3)
    with monkeypatch.context() as patch:
        patch.setattr(sealing, "anchor_catch_up", lambda: (_ for _ in ()).throw(RuntimeError("power cut")))
        with pytest.raises(RuntimeError):
            seal()
    assert not anchor.exists()
    add_entries(2)
    seal()
    assert list(anchored_notes(anchor)) == list(Checkpoint.objects.order_by("size").values_list("note", flat=True))


def test_the_anchor_holds_every_checkpoint_and_every_leaf(anchor: Path) -> None:
    ids = add_entries(9)
    seal(limit=4)
    seal_pending(limit=4)
    assert list(anchored_notes(anchor)) == list(Checkpoint.objects.order_by("size").values_list("note", flat=True))
    kept = AnchoredEntries(anchor)
    assert kept.count == 9
    assert [kept.at(index).id for index in range(9)] == ids
    assert [kept.at(index).leaf for index in range(9)] == [
        bytes(leaf) for leaf in TrailLeaf.objects.order_by("index").values_list("leaf_hash", flat=True)
    ]
    assert kept.at(9) is None
    assert kept.find(ids[6]) == 6


@pytest.mark.parametrize("torn", [1, 40, 150, 220])
def test_a_torn_anchor_is_mended(anchor: Path, torn: int) -> None:
    for _ in range(3):
        add_entries(2)
        seal()
    with anchor.open("r+b") as file:
        file.truncate(file.seek(0, 2) - torn)
    with entries_file(anchor).open("r+b") as file:
        file.truncate(file.seek(0, 2) - 17)
    add_entries(2)
    seal()
    assert list(anchored_notes(anchor)) == list(Checkpoint.objects.order_by("size").values_list("note", flat=True))
    assert AnchoredEntries(anchor).at(5).id == TrailLeaf.objects.get(index=5).entry_id


def test_the_end_of_a_long_anchor_is_found_without_reading_all_of_it(anchor: Path) -> None:
    add_entries(2)
    seal()
    note = Checkpoint.objects.get().note + "\n"
    anchor.write_text(note * 1000, encoding="utf-8")
    assert last_anchored_size(anchor) == 2


def test_anchoring_can_be_switched_off(settings, anchor: Path) -> None:
    settings.TRAIL_ANCHOR_FILE = ""
    add_entries(2)
    assert seal().count == 2
    assert not anchor.exists()


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("DELETE FROM trail_leaf WHERE index = 4; DELETE FROM trail_checkpoint", "anchor knows more"),
        ("DELETE FROM trail_checkpoint", "last checkpoint covers 0"),
        ("DELETE FROM trail_entry", "index 4 is gone"),
        ("DELETE FROM trail_node WHERE level = 2", "edge of the tree are missing"),
        ("UPDATE trail_node SET hash = sha256('x') WHERE level = 2", "contradicts the checkpoint"),
        (r"UPDATE trail_checkpoint SET note = replace(note, E'\n5\n', E'\n6\n')", "signature"),
    ],
)
def test_no_second_history_is_signed(statement: str, message: str) -> None:
    add_entries(5)
    seal()
    attack(statement)
    add_entries(1)
    with pytest.raises(TrailDamaged, match=message):
        seal()


def test_a_database_restored_to_an_older_state_is_not_signed_on(anchor: Path) -> None:
    add_entries(5)
    seal()
    attack("TRUNCATE trail_leaf, trail_node, trail_checkpoint")
    with pytest.raises(TrailDamaged, match="anchor knows more"):
        seal()


def test_the_key_is_made_once_and_only_its_owner_can_read_it() -> None:
    first = signing_key()
    path = Path(django_settings.TRAIL_SIGNING_KEY_FILE)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert signing_key() == first
    assert trusted_keys() == [first.verifier()]
    assert sorted(item.name for item in path.parent.iterdir()) == [path.name, public_key_file().name]


def test_production_never_makes_up_a_key(settings) -> None:
    settings.DEMO = False
    with pytest.raises(ImproperlyConfigured, match="signing key"):
        signing_key()


def test_retired_keys_stay_trusted(settings) -> None:
    old = signing_key()
    add_entries(2)
    seal()
    settings.TRAIL_VERIFIERS = [old.verifier().text()]
    settings.TRAIL_SIGNING_KEY_FILE += ".next"
    add_entries(2)
    seal()
    assert len(trusted_keys()) == 2
    assert [head.size for head in heads()] == [2, 4]


def test_the_task_seals() -> None:
    add_entries(3)
    assert tasks.seal_trail() == 3
    assert tasks.seal_trail.name == "trail.seal"


def in_thread(work) -> None:
    thread = Thread(target=work)
    thread.start()
    thread.join(timeout=30)
    assert not thread.is_alive()
