"""The Merkle tree and its proofs against the definition in RFC 9162, for all sizes and every alteration."""

import hashlib
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.trail.domain.hashing import EMPTY_ROOT, leaf_hash
from audit.trail.domain.proofs import (
    build,
    consistency_holds,
    consistency_ranges,
    inclusion_holds,
    inclusion_ranges,
    places_for,
)
from audit.trail.domain.tree import Frontier, Place, cover, range_root

MOST = 70
# The published test inputs of Certificate Transparency implementations and their roots for 1..8 leaves.
CT_INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", bytes(range(0x60, 0x70)).hex()]
CT_ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def defined_root(leaves: list[bytes]) -> bytes:
    """MTH of RFC 9162 section 2.1.1, written from the definition."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hashlib.sha256(b"\x01" + defined_root(leaves[:split]) + defined_root(leaves[split:])).digest()


class Grown:
    """A tree of MOST leaves with every node, and its root at every size."""

    def __init__(self) -> None:
        self.leaves = [leaf_hash(bytes([number]) * 32) for number in range(MOST)]
        frontier = Frontier()
        self.nodes: dict[Place, bytes] = {}
        self.roots = [frontier.root()]
        for number, leaf in enumerate(self.leaves):
            self.nodes[Place(0, number)] = leaf
            self.nodes.update((node.place, node.hash) for node in frontier.append(leaf))
            self.roots.append(frontier.root())

    def inclusion(self, index: int, size: int) -> list[bytes]:
        return build(inclusion_ranges(index, size), self.nodes)

    def consistency(self, old: int, new: int) -> list[bytes]:
        return build(consistency_ranges(old, new), self.nodes)


TREE = Grown()
sizes = st.integers(1, MOST)


def test_roots_agree_with_the_definition_at_every_size() -> None:
    assert TREE.roots[0] == EMPTY_ROOT
    assert [defined_root(TREE.leaves[:size]) for size in range(MOST + 1)] == TREE.roots


def test_roots_agree_with_the_published_vectors() -> None:
    frontier = Frontier()
    for text, root in zip(CT_INPUTS, CT_ROOTS, strict=True):
        frontier.append(hashlib.sha256(b"\x00" + bytes.fromhex(text)).digest())
        assert frontier.root().hex() == root


def test_a_frontier_continues_from_stored_nodes_at_every_size() -> None:
    for size in range(MOST):
        frontier = Frontier(size, [TREE.nodes[place] for place in cover(0, size)])
        for leaf in TREE.leaves[size:]:
            frontier.append(leaf)
        assert frontier.root() == TREE.roots[MOST]


def test_a_frontier_refuses_the_wrong_number_of_nodes() -> None:
    with pytest.raises(ValueError, match="edge nodes"):
        Frontier(3, [TREE.leaves[0]])


def test_full_nodes_appear_once_and_as_many_as_the_size_says() -> None:
    assert len(TREE.nodes) == sum(MOST >> level for level in range(MOST.bit_length()))
    assert all(place.end <= MOST for place in TREE.nodes)


def test_a_range_root_is_the_root_of_its_leaves() -> None:
    assert range_root(64, 70, TREE.nodes) == defined_root(TREE.leaves[64:70])


def test_every_leaf_is_proved_in_every_size() -> None:
    for size in range(1, MOST + 1):
        for index in range(size):
            proof = TREE.inclusion(index, size)
            assert inclusion_holds(leaf=TREE.leaves[index], index=index, size=size, proof=proof, root=TREE.roots[size])


def test_every_pair_of_sizes_is_consistent() -> None:
    for new in range(1, MOST + 1):
        for old in range(1, new + 1):
            assert consistency_holds(
                old=old,
                new=new,
                old_root=TREE.roots[old],
                new_root=TREE.roots[new],
                proof=TREE.consistency(old, new),
            )


def test_a_proof_needs_only_nodes_that_exist_at_that_size() -> None:
    for size in range(1, MOST + 1):
        for index in range(size):
            assert all(place.end <= size for place in places_for(inclusion_ranges(index, size)))


@pytest.mark.parametrize(("index", "size"), [(0, 0), (3, 3), (-1, 3)])
def test_no_proof_for_a_leaf_outside_the_tree(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="not in a tree"):
        inclusion_ranges(index, size)
    assert not inclusion_holds(leaf=TREE.leaves[0], index=index, size=size, proof=[], root=TREE.roots[0])


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3), (-1, 3)])
def test_no_consistency_proof_from_nothing_or_backwards(old: int, new: int) -> None:
    with pytest.raises(ValueError, match="no consistency proof"):
        consistency_ranges(old, new)


def mutate(data: st.DataObject, proof: list[bytes]) -> list[bytes]:
    """Give the proof with one hash changed, dropped, doubled or two swapped."""
    changed = list(proof)
    kinds = ["add"] + (["flip", "drop", "shorten"] if proof else [])
    kinds += ["swap"] if any(a != b for a, b in pairwise(proof)) else []
    kind = data.draw(st.sampled_from(kinds))
    place = data.draw(st.integers(0, max(len(proof) - 1, 0)))
    if kind == "add":
        changed.insert(place, data.draw(st.sampled_from(TREE.leaves)))
    elif kind == "flip":
        at, bit = data.draw(st.integers(0, 31)), data.draw(st.integers(0, 7))
        raw = bytearray(changed[place])
        raw[at] ^= 1 << bit
        changed[place] = bytes(raw)
    elif kind == "drop":
        del changed[place]
    elif kind == "shorten":
        changed[place] = changed[place][:-1]
    else:
        place = data.draw(st.sampled_from([i for i, (a, b) in enumerate(pairwise(proof)) if a != b]))
        changed[place], changed[place + 1] = changed[place + 1], changed[place]
    return changed


@settings(max_examples=300)
@given(st.data())
def test_any_altered_inclusion_proof_is_refused(data: st.DataObject) -> None:
    size = data.draw(sizes)
    index = data.draw(st.integers(0, size - 1))
    good = TREE.inclusion(index, size)
    facts = {"leaf": TREE.leaves[index], "index": index, "size": size, "root": TREE.roots[size]}
    assert not inclusion_holds(**facts, proof=mutate(data, good))
    other = data.draw(st.integers(0, MOST - 1).filter(lambda number: number != index))
    assert not inclusion_holds(**{**facts, "leaf": TREE.leaves[other]}, proof=good)
    assert not inclusion_holds(**{**facts, "root": TREE.roots[size - 1]}, proof=good)
    if other < size:
        assert not inclusion_holds(**{**facts, "index": other}, proof=good)


@settings(max_examples=300)
@given(st.data())
def test_any_altered_consistency_proof_is_refused(data: st.DataObject) -> None:
    new = data.draw(sizes)
    old = data.draw(st.integers(1, new))
    good = TREE.consistency(old, new)
    facts = {"old": old, "new": new, "old_root": TREE.roots[old], "new_root": TREE.roots[new]}
    assert not consistency_holds(**facts, proof=mutate(data, good))
    assert not consistency_holds(**{**facts, "old_root": TREE.roots[old - 1]}, proof=good)
    assert not consistency_holds(**{**facts, "new_root": TREE.roots[new - 1]}, proof=good)


@settings(max_examples=100)
@given(st.data())
def test_a_fork_is_inconsistent_with_what_was_promised(data: st.DataObject) -> None:
    new = data.draw(st.integers(2, 32))
    old = data.draw(st.integers(1, new))
    bad = data.draw(st.integers(0, old - 1))
    leaves = list(TREE.leaves[:new])
    leaves[bad] = leaf_hash(b"another past")
    fork = Frontier()
    nodes = {}
    for number, leaf in enumerate(leaves):
        nodes[Place(0, number)] = leaf
        nodes.update((node.place, node.hash) for node in fork.append(leaf))
    proof = build(consistency_ranges(old, new), nodes)
    assert not consistency_holds(old=old, new=new, old_root=TREE.roots[old], new_root=fork.root(), proof=proof)
