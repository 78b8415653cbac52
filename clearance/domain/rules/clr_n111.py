"""An answer that does not have the form its question asks for."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.elements import FORMATS
from clearance.domain.manifest import Manifest
from clearance.domain.manifest.scalars import READERS
from clearance.domain.partners.base import Question
from clearance.domain.partners.lines import answer_path
from clearance.domain.partners.table import QUESTIONS
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N111"

RULE = Rule(
    code=CODE,
    title=Text("Form of an answer", "Forme d'une réponse"),
    message=Text("{name} does not have the right form.", "{name} : la forme n'est pas la bonne."),
    fix=Text("Give {hint}, for example {example}.", "Donnez {hint}, par exemple {example}."),
    source="R-24; docs/agencies.md",
)
_READERS = {code: READERS[question.element.kind](question.element) for code, question in QUESTIONS.items()}


def _hint(question: Question) -> Text:
    if question.element.format:
        return FORMATS[question.element.format].hint
    listed = ", ".join(question.element.choices)
    return Text(f"one of {listed}", f"une valeur parmi {listed}")


def check(manifest: Manifest, context: Context) -> Findings:
    for number, shipment in enumerate(manifest.shipments):
        for position, line in enumerate(shipment.lines):
            for answer in line.answers:
                question = QUESTIONS.get(answer.question)
                if question is None or not answer.value or not _READERS[answer.question](answer.value)[1]:
                    continue
                yield RULE.item(
                    answer_path((number, position), answer.question),
                    answer.value,
                    name=question.name,
                    hint=_hint(question),
                    example=question.element.example,
                )
