"""An answer that an agency needs before the truck sets out."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.partners.lines import answer_path, regulated
from clearance.domain.partners.needs import missing
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N110"

RULE = Rule(
    code=CODE,
    title=Text("What an agency needs at filing", "Ce qu'un organisme exige au dépôt"),
    message=Text(
        "{name}: {agencies} must know it for these goods. {why}",
        "{name} : {agencies} doit le savoir pour ces marchandises. {why}",
    ),
    fix=Text(
        "Answer it in the section “Agencies”, for example {example}.",
        "Répondez dans la section « Organismes », par exemple {example}.",
    ),
    source="R-24; docs/agencies.md (law and confidence of each question)",
)


def check(manifest: Manifest, context: Context) -> Findings:
    for place, goods in regulated(manifest, context.severities):
        for item in missing(goods, manifest.day(context.now)):
            if item.blocks:
                yield RULE.item(
                    answer_path(place, item.question.code),
                    agencies=", ".join(item.agencies),
                    name=item.question.name,
                    why=item.programmes[0].reason,
                    example=item.question.element.example,
                )
