"""Are the answers to a request well formed? The same readers as at filing, another place to point at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from clearance.domain.manifest.faults import fault_item
from clearance.domain.manifest.scalars import READERS
from clearance.domain.partners.table import QUESTIONS
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text


def reply_faults(answers: Iterable[Mapping[str, str]]) -> list[ErrorItem]:
    """Give what is wrong with answers {path, hs_code, question, value}, each at `<path>.answers[<question>]`."""
    found = []
    for answer in answers:
        question = QUESTIONS.get(answer.get("question", ""))
        path = f"{answer.get('path', '')}.answers[{answer.get('question', '')}]"
        if question is None or not answer.get("path") or not answer.get("hs_code"):
            found.append(ErrorItem("CLR_REQUEST_QUESTION", UNKNOWN, path, answer.get("question"), fix=FIX))
            continue
        _value, fault = READERS[question.element.kind](question.element)(answer.get("value", ""))
        if fault:
            found.append(fault_item(fault, question.element, path, answer.get("value")))
    return found


UNKNOWN = Text("This is not a question of any agency.", "Ce n'est une question d'aucun organisme.")
FIX = Text("Answer the questions shown.", "Répondez aux questions affichées.")
