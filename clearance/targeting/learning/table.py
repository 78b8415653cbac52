"""Many rows of variables, the bins they fall into, and the points a card gives them, all at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clearance.targeting.learning.fit import Binned, Codes, Floats
from clearance.targeting.schema import CODE, FLAG, NUMBER
from clearance.targeting.scorecard import Card, Cut, Part

Marks = NDArray[np.bool_]


@dataclass(frozen=True)
class Column:
    """One variable of many rows. NaN is unknown; of a code, the values are places in `levels`."""

    kind: str
    values: Floats
    levels: tuple[str, ...] = ()

    def rows(self, wanted: Marks) -> Column:
        return Column(self.kind, self.values[wanted], self.levels)


Table = Mapping[str, Column]
TAILS = np.array([0.001, 0.0025, 0.005, 0.01, 0.02])


def rows_of(table: Table, wanted: Marks) -> dict[str, Column]:
    return {name: column.rows(wanted) for name, column in table.items()}


def cut_of(name: str, column: Column, *, most: int, least: int) -> Cut:
    """Bins made from training rows: `most` of about equal size and finer ones at both ends, none with fewer than
    `least` rows; codes with fewer rows share one bin."""
    known = column.values[~np.isnan(column.values)]
    if column.kind == FLAG:
        return Cut(name, FLAG)
    if column.kind == CODE:
        counts = np.bincount(known.astype(np.int64), minlength=len(column.levels))
        return Cut(name, CODE, codes=tuple(level for level, n in zip(column.levels, counts, strict=True) if n >= least))
    if not len(known):
        return Cut(name, NUMBER)
    shares = np.concatenate([TAILS, np.linspace(0, 1, most + 1)[1:-1], 1 - TAILS])
    marks = np.quantile(
        known, shares[(shares * len(known) >= least) & ((1 - shares) * len(known) >= least)], method="higher"
    )
    edges = sorted({float(f"{mark:.6g}") for mark in marks if mark > known.min()})
    return Cut(name, NUMBER, edges=tuple(edges))


def places(cut: Cut, column: Column) -> Codes:
    """The bin of every row: the same answer as `Cut.place`."""
    unknown = np.isnan(column.values)
    filled = np.where(unknown, 0.0, column.values)
    if cut.kind == NUMBER:
        found = np.searchsorted(np.array(cut.edges), filled, side="right")
    elif cut.kind == FLAG:
        found = (filled != 0).astype(np.int64)
    else:
        listed = {code: place for place, code in enumerate(cut.codes)}
        found = np.array([listed.get(level, len(cut.codes)) for level in column.levels])[filled.astype(np.int64)]
    return np.where(unknown, cut.size - 1, found).astype(np.int32)


def binned(cuts: tuple[Cut, ...], table: Table) -> Binned:
    """One part's bins of every row; a single number is in order, a pair is not."""
    codes, size = places(cuts[0], table[cuts[0].name]), cuts[0].size
    for cut in cuts[1:]:
        codes, size = codes * cut.size + places(cut, table[cut.name]), size * cut.size
    ordered = cuts[0].size - 1 if len(cuts) == 1 and cuts[0].kind == NUMBER else 0
    return Binned(codes.astype(np.int32), size, ordered)


def part_points(part: Part, table: Table) -> NDArray[np.int64]:
    return np.array(part.points, dtype=np.int64)[binned(part.cuts, table).codes]


def card_points(card: Card, table: Table) -> NDArray[np.int64]:
    """The score of every row: the same answer as `Card.points`."""
    total = np.full(len(next(iter(table.values())).values), card.base, dtype=np.int64)
    for part in card.parts:
        total += part_points(part, table)
    return total
