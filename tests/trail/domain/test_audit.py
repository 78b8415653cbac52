"""Random tampering against the pure audit: with the anchor the first bad entry is always named (acceptance 6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from audit.trail.domain.anchors import AnchoredEntry
from audit.trail.domain.audit import LogAudit
from audit.trail.domain.checkpoints import TreeHead
from audit.trail.domain.findings import Finding, Kind, StoredEntry, StoredLeaf
from audit.trail.domain.hashing import EntryFacts, entry_digest, envelope, leaf_hash
from audit.trail.domain.tree import Frontier, Node

START = datetime(2026, 11, 24, tzinfo=UTC)
OLDEST = timedelta(hours=2)


def make_entry(number: int, *, xid: int | None = None, at: datetime | None = None, body: str = "{}") -> StoredEntry:
    entry_id = str(UUID(int=number + 1))
    names = ("system", None, "", "", "", "", "", None, None)
    facts = EntryFacts(entry_id, "a.b", *names, "trip", str(UUID(int=7)), "", body)
    draft = StoredEntry(facts, at or START + timedelta(seconds=number), bytes(32), b"", xid or number * 10 + 1)
    return rehash(draft)


def rehash(entry: StoredEntry) -> StoredEntry:
    return replace(entry, digest=entry_digest(entry.salt, envelope(entry.facts, entry.at)))


def with_body(entry: StoredEntry, body: str) -> StoredEntry:
    return replace(entry, facts=replace(entry.facts, body=body))


class Log:
    """A log in memory: entries, leaves, nodes, heads every `step`, and the anchor of how it was."""

    def __init__(self, size: int, step: int) -> None:
        self.size = size
        self.entries = {UUID(entry.facts.id): entry for entry in map(make_entry, range(size))}
        self.leaves = [(entry_id, leaf_hash(entry.digest)) for entry_id, entry in self.entries.items()]
        self.anchor = [AnchoredEntry(*leaf) for leaf in self.leaves]
        self.head_sizes = sorted({*range(step, size, step), size})
        self.rebuild()
        self.promised = list(self.heads)

    def rebuild(self) -> None:
        """Recompute nodes and heads from the leaves, as an attacker with the signing key would."""
        frontier = Frontier()
        self.nodes: list[Node] = []
        self.heads: list[TreeHead] = []
        for _, leaf in self.leaves:
            self.nodes.extend(frontier.append(leaf))
            if frontier.size in self.head_sizes:
                self.heads.append(TreeHead("log", frontier.size, frontier.root()))

    # the look-ups of Evidence
    def anchored(self, index: int) -> AnchoredEntry | None:
        return self.anchor[index] if index < len(self.anchor) else None

    def anchored_index(self, entry_id: UUID) -> int | None:
        ids = [item.id for item in self.anchor]
        return ids.index(entry_id) if entry_id in ids else None

    def entry(self, entry_id: UUID) -> StoredEntry | None:
        return self.entries.get(entry_id)

    def index_of_leaf(self, leaf: bytes) -> int | None:
        found = [index for index, (_, value) in enumerate(self.leaves) if value == leaf]
        return found[0] if found else None

    def leaf_at(self, index: int) -> StoredLeaf | None:
        return self.row(index) if 0 <= index < len(self.leaves) else None

    def row(self, index: int) -> StoredLeaf:
        entry_id, leaf = self.leaves[index]
        return StoredLeaf(index, entry_id, leaf, self.entries.get(entry_id))

    def audit(self) -> Finding | None:
        """Walk the log as the selector does."""
        walk = LogAudit(self, iter(self.nodes))
        promises = sorted(
            [(head.size, 0, head) for head in self.heads] + [(head.size, 1, head) for head in self.promised],
            key=lambda item: item[:2],
        )
        for index in range(len(self.leaves)):
            finding = walk.add(self.row(index))
            if finding is not None:
                return finding
            for _, source, head in [item for item in promises if item[0] == walk.size]:
                finding = walk.head(head, from_database=source == 0)
                if finding is not None:
                    return finding
        finding = walk.finish(max([len(self.anchor), *(item[0] for item in promises)]))
        if finding is not None:
            return finding
        sealed = {entry_id for entry_id, _ in self.leaves}
        rest = (walk.unsealed(entry) for entry_id, entry in self.entries.items() if entry_id not in sealed)
        return next(filter(None, rest), None)


@st.composite
def logs(draw: st.DrawFn) -> tuple[Log, int]:
    """Give a log and an index in it."""
    size = draw(st.integers(2, 40))
    return Log(size, draw(st.integers(1, 12))), draw(st.integers(0, size - 1))


DEPTHS = ["content", "digest", "leaf", "tree and signatures"]
many = settings(max_examples=250)


def change(log: Log, index: int, depth: str) -> None:
    """Change the body of an entry and as many of its hashes as the depth says."""
    entry_id = log.leaves[index][0]
    changed = with_body(log.entries[entry_id], '{"forged":true}')
    log.entries[entry_id] = changed if depth == "content" else rehash(changed)
    if depth in {"leaf", "tree and signatures"}:
        log.leaves[index] = (entry_id, leaf_hash(log.entries[entry_id].digest))
    if depth == "tree and signatures":
        log.rebuild()


@many
@given(logs())
def test_an_untouched_log_raises_no_alarm(case: tuple[Log, int]) -> None:
    log, _ = case
    assert log.audit() is None
    log.anchor, log.promised = [], []
    assert log.audit() is None


@many
@given(logs(), st.sampled_from(DEPTHS))
def test_any_change_is_named_however_deep_it_goes(case: tuple[Log, int], depth: str) -> None:
    log, index = case
    change(log, index, depth)
    finding = log.audit()
    assert finding is not None
    assert (finding.kind, finding.index, finding.entry_id) == (Kind.ALTERED, index, log.leaves[index][0])


@many
@given(logs(), st.sampled_from(DEPTHS[:3]))
def test_without_the_anchor_a_change_is_found_within_two_entries_or_one_batch(
    case: tuple[Log, int], depth: str
) -> None:
    log, index = case
    log.anchor, log.promised = [], []
    change(log, index, depth)
    finding = log.audit()
    assert finding is not None
    assert finding.kind == Kind.ALTERED
    assert finding.index is not None
    assert finding.index <= index <= (finding.last_index or finding.index)


@many
@given(logs(), st.data())
def test_the_first_of_several_changes_is_named(case: tuple[Log, int], data: st.DataObject) -> None:
    log, index = case
    for later in data.draw(st.sets(st.integers(index, log.size - 1), max_size=4)):
        change(log, later, data.draw(st.sampled_from(DEPTHS[:3])))
    change(log, index, "content")
    finding = log.audit()
    assert finding is not None
    assert finding.index == index


@many
@given(logs(), st.booleans(), st.booleans())
def test_any_removal_is_named(case: tuple[Log, int], close_ranks: bool, rebuild: bool) -> None:
    log, index = case
    entry_id = log.leaves[index][0]
    del log.entries[entry_id]
    if close_ranks:
        del log.leaves[index]
    if rebuild:
        log.rebuild()
    finding = log.audit()
    assert finding is not None
    at_the_end = close_ranks and index == log.size - 1
    kind = Kind.TRUNCATED if at_the_end else Kind.REMOVED
    assert (finding.kind, finding.index, finding.entry_id) == (kind, index, entry_id)


@many
@given(logs(), st.data(), st.booleans())
def test_any_swap_is_named(case: tuple[Log, int], data: st.DataObject, rebuild: bool) -> None:
    log, first = case
    second = data.draw(st.integers(0, log.size - 1).filter(lambda number: number != first))
    first, second = sorted((first, second))
    log.leaves[first], log.leaves[second] = log.leaves[second], log.leaves[first]
    if rebuild:
        log.rebuild()
    finding = log.audit()
    assert finding is not None
    assert (finding.kind, finding.index, finding.entry_id) == (Kind.REORDERED, first, log.leaves[first][0])


@many
@given(logs(), st.data())
def test_a_swap_is_found_without_the_anchor_by_the_order_of_transactions(
    case: tuple[Log, int], data: st.DataObject
) -> None:
    log, first = case
    log.anchor, log.promised = [], []
    second = data.draw(st.integers(0, log.size - 1).filter(lambda number: number != first))
    first, second = sorted((first, second))
    log.leaves[first], log.leaves[second] = log.leaves[second], log.leaves[first]
    log.rebuild()
    finding = log.audit()
    assert finding is not None
    assert (finding.kind, finding.index) == (Kind.REORDERED, first)


@many
@given(logs(), st.booleans(), st.booleans())
def test_any_cut_end_is_named(case: tuple[Log, int], with_entries: bool, with_heads: bool) -> None:
    log, index = case
    entry_id = log.leaves[index][0]
    if with_entries:
        for gone, _ in log.leaves[index:]:
            del log.entries[gone]
    del log.leaves[index:]
    if with_heads:
        log.rebuild()
        log.head_sizes = [size for size in log.head_sizes if size <= index]
    finding = log.audit()
    assert finding is not None
    assert (finding.kind, finding.index, finding.entry_id) == (Kind.TRUNCATED, index, entry_id)


@many
@given(logs(), st.booleans())
def test_any_entry_pushed_into_the_past_is_named(case: tuple[Log, int], sealed: bool) -> None:
    log, index = case
    forged = make_entry(1000, xid=index * 10 + 1, at=START)
    log.entries[UUID(forged.facts.id)] = forged
    if sealed:
        log.leaves.insert(index, (UUID(forged.facts.id), leaf_hash(forged.digest)))
        log.rebuild()
    assume(sealed or index < log.size - 1)  # at the very end, not sealed, it is no older than the log
    finding = log.audit()
    assert finding is not None
    place = index if sealed else None
    assert (finding.kind, finding.index, finding.entry_id) == (Kind.INSERTED, place, UUID(int=1001))


@many
@given(logs())
def test_a_back_dated_entry_is_named_and_a_slow_transaction_is_not(case: tuple[Log, int]) -> None:
    log, _ = case
    slow = make_entry(1000, at=START - timedelta(minutes=30))
    log.entries[UUID(slow.facts.id)] = slow
    assert log.audit() is None
    forged = make_entry(1001, at=START - OLDEST)
    log.entries[UUID(forged.facts.id)] = forged
    finding = log.audit()
    assert finding is not None
    assert (finding.kind, finding.entry_id) == (Kind.INSERTED, UUID(int=1002))


@many
@given(logs(), st.data())
def test_a_damaged_node_does_not_accuse_an_entry(case: tuple[Log, int], data: st.DataObject) -> None:
    log, _ = case
    place = data.draw(st.integers(0, len(log.nodes) - 1)) if log.nodes else 0
    if data.draw(st.booleans()):
        log.nodes[place] = Node(log.nodes[place].place, bytes(32))
    else:
        del log.nodes[place]
    finding = log.audit()
    assert finding is not None
    assert finding.kind == Kind.NODE


@many
@given(logs(), st.data())
def test_a_removed_checkpoint_is_found(case: tuple[Log, int], data: st.DataObject) -> None:
    log, _ = case
    gone = data.draw(st.sampled_from(log.heads))
    log.heads.remove(gone)
    finding = log.audit()
    assert finding is not None
    assert (finding.kind, finding.index) == (Kind.UNSIGNED, gone.size - 1)
