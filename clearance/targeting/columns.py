"""Many filings at once: facts as dictionary-encoded columns, conditions as polars expressions.

The same trees as for a single filing. What a comparison of codes says is asked of the tree's own test once per
distinct code, not once per filing; numbers and flags become column comparisons. Property tests hold the batch
against the single filing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce

import polars as pl

from clearance.targeting.conditions import IS_UNKNOWN, Every, Leaf, Node, Not
from clearance.targeting.facts import facts_as_json
from clearance.targeting.schema import CODE, FLAG, NUMBER, SCHEMA, SET, Facts

SEPARATOR = "\x1f"
PLAIN: dict[str, pl.DataType] = {NUMBER: pl.Float64(), FLAG: pl.Boolean(), CODE: pl.String(), SET: pl.List(pl.String())}


@dataclass(frozen=True)
class Items:
    """The distinct sets of one fact: their items one after the other, and where each set ends."""

    names: tuple[str, ...]
    flat: pl.Series
    ends: pl.Series
    sizes: pl.Series

    def count(self, wanted: Iterable[bool]) -> pl.Series:
        """How many items of each set are wanted; `wanted` answers for each name."""
        marks = pl.Series(list(wanted), dtype=pl.UInt32)
        running = pl.concat([pl.Series([0], dtype=pl.UInt32), marks.gather(self.flat).cum_sum()])
        return running.gather(self.ends) - running.gather(self.ends - self.sizes)


@dataclass(frozen=True)
class Columns:
    """Encoded filings. `codes` names what the numbers of a code column stand for, `items` those of a set column."""

    rows: pl.DataFrame
    codes: Mapping[str, tuple[str, ...]]
    items: Mapping[str, Items]
    known: dict[tuple[str, str, object], pl.Series] = field(default_factory=dict)

    def __len__(self) -> int:
        return self.rows.height


def plain_schema() -> pl.Schema:
    """The columns of facts before they are encoded, for reading stored facts straight into a frame."""
    return pl.Schema({name: PLAIN[spec.kind] for name, spec in SCHEMA.items()})


def encode(filings: Iterable[Facts]) -> Columns:
    """Encode facts as the interpreter takes them."""
    rows = [facts_as_json(facts) for facts in filings]
    schema = plain_schema()
    columns = [pl.Series(name, [row[name] for row in rows], dtype=kind, strict=False) for name, kind in schema.items()]
    return encode_frame(pl.DataFrame(columns))


def encode_frame(frame: pl.DataFrame) -> Columns:
    """Encode a frame of plain facts; ValueError when a fact that is always known is missing somewhere.

    Sets come as lists, or as texts of their sorted items joined with SEPARATOR.
    """
    missing = [name for name, spec in SCHEMA.items() if not spec.may_be_unknown and frame[name].null_count()]
    if missing:
        raise ValueError(f"facts missing: {', '.join(missing)}")
    columns: list[pl.Series] = []
    codes: dict[str, tuple[str, ...]] = {}
    items: dict[str, Items] = {}
    for name, spec in SCHEMA.items():
        column = frame[name]
        if spec.kind == CODE:
            codes[name], column = _numbered(column)
        elif spec.kind == SET:
            joined = column if column.dtype == pl.String else column.list.sort().list.join(SEPARATOR)
            distinct = joined.unique().sort()
            column = joined.rank("dense").cast(pl.UInt32) - 1
            items[name] = _items(distinct)
        columns.append(column.alias(name))
    return Columns(pl.DataFrame(columns), codes, items)


def _numbered(column: pl.Series) -> tuple[tuple[str, ...], pl.Series]:
    """The distinct texts in order, and the column as their numbers."""
    names = tuple(column.drop_nulls().unique().sort().to_list())
    if not names:
        return (), pl.Series(column.name, [None] * len(column), dtype=pl.UInt32)
    return names, column.cast(pl.Enum(names)).to_physical().cast(pl.UInt32)


def _items(distinct: pl.Series) -> Items:
    filled = distinct.filter(distinct != "").str.split(SEPARATOR)
    names, flat = _numbered(filled.explode() if len(filled) else pl.Series([], dtype=pl.String))
    empty = pl.Series([0] * (len(distinct) - len(filled)), dtype=pl.UInt32)
    sizes = pl.concat([empty, filled.list.len().cast(pl.UInt32)]) if len(filled) else empty
    return Items(names, flat, sizes.cum_sum(), sizes)


def expression(node: Node, columns: Columns) -> pl.Expr:
    """The condition as one expression over `columns.rows`: true or false on every row, never null."""
    if isinstance(node, Leaf):
        return _leaf(node, columns)
    if isinstance(node, Not):
        return ~expression(node.part, columns)
    parts = [expression(part, columns) for part in node.parts]
    if isinstance(node, Every):
        return reduce(lambda one, other: one & other, parts)
    return reduce(lambda one, other: one | other, parts)


def _leaf(leaf: Leaf, columns: Columns) -> pl.Expr:
    spec = SCHEMA[leaf.fact]
    column = pl.col(leaf.fact)
    if leaf.op == IS_UNKNOWN:
        return column.is_null()
    if spec.kind == NUMBER:
        made = _number(leaf, column)
    elif spec.kind == FLAG:
        made = column if leaf.threshold else ~column
    else:
        made = pl.lit(_truth(leaf, columns)).gather(column)
    return made.fill_null(leaf.when_unknown) if spec.may_be_unknown else made


def _number(leaf: Leaf, column: pl.Expr) -> pl.Expr:
    if leaf.op == "between":
        low, high = leaf.threshold
        return column.is_between(float(low), float(high))
    limit = float(leaf.threshold)
    by_name = {"eq": column.eq, "lt": column.lt, "le": column.le, "gt": column.gt, "ge": column.ge}
    return by_name[leaf.op](limit)


def _truth(leaf: Leaf, columns: Columns) -> pl.Series:
    """What the comparison says of each distinct code or set of a column."""
    key = (leaf.fact, leaf.op, leaf.threshold)
    found = columns.known.get(key)
    if found is None:
        found = columns.known[key] = _of_codes(leaf, columns) if leaf.fact in columns.codes else _of_sets(leaf, columns)
    return found


def _of_codes(leaf: Leaf, columns: Columns) -> pl.Series:
    names = columns.codes[leaf.fact]
    return pl.Series([leaf.test(name, leaf.threshold) for name in names], dtype=pl.Boolean)


def _of_sets(leaf: Leaf, columns: Columns) -> pl.Series:
    """Every operator on a set is a question of how many of its items are named."""
    held = columns.items[leaf.fact]
    if leaf.op == "any_starts":
        return held.count(name.startswith(leaf.threshold) for name in held.names) > 0
    named = held.count(name in leaf.threshold for name in held.names)
    if leaf.op == "only":
        return named == held.sizes
    return named > 0 if leaf.op == "has_any" else named == 0
