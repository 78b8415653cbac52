"""Applications and memberships for tests, made by the services as people make them."""

from __future__ import annotations

from typing import Any

from enrollment.domain.questions import form_for

_BY_KIND: dict[str, Any] = {
    "text": "As in the document",
    "long_text": "100 Bridge Street, Windsor",
    "number": "24",
    "date": "2030-05-01",
    "yes_no": "no",
    "consent": "yes",
}


def answers_for(programme: str) -> dict[str, Any]:
    """Give complete, acceptable answers to the programme's joint application."""
    answers = {
        question.code: question.choices[0][0] if question.kind == "choice" else _BY_KIND[question.kind]
        for section in form_for(programme)
        for question in section.questions
    }
    return {**answers, "birth_date": "1988-04-30"} if "birth_date" in answers else answers
