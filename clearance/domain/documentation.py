"""The pages docs/rules.md and docs/elements.md, written from the rules and the element table themselves.

    python -m clearance.domain.documentation docs

A test holds the committed pages to what this writes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from clearance.domain.elements import FORMATS, Element, walk
from clearance.domain.manifest.faults import FAULTS
from clearance.domain.release_types import release_types
from clearance.domain.rules import RULES

NEEDED = {"M": "required", "C": "conditional", "O": "optional", "": "not asked"}


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def rules_page() -> str:
    """Every rule: anchor, severity, agency, words in both languages, source."""
    return "\n".join([*_rules_head(), *_rule_sections(), *_structure_rows(), ""])


def _rules_head() -> Iterator[str]:
    yield "# Validation rules of a filing"
    yield ""
    yield (
        "Written from the rules themselves; do not edit. Errors block a filing, warnings and information do not. "
        "Each rule is one file in `clearance/domain/rules/`, named after its code."
    )
    yield ""


def _rule_sections() -> Iterator[str]:
    for code, rule in RULES.items():
        agency = rule.agency or "CBP and CBSA"
        yield f"## {code}"
        yield ""
        yield f"**{rule.title.en}** / **{rule.title.fr}** ({rule.severity}, {agency})"
        yield ""
        yield f"- {rule.message.en}"
        yield f"- {rule.message.fr}"
        yield f"- How to fix it: {rule.fix.en}"
        yield f"- Comment corriger : {rule.fix.fr}"
        yield f"- Source: {rule.source}"
        yield ""


def _structure_rows() -> Iterator[str]:
    yield "## Structure"
    yield ""
    yield "| code | message | fix |"
    yield "|---|---|---|"
    for code, fault in sorted(FAULTS.items()):
        yield f"| {code} | {_cell(fault.message.en)} / {_cell(fault.message.fr)} | {_cell(fault.fix.en)} |"


def elements_page() -> str:
    """Every data element with both agencies' names, lengths, formats, and who asks for it."""
    head = [
        "# Data elements of a filing",
        "",
        "Written from `clearance/domain/data/elements.csv`; do not edit. The crosswalk of what you type to what "
        "each agency gets: SB is into the United States, NB into Canada.",
        "",
        "| path | name | kind | SB | NB | CBP | CBSA | other agencies | format | law | purpose |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    rows = (_element_row(path, element) for path, element in walk())
    return "\n".join([*head, *rows, *_release_rows(), ""])


def _release_rows() -> Iterator[str]:
    yield ""
    yield "## Release types"
    yield ""
    yield (
        "Written from `clearance/domain/data/release_types.json`. A type asks what its direction asks, and what "
        "stands here; C is needed under a condition a rule states."
    )
    yield ""
    yield "| code | direction | name | in force | also asks | limit | advance cargo data in Canada | source |"
    yield "|---|---|---|---|---|---|---|---|"
    for kind in release_types().values():
        until = f" until before {kind.effective_until}, then {kind.instead}" if kind.effective_until else ""
        cells = (
            kind.code,
            kind.direction,
            f"{kind.name.en} / {kind.name.fr}",
            f"from {kind.effective_from}{until}",
            ", ".join(f"`{path}` {need}" for path, need in kind.needs.items()),
            f"{kind.limit} {kind.limit_currency}" if kind.limit else "",
            f"not asked: {kind.exempt.en}" if kind.exempt else "",
            kind.source,
        )
        yield f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _element_row(path: str, element: Element) -> str:
    hint = FORMATS[element.format].hint.en if element.format else ", ".join(element.choices)
    size = f" {element.size}" if element.size else ""
    cells = (
        f"`{path}`",
        f"{element.name.en} / {element.name.fr}",
        f"{element.kind}{size}",
        NEEDED[element.us],
        NEEDED[element.ca],
        element.cbp,
        element.cbsa,
        element.other,
        hint,
        element.basis,
        element.purpose.en if element.purpose else "",
    )
    return f"| {' | '.join(_cell(cell) for cell in cells)} |"


PAGES = {"rules.md": rules_page, "elements.md": elements_page}


def write(folder: Path) -> None:
    """Write both pages into a folder."""
    for name, page in PAGES.items():
        (folder / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
