"""Every rule finds its own fault, where it is, with a fix in both languages, and nothing in a faultless trip."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from clearance.domain.filing import check
from clearance.domain.rules import RULES
from clearance.domain.rules.registry import rule_from_module
from portal.core.domain.errors import ErrorItem
from tests.clearance.domain.rule_cases import CASES, Case
from tests.factories.clearance_facts import CONTEXT, context
from tests.factories.manifests import changed, manifest_dict


def broken(case: Case) -> dict[str, Any]:
    data = manifest_dict(case.direction)
    for path, value in case.changes.items():
        data = changed(data, path, value)
    return data


def found(code: str, items: tuple[ErrorItem, ...]) -> list[ErrorItem]:
    return [item for item in items if item.code == code]


def test_every_rule_has_a_case() -> None:
    assert CASES.keys() == RULES.keys()


@pytest.mark.parametrize("code", sorted(CASES))
def test_rule_finds_its_fault(code: str) -> None:
    case = CASES[code]
    items = found(code, check(broken(case), context(**case.context)).items)
    assert case.where in [item.path for item in items]
    for item in items:
        assert item.severity == RULES[code].severity
        assert item.fix is not None
        for words in (item.message, item.fix):
            assert words.en and words.fr and words.en != words.fr
            assert "{" not in words.en + words.fr


@pytest.mark.parametrize("code", sorted(CASES))
def test_rule_is_silent_on_a_faultless_trip(code: str) -> None:
    for direction in ("SB", "NB"):
        assert found(code, check(manifest_dict(direction), CONTEXT).items) == []


@pytest.mark.parametrize("code", sorted(CASES))
def test_only_errors_block(code: str) -> None:
    """Architecture rule 7: a warning alone never refuses a filing."""
    case = CASES[code]
    checked = check(broken(case), context(**case.context))
    assert checked.ok is (not checked.errors)
    if RULES[code].severity == "error":
        assert not checked.ok


def test_every_rule_says_where_it_comes_from() -> None:
    for rule in RULES.values():
        assert rule.source and rule.title.en and rule.title.fr, rule.code


def test_a_rule_file_with_another_code_is_refused() -> None:
    good = RULES["CLR_N001"]
    module = ModuleType("clearance.domain.rules.clr_n999")
    module.CODE, module.RULE, module.check = good.code, good, lambda _manifest, _context: iter(())
    with pytest.raises(ValueError, match="must be named after its rule"):
        rule_from_module(module)
