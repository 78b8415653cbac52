"""How good a ranking is: precision and recall in its highest shares, area under the curve, intervals, repeatably."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

Values = NDArray[np.float64]
SHARES = (0.01, 0.02, 0.05, 0.10)
DRAWS = 200


@dataclass(frozen=True)
class Quality:
    """Of one ranking: precision and recall at each of SHARES, and the area under the ROC curve."""

    precision: tuple[float, ...]
    recall: tuple[float, ...]
    auc: float


def quality(score: Values, found: Values) -> Quality:
    """Rows with the same score count with the share of them that lies above the cut: no luck of the order."""
    tops = [_caught(score, found, share) for share in SHARES]
    total = max(float(found.sum()), 1.0)
    return Quality(
        tuple(caught / _size(len(found), share) for caught, share in zip(tops, SHARES, strict=True)),
        tuple(caught / total for caught in tops),
        auc(score, found),
    )


def auc(score: Values, found: Values) -> float:
    """The chance that a found row ranks above a clean one; ties count half. NaN when one kind is missing."""
    hits = float(found.sum())
    clean = len(found) - hits
    if not hits or not clean:
        return float("nan")
    return float((rankdata(score)[found > 0].sum() - hits * (hits + 1) / 2) / (hits * clean))


def _size(rows: int, share: float) -> int:
    return max(1, round(rows * share))


def _caught(score: Values, found: Values, share: float) -> float:
    size = _size(len(found), share)
    cut = np.partition(score, len(score) - size)[len(score) - size]
    above, level = score > cut, score == cut
    return float(found[above].sum() + found[level].sum() * (size - above.sum()) / level.sum())


def interval(score: Values, found: Values, group: NDArray[np.int64], *, draws: int = DRAWS) -> tuple[float, float]:
    """95 % interval of the AUC from draws of whole groups (bootstrap, PCG64 seed 1)."""
    drawn = [auc(score[rows], found[rows]) for rows in _draws(group, draws)]
    return float(np.quantile(drawn, 0.025)), float(np.quantile(drawn, 0.975))


def difference(
    one: Values, other: Values, found: Values, group: NDArray[np.int64], *, draws: int = DRAWS
) -> tuple[float, float]:
    """95 % interval of the AUC of `one` less that of `other`, on the same draws of groups."""
    drawn = [auc(one[rows], found[rows]) - auc(other[rows], found[rows]) for rows in _draws(group, draws)]
    return float(np.quantile(drawn, 0.025)), float(np.quantile(drawn, 0.975))


def _draws(group: NDArray[np.int64], draws: int) -> list[NDArray[np.int64]]:
    order = np.argsort(group, kind="stable")
    starts = np.flatnonzero(np.diff(group[order], prepend=group[order[:1]] - 1))
    members = np.split(order, starts[1:])
    chance = np.random.default_rng(1)
    return [np.concatenate([members[k] for k in chance.integers(0, len(members), len(members))]) for _ in range(draws)]


def folds(group: NDArray[np.int64], number: int = 5) -> NDArray[np.int64]:
    """The fold of each row; a group lies in one fold, folds hold about as many groups (PCG64 seed 2)."""
    distinct, place = np.unique(group, return_inverse=True)
    return np.random.default_rng(2).permutation(len(distinct))[place] % number
