"""The Merkle tree of RFC 9162 section 2.1, kept as its full nodes.

A full node (level, number) covers the leaves number * 2^level up to (number + 1) * 2^level, all present. Full
nodes never change once they exist, so they are stored, and every root and proof is a few of them folded.
Level 0 are the leaves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from audit.trail.domain.hashing import EMPTY_ROOT, node_hash


class Place(NamedTuple):
    """Where a full node stands."""

    level: int
    number: int

    @property
    def end(self) -> int:
        """Give the number of leaves there must be before this node exists."""
        return (self.number + 1) << self.level


class Node(NamedTuple):
    """A full node with its hash."""

    place: Place
    hash: bytes


Nodes = Mapping[Place, bytes]


def cover(low: int, high: int) -> list[Place]:
    """Give the full nodes that cover the leaves low..high-1, left to right, for a range a proof can ask for.

    `low` must be a multiple of the largest power of two that fits into the range.
    """
    places = []
    while low < high:
        level = (high - low).bit_length() - 1
        places.append(Place(level, low >> level))
        low += 1 << level
    return places


def fold(hashes: Iterable[bytes]) -> bytes:
    """Join the hashes of a cover into the root of its range."""
    rest = list(hashes)
    if not rest:
        return EMPTY_ROOT
    root = rest.pop()
    while rest:
        root = node_hash(rest.pop(), root)
    return root


def range_root(low: int, high: int, nodes: Nodes) -> bytes:
    """Give the root over the leaves low..high-1. Raises KeyError when a node is missing."""
    return fold(nodes[place] for place in cover(low, high))


class Frontier:
    """The right edge of a growing tree: enough to append leaves and to tell the root, O(log n) memory."""

    def __init__(self, size: int = 0, hashes: Iterable[bytes] = ()) -> None:
        """Continue a tree of `size` leaves; `hashes` belong to `cover(0, size)`."""
        self.size = size
        self._stack = list(hashes)
        if len(self._stack) != size.bit_count():
            raise ValueError(f"a tree of {size} leaves has {size.bit_count()} edge nodes")

    def append(self, leaf: bytes) -> list[Node]:
        """Add a leaf; give the full nodes above it that this completed, from low to high."""
        completed = []
        position, level = self.size, 0
        current = leaf
        while position >> level & 1:
            current = node_hash(self._stack.pop(), current)
            level += 1
            completed.append(Node(Place(level, position >> level), current))
        self._stack.append(current)
        self.size += 1
        return completed

    def root(self) -> bytes:
        """Give the root of the tree as it is now."""
        return fold(self._stack)
