"""Finds the rule files and runs them in order of their codes."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import ModuleType

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Check, Rule
from portal.core.domain.errors import ErrorItem


def rule_from_module(module: ModuleType) -> tuple[Rule, Check]:
    """Give the rule and the check of one file; ValueError when file and code do not agree."""
    rule: Rule = module.RULE
    check: Check = module.check
    if module.__name__.rpartition(".")[2] != rule.code.lower() or rule.code != module.CODE:
        raise ValueError(f"{module.__name__} declares {rule.code}: the file must be named after its rule")
    return rule, check


def _load() -> tuple[tuple[Rule, Check], ...]:
    names = sorted(path.stem for path in Path(__file__).parent.glob("clr_*.py"))
    return tuple(rule_from_module(import_module(f"clearance.domain.rules.{name}")) for name in names)


_CHECKS = _load()
RULES: dict[str, Rule] = {rule.code: rule for rule, _check in _CHECKS}


def run(manifest: Manifest, context: Context) -> list[ErrorItem]:
    """Give everything the rules find, in order of rule code."""
    found: list[ErrorItem] = []
    for _rule, check in _CHECKS:
        found.extend(check(manifest, context))
    return found
