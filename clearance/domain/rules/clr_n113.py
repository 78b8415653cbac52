"""What an agency still needs before it can let the goods go: the trip may be filed, its line waits."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.partners.lines import answer_path, regulated
from clearance.domain.partners.needs import missing
from clearance.domain.rules.base import WARNING, Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N113"

RULE = Rule(
    code=CODE,
    title=Text("What an agency needs before release", "Ce qu'un organisme exige avant la mainlevée"),
    message=Text(
        "{name}: {agencies} must have it before the goods may go (goods lines: {count}).",
        "{name} : {agencies} doit l'avoir avant la mainlevée (lignes de marchandises : {count}).",
    ),
    fix=Text(
        "Give it now or later from the page of the trip: the filing goes ahead, that agency waits for it.",
        "Donnez-le maintenant ou plus tard depuis la page du voyage : le dépôt se fait, cet organisme l'attend.",
    ),
    source="R-24, R-29; docs/agencies.md",
    severity=WARNING,
)


def check(manifest: Manifest, context: Context) -> Findings:
    """Say it once per question, at the first line that lacks the answer, with the number of lines."""
    first: dict[str, str] = {}
    lacking: dict[str, list[str]] = {}
    names = {}
    for place, goods in regulated(manifest, context.severities):
        for item in missing(goods, manifest.day(context.now)):
            code = item.question.code
            if not item.blocks:
                first.setdefault(code, answer_path(place, code))
                lacking.setdefault(code, []).extend(item.agencies)
                names[code] = item
    for code, path in first.items():
        agencies = dict.fromkeys(lacking[code])
        count = len(lacking[code]) // len(agencies)
        yield RULE.item(path, agencies=", ".join(agencies), name=names[code].question.name, count=count)
