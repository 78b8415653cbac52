"""The public customs declarations as variables: reading, records before each row's day, rules of thumb, a look-up.

The set leaks: most rows repeat goods, mass and price of an earlier row, and the outcome goes with them. So the
record of a repeated declaration is a variable by itself, and every figure is given for unseen ones as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from clearance.targeting.learning.history import FOUND, SEEN, before, record
from clearance.targeting.learning.table import Column
from clearance.targeting.learning.train import Wish, train
from clearance.targeting.scorecard import Card

Values = NDArray[np.float64]
Marks = NDArray[np.bool_]

CODES = (
    "office", "process_type", "import_type", "import_use", "payment_type", "mode_of_transport", "tax_type",
    "origin_indicator", "departure", "origin",
)  # fmt: skip
NUMBERS = ("tax_rate", "net_mass", "item_price", "unit_price")
TEMPLATE = ("hs6", "net_mass", "item_price")
RECORDS = (
    ("declarant",), ("importer",), ("seller",), ("courier",), ("hs6",), ("hs4",), ("hs2",), ("hs2", "origin"),
    ("hs4", "origin"), ("hs6", "origin"), ("departure", "origin"),
    ("hs6", "departure", "origin", "tax_rate", "tax_type"), ("office", "hs2"), ("declarant", "hs2"),
    ("importer", "hs2"), ("tax_type", "tax_rate"), ("import_type", "import_use"),
)  # fmt: skip
REPEATS = "this declaration before"
CAUTION, REPEAT_CAUTION = 10.0, 0.5
NAMES = {"en": "Declarations", "fr": "Déclarations"}


@dataclass(frozen=True)
class Declarations:
    """Rows in order of date; `template` numbers the distinct (goods, mass, price)."""

    rows: pl.DataFrame
    found: Values
    template: NDArray[np.int64]

    def __len__(self) -> int:
        return self.rows.height


def read(*groups: list[Path]) -> tuple[Declarations, NDArray[np.int64]]:
    """Read groups of files (to train, to evaluate); gives the rows and which group each is of."""
    frames = []
    for number, paths in enumerate(groups):
        for path in paths:
            frame = pl.read_csv(path, infer_schema_length=None, schema_overrides={"Courier ID": pl.String})
            frames.append(frame.rename(_renamed).with_columns(pl.lit(number).alias("group")))
    rows = pl.concat(frames, how="vertical_relaxed").with_columns(pl.col("date").str.to_date())
    rows = rows.sort("date", maintain_order=True).with_columns(
        (pl.col("hs6") // 100).alias("hs4"),
        (pl.col("hs6") // 10_000).alias("hs2"),
        (pl.col("item_price") / pl.col("net_mass").clip(0.01)).alias("unit_price"),
        pl.struct(TEMPLATE).rank("dense").alias("template"),
    )
    found = (rows["fraud"] > 0).cast(pl.Float64).to_numpy()
    return Declarations(rows, found, rows["template"].to_numpy().astype(np.int64)), rows["group"].to_numpy()


def _renamed(name: str) -> str:
    short = name.replace(" ID", "").replace(" Code", "").replace("Country of ", "")
    return short.replace(" ", "_").lower()


def first_times(data: Declarations, known: Marks) -> Marks:
    """The known rows that are the first known of their template."""
    places = pl.int_range(pl.len())
    marked = data.rows.select("template", places.alias("place"), pl.Series("known", known)).filter(pl.col("known"))
    firsts = marked.group_by("template").agg(pl.col("place").min())["place"].to_numpy()
    made = np.zeros(len(data), dtype=np.bool_)
    made[firsts] = True
    return made


def records(data: Declarations, counted: Marks, keys: tuple[tuple[str, ...], ...], caution: float) -> dict[str, Values]:
    """The record of every key before each row's day, from the counted rows alone."""
    usual = float(data.found[counted].mean())
    weighted = data.rows.with_columns(
        pl.Series(SEEN, counted.astype(np.float64)), pl.Series(FOUND, counted * data.found)
    )
    return {
        f"record of {' + '.join(key)}": record(*before(weighted, key), usual=usual, caution=caution) for key in keys
    }


@dataclass(frozen=True)
class Facts:
    """Variables of all rows as they stood before each row's day, and which rows are to learn from."""

    table: dict[str, Column]
    known: Marks
    first: Marks


def facts(data: Declarations, known: Marks) -> Facts:
    """`known` marks the rows whose outcome may be used."""
    first = first_times(data, known)
    table = {name: Column("number", values) for name, values in records(data, first, RECORDS, CAUTION).items()}
    for name in CODES:
        column = data.rows[name].cast(pl.String)
        levels = tuple(column.drop_nulls().unique().sort().to_list())
        table[name] = Column("code", column.cast(pl.Enum(levels)).to_physical().cast(pl.Float64).to_numpy(), levels)
    for name in NUMBERS:
        table[name] = Column("number", data.rows[name].cast(pl.Float64).to_numpy())
    table[REPEATS] = Column("number", *records(data, known, (TEMPLATE,), REPEAT_CAUTION).values())
    return Facts(table, known, first)


def card(facts: Facts, found: Values, *, repeats: bool = True) -> Card:
    """Ours: general variables from first-time rows, the record of the very same declaration on top."""
    table = {name: column.rows(facts.known) for name, column in facts.table.items() if repeats or name != REPEATS}
    wish = Wish("declarations", 1, NAMES)
    return train(wish, table, found[facts.known], first=facts.first[facts.known], repeats=(REPEATS,) if repeats else ())


def history_index(facts: Facts) -> Values:
    """The sum of the log-odds of all general records: every authority's first risk index."""
    names = [name for name in facts.table if name.startswith("record of")]
    usual = {name: np.nanmean(facts.table[name].values[facts.known]) for name in names}
    return np.sum([np.nan_to_num(facts.table[name].values - usual[name], nan=0.0) for name in names], axis=0)


def rules_of_thumb(facts: Facts) -> Values:
    """Seven rules written down before looking at any outcome but the record itself."""
    points = np.zeros(len(facts.known))
    for name, weight in (("hs6", 30), ("importer", 20), ("declarant", 15), ("origin", 10), ("departure + origin", 10)):
        values = facts.table.get(f"record of {name}")
        if values is not None:
            points += weight * (np.nan_to_num(values.values, nan=-9.0) > np.nanmean(values.values) + np.log(1.5))
    points += 10 * (facts.table["tax_rate"].values >= 8)
    points += 5 * np.isnan(facts.table["record of importer"].values)
    return points


def look_up(facts: Facts) -> Values:
    """The share found in the very same declaration before: what a model that only remembers would do."""
    values = facts.table[REPEATS].values
    return np.nan_to_num(values, nan=float(np.nanmean(values[facts.known])))


def raw_matrix(data: Declarations) -> Values:
    """The columns of the set as numbers, labels encoded: what the published models were given."""
    names = (*CODES, *NUMBERS, "declarant", "importer", "seller", "courier", "hs6")
    return np.column_stack([_as_number(data.rows[name]) for name in names])


def _as_number(column: pl.Series) -> Values:
    if column.dtype == pl.String:
        return column.fill_null("").rank("dense").cast(pl.Float64).to_numpy()
    return column.cast(pl.Float64).to_numpy()


def record_matrix(facts: Facts) -> Values:
    """The variables our card is given, without the record of the very same declaration."""
    return np.column_stack([column.values for name, column in facts.table.items() if name != REPEATS])
