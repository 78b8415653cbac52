"""Training a card from outcomes: bins, penalised fit, pairs that are worse together, whole points.

Where the same thing is declared again and again, its own record says most about it, and would drown what the
other variables say about things seen for the first time. So the general variables learn from first-time rows
only, and the record of the repeated thing (`repeats`) is fitted on top of them from all rows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import numpy as np

from clearance.targeting.learning.fit import STRONGEST, Binned, Fit, Floats, fit, log_odds
from clearance.targeting.learning.table import Column, Marks, Table, binned, cut_of, places, rows_of
from clearance.targeting.schema import CODE, NUMBER
from clearance.targeting.scorecard import Card, Cut, card_from_dict, cut_as_dict

METHOD = 1


@dataclass(frozen=True)
class Wish:
    """What the card is to be. `reasons` gives the reason class of a variable; the default is the record."""

    id: str
    version: int
    name: Mapping[str, str]
    target: str = "compliance"
    doubling: int = 20
    most_bins: int = 12
    least_rows: int = 40
    most_pairs: int = 0
    pair_bins: int = 5
    pair_surprise: float = 6.0
    reasons: Mapping[str, str] = field(default_factory=dict)
    period: tuple[str, str] = ("", "")


def train(
    wish: Wish, table: Table, outcome: Floats, *, first: Marks | None = None, repeats: Sequence[str] = ()
) -> Card:
    """A card from rows with known outcomes (1 found, 0 clean). Deterministic: no draw anywhere."""
    every = np.ones(len(outcome), dtype=np.bool_)
    chosen = every if first is None else first
    general = rows_of({name: column for name, column in table.items() if name not in repeats}, chosen)
    cuts: list[tuple[Cut, ...]] = [
        (cut_of(name, column, most=wish.most_bins, least=wish.least_rows),) for name, column in general.items()
    ]
    found, cuts = _general(wish, cuts, general, outcome[chosen])
    offset = log_odds(found, [binned(cut, table) for cut in cuts])
    own: list[tuple[Cut, ...]] = [
        (cut_of(name, table[name], most=2 * wish.most_bins, least=wish.least_rows),) for name in repeats
    ]
    on_top = fit([binned(cut, table) for cut in own], outcome, offset=offset) if own else Fit(0.0, (), ())
    parts = [*zip(cuts, found.effects, strict=True), *zip(own, on_top.effects, strict=True)]
    scale = wish.doubling / np.log(2)
    return card_from_dict(
        {
            "id": wish.id,
            "version": wish.version,
            "kind": "scorecard",
            "name": dict(wish.name),
            "target": wish.target,
            "base": round(float(scale * (found.intercept + on_top.intercept))),
            "doubling": wish.doubling,
            "parts": [_part(wish, cut, effect * scale, table, outcome) for cut, effect in parts],
            "trained": _trained(wish, table, outcome, chosen),
        }
    )


def _general(
    wish: Wish, cuts: list[tuple[Cut, ...]], table: Table, outcome: Floats
) -> tuple[Fit, list[tuple[Cut, ...]]]:
    """Fit, leave out what says nothing, add the pairs that surprise, fit again."""
    ready = [binned(cut, table) for cut in cuts]
    found = fit(ready, outcome)
    telling = [k for k, penalty in enumerate(found.penalties) if penalty < STRONGEST] or [0]
    kept, ready = [cuts[k] for k in telling], [ready[k] for k in telling]
    pairs = _surprising(wish, kept, table, outcome, found, [binned(cut, table) for cut in cuts])
    ready += [binned(pair, table) for pair in pairs]
    return fit(ready, outcome), kept + pairs


def _surprising(
    wish: Wish, cuts: list[tuple[Cut, ...]], table: Table, outcome: Floats, found: Fit, ready: list[Binned]
) -> list[tuple[Cut, ...]]:
    """The pairs of variables whose cells hold most more or less than both together explain."""
    if not wish.most_pairs:
        return []
    chance = 1 / (1 + np.exp(-log_odds(found, ready)))
    coarse = [_coarse(cut[0], table[cut[0].name], wish.pair_bins) for cut in cuts]
    codes = [places(cut, table[cut.name]) for cut in coarse]
    scored = []
    for i, j in combinations(range(len(coarse)), 2):
        one, other = coarse[i], coarse[j]
        joint = codes[i].astype(np.int64) * other.size + codes[j]
        excess = np.bincount(joint, outcome - chance, one.size * other.size)
        room = np.bincount(joint, chance * (1 - chance), one.size * other.size)
        full = room > 1
        freedom = max(1, (one.size - 1) * (other.size - 1))
        surprise = (float((excess[full] ** 2 / room[full]).sum()) - freedom) / np.sqrt(2 * freedom)
        if surprise > wish.pair_surprise:
            scored.append((-surprise, i, j))
    return [(coarse[i], coarse[j]) for _, i, j in sorted(scored)[: wish.most_pairs]]


def _coarse(cut: Cut, column: Column, most: int) -> Cut:
    if cut.kind == NUMBER:
        return cut_of(cut.name, column, most=most, least=1)
    if cut.kind == CODE and len(cut.codes) > most:
        counts = np.bincount(places(cut, column), minlength=cut.size)[: len(cut.codes)]
        kept = sorted(np.argsort(-counts, kind="stable")[:most])
        return Cut(cut.name, CODE, codes=tuple(cut.codes[k] for k in kept))
    return cut


def _part(wish: Wish, cut: tuple[Cut, ...], points: Floats, table: Table, outcome: Floats) -> dict[str, Any]:
    held = binned(cut, table)
    return {
        "of": [cut_as_dict(one) for one in cut],
        "points": [round(float(value)) for value in points],
        "rows": np.bincount(held.codes, minlength=held.size).tolist(),
        "found": np.bincount(held.codes, outcome, held.size).astype(np.int64).tolist(),
        "reason_class": wish.reasons.get(cut[0].name, "record"),
    }


def _trained(wish: Wish, table: Table, outcome: Floats, chosen: Marks) -> dict[str, Any]:
    whole = hashlib.sha256()
    for name in sorted(table):
        whole.update(name.encode() + np.ascontiguousarray(table[name].values).tobytes())
    whole.update(np.ascontiguousarray(outcome).tobytes())
    return {
        "method": METHOD,
        "from": wish.period[0],
        "until": wish.period[1],
        "rows": len(outcome),
        "found": int(outcome.sum()),
        "first_time_rows": int(chosen.sum()),
        "data_digest": whole.hexdigest(),
    }
