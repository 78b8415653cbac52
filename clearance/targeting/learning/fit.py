"""Fitting points: a penalised logistic regression on bins, whose penalties are estimated from the data.

Every variable is a set of bins, every filing lies in one bin of each. The penalty of a variable draws its bins
towards zero, neighbours of an ordered variable towards each other, as strongly as the data suggest (a
Fellner-Schall step per round). Nothing is drawn at random: the same rows give the same card.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Codes = NDArray[np.int32]

ROUNDS, STEADY = 40, 2e-3
STILL, REFRESH = 0.15, 8
WEAKEST, STRONGEST = 1e-2, 1e5
OWN_WEIGHT = 0.05


@dataclass(frozen=True)
class Binned:
    """One variable: the bin of each row, how many bins, and how many of them, from the first, are in order."""

    codes: Codes
    size: int
    ordered: int = 0


@dataclass(frozen=True)
class Fit:
    """Log-odds: of the rest, and per variable of each of its bins."""

    intercept: float
    effects: tuple[Floats, ...]
    penalties: tuple[float, ...]


def fit(variables: Sequence[Binned], outcome: Floats, *, offset: Floats | None = None) -> Fit:
    """Fit all variables together. `offset` is log-odds already settled per row."""
    start = np.zeros(len(outcome)) if offset is None else offset
    places = np.cumsum([1, *(variable.size for variable in variables)])
    shapes = [_shape(variable) for variable in variables]
    penalties: Floats = np.full(len(variables), 10.0, dtype=np.float64)
    beta: Floats = np.zeros(places[-1], dtype=np.float64)
    beta[0] = _log_odds(outcome.mean()) - start.mean()
    hessian, moving = np.zeros((0, 0)), np.inf
    for turn in range(ROUNDS):
        gradient, weight = _slope(variables, places, beta, outcome, start)
        if moving > STILL or turn % REFRESH == 0:
            hessian = _curvature(variables, places, weight)
        penalty = _penalty(shapes, places, penalties)
        covariance: Floats = np.linalg.inv(hessian + penalty).astype(np.float64)
        step = covariance @ (gradient - penalty @ beta)
        beta = beta + step * min(1.0, 3.0 / max(float(np.abs(step).max()), 1e-12))
        renewed = _renewed(shapes, places, penalties, beta, covariance)
        moved = float(np.abs(np.log(renewed / penalties)).max()) if len(penalties) else 0.0
        penalties = renewed
        moving = float(np.abs(step).max())
        if moving < STEADY and moved < 0.05:
            break
    effects = tuple(beta[places[k] : places[k + 1]] for k in range(len(variables)))
    return Fit(float(beta[0]), effects, tuple(float(value) for value in penalties))


def log_odds(found: Fit, variables: Sequence[Binned]) -> Floats:
    """The fitted log-odds of each row."""
    total = np.full(len(variables[0].codes), found.intercept)
    for variable, effect in zip(variables, found.effects, strict=True):
        total += effect[variable.codes]
    return total


def _log_odds(share: float) -> float:
    kept = min(max(share, 1e-6), 1 - 1e-6)
    return float(np.log(kept / (1 - kept)))


def _shape(variable: Binned) -> Floats:
    """The penalty of one variable: differences of neighbours in order, and a little of each bin itself."""
    shape = np.eye(variable.size)
    if variable.ordered > 1:
        steps = np.diff(np.eye(variable.ordered), axis=0)
        shape[: variable.ordered, : variable.ordered] *= OWN_WEIGHT
        shape[: variable.ordered, : variable.ordered] += steps.T @ steps
    return shape


def _penalty(shapes: Sequence[Floats], places: NDArray[np.int64], penalties: Floats) -> Floats:
    whole = np.zeros((places[-1], places[-1]))
    for k, shape in enumerate(shapes):
        whole[places[k] : places[k + 1], places[k] : places[k + 1]] = penalties[k] * shape
    return whole


def _slope(
    variables: Sequence[Binned], places: NDArray[np.int64], beta: Floats, outcome: Floats, start: Floats
) -> tuple[Floats, Floats]:
    """The gradient, and the weight of each row in the curvature."""
    total = start + beta[0]
    for k, variable in enumerate(variables):
        total = total + beta[places[k] : places[k + 1]][variable.codes]
    chance = 1 / (1 + np.exp(-total))
    residual = outcome - chance
    gradient = np.zeros(places[-1])
    gradient[0] = residual.sum()
    for k, one in enumerate(variables):
        gradient[places[k] : places[k + 1]] = np.bincount(one.codes, residual, one.size)
    return gradient, chance * (1 - chance)


def _curvature(variables: Sequence[Binned], places: NDArray[np.int64], weight: Floats) -> Floats:
    """The Hessian, block by block. It moves little from round to round, and costs most, so it is kept a while."""
    hessian = np.zeros((places[-1], places[-1]))
    hessian[0, 0] = weight.sum()
    for k, one in enumerate(variables):
        mine = slice(places[k], places[k + 1])
        held = np.bincount(one.codes, weight, one.size)
        hessian[mine, mine] = np.diag(held)
        hessian[0, mine] = hessian[mine, 0] = held
        for j in range(k):
            other = variables[j]
            joint = np.bincount(one.codes * other.size + other.codes, weight, one.size * other.size)
            block = joint.reshape(one.size, other.size)
            hessian[mine, places[j] : places[j + 1]] = block
            hessian[places[j] : places[j + 1], mine] = block.T
    return hessian


def _renewed(
    shapes: Sequence[Floats], places: NDArray[np.int64], penalties: Floats, beta: Floats, covariance: Floats
) -> Floats:
    renewed = penalties.copy()
    for k, shape in enumerate(shapes):
        mine = slice(places[k], places[k + 1])
        effect = beta[mine]
        spread = float(effect @ shape @ effect)
        freedom = len(shape) / penalties[k] - float(np.trace(covariance[mine, mine] @ shape))
        renewed[k] = penalties[k] * max(freedom, 1e-12) / max(spread, 1e-12)
    return np.clip(renewed, WEAKEST, STRONGEST)
