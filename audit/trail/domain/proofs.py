"""Inclusion and consistency proofs (RFC 9162 sections 2.1.3 and 2.1.4): making them and checking them."""

from __future__ import annotations

from collections.abc import Sequence

from audit.trail.domain.hashing import HASH_BYTES, node_hash
from audit.trail.domain.tree import Nodes, Place, cover, range_root

Range = tuple[int, int]


def _split(size: int) -> int:
    """Give the largest power of two smaller than size."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion_ranges(index: int, size: int) -> list[Range]:
    """Give the leaf ranges whose roots prove leaf `index` in a tree of `size`, from the leaf upwards."""
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not in a tree of {size} leaves")
    ranges: list[Range] = []
    low, high = 0, size
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            ranges.append((middle, high))
            high = middle
        else:
            ranges.append((low, middle))
            low = middle
    return ranges[::-1]


def consistency_ranges(old: int, new: int) -> list[Range]:
    """Give the leaf ranges whose roots prove that a tree of `old` leaves is the start of one of `new`."""
    if not 0 < old <= new:
        raise ValueError(f"no consistency proof from {old} to {new} leaves")
    ranges: list[Range] = []
    low, high = 0, new
    while high != old:
        middle = low + _split(high - low)
        if old <= middle:
            ranges.append((middle, high))
            high = middle
        else:
            ranges.append((low, middle))
            low = middle
    if low > 0:
        ranges.append((low, high))
    return ranges[::-1]


def places_for(ranges: Sequence[Range]) -> list[Place]:
    """Give every full node needed to compute the roots of the ranges."""
    return [place for low, high in ranges for place in cover(low, high)]


def build(ranges: Sequence[Range], nodes: Nodes) -> list[bytes]:
    """Turn the ranges of a proof into its hashes."""
    return [range_root(low, high, nodes) for low, high in ranges]


def inclusion_holds(*, leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Check an inclusion proof as RFC 9162 section 2.1.3.2 says."""
    if not 0 <= index < size or not _well_formed(proof):
        return False
    position, last = index, size - 1
    computed = leaf
    for sibling in proof:
        if last == 0:
            return False
        if position & 1 or position == last:
            computed = node_hash(sibling, computed)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            computed = node_hash(computed, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and computed == root


def consistency_holds(*, old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Check a consistency proof as RFC 9162 section 2.1.4.2 says."""
    if not 0 < old <= new or not _well_formed(proof):
        return False
    if old == new:
        return not proof and old_root == new_root
    hashes = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    if not hashes:
        return False
    position, last = old - 1, new - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    return _both_roots(hashes, position, last) == (old_root, new_root)


def _both_roots(hashes: Sequence[bytes], position: int, last: int) -> tuple[bytes, bytes] | None:
    """Recompute (old root, new root) along the proof, or None when its length is wrong."""
    old_side = new_side = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return None
        if position & 1 or position == last:
            old_side = node_hash(sibling, old_side)
            new_side = node_hash(sibling, new_side)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            new_side = node_hash(new_side, sibling)
        position, last = position >> 1, last >> 1
    return (old_side, new_side) if last == 0 else None


def _well_formed(proof: Sequence[bytes]) -> bool:
    return all(len(item) == HASH_BYTES for item in proof)
