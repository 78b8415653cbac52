"""The planted generator is frozen: whoever changes a draw or a coefficient must give it another number."""

from __future__ import annotations

import hashlib

import numpy as np

from bench.planted import VERSION, Planted, planted
from clearance.targeting.schema import CODE, SCHEMA

SIZE = 2_000
DIGESTS = {
    1: "fc1264262ca9d2c7a20c0c2bf323c76bc2a6747083aacdf775c6f552a9300c31",
    2: "7feec8b4f8ef37d9bee85a575d0cae77de0753e6fe45f9c941136208dc91544c",
}


def digest(made: Planted) -> str:
    """Eight significant digits: the draws are exact, logarithms differ in the last digit between machines."""
    whole = hashlib.sha256()
    for name in sorted(made.facts):
        whole.update(f"{name} {[f'{value:.8g}' for value in made.facts[name].tolist()]}".encode())
    whole.update(repr([f"{value:.8g}" for value in made.chance.tolist()]).encode())
    whole.update(made.found.astype(np.int8).tobytes())
    return whole.hexdigest()


def test_version_one_never_changes() -> None:
    assert VERSION == 1
    assert {seed: digest(planted(seed, SIZE)) for seed in DIGESTS} == DIGESTS


def test_what_is_planted_are_facts_of_the_schema() -> None:
    made = planted(3, SIZE)
    assert made.facts.keys() <= SCHEMA.keys()
    assert made.levels.keys() == {name for name in made.facts if SCHEMA[name].kind == CODE}
    assert all(SCHEMA[name].may_be_unknown for name, values in made.facts.items() if np.isnan(values).any())


def test_few_filings_hide_something_and_the_truth_ranks_them() -> None:
    made = planted(4, 20_000)
    assert 0.008 < made.chance.mean() < 0.018
    riskiest = np.argsort(-made.chance)[:200]
    assert made.found[riskiest].mean() > 5 * made.found.mean()
