"""Answers to a question no agency has, or two answers to one question."""

from __future__ import annotations

from difflib import get_close_matches

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.partners.table import QUESTIONS
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N112"

RULE = Rule(
    code=CODE,
    title=Text("One answer to a known question", "Une réponse à une question connue"),
    message=Text("“{question}” {what}.", "« {question} » {what}."),
    fix=Text("{fix}", "{fix}"),
    source="R-24; docs/agencies.md (codes of the questions)",
)
UNKNOWN = Text("is not a question of any agency", "n'est une question d'aucun organisme")
TWICE = Text("is answered twice for the same goods", "a deux réponses pour la même marchandise")
KEEP_ONE = Text("Keep one of the answers.", "Gardez une seule des réponses.")


def _near(code: str) -> Text:
    names = ", ".join(get_close_matches(code, QUESTIONS, n=3) or sorted(QUESTIONS)[:3])
    return Text(f"Did you mean {names}?", f"Vouliez-vous dire {names} ?")


def check(manifest: Manifest, context: Context) -> Findings:
    for number, shipment in enumerate(manifest.shipments):
        for position, line in enumerate(shipment.lines):
            seen: set[str] = set()
            for place, answer in enumerate(line.answers):
                code, path = answer.question, f"shipments[{number}].lines[{position}].answers[{place}].question"
                if code and code not in QUESTIONS:
                    yield RULE.item(path, code, question=code, what=UNKNOWN, fix=_near(code))
                elif code in seen:
                    yield RULE.item(path, code, question=code, what=TWICE, fix=KEEP_ONE)
                seen.add(code)
