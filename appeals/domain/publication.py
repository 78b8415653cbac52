"""A ruling as everybody may read it: redacted by one, checked by another, nobody findable by a small group (3.1, 7; 4.11).

Facts beside the text are kind, outcome, tier, region and days; a fact that fewer than five rulings share is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

FEWEST = 5
HEADNOTE_AT_LEAST = 40
TEXT_AT_LEAST = 60
COMMISSION = frozenset({"commission.registrar", "commission.member"})
REGIONS: dict[str, Text] = {
    "": Text("Not said", "Non précisée"),
    "atlantic": Text("Atlantic", "Atlantique"),
    "quebec": Text("Quebec and New England", "Québec et Nouvelle-Angleterre"),
    "lakes": Text("Great Lakes", "Grands Lacs"),
    "prairies": Text("Prairies and Plains", "Prairies et Plaines"),
    "pacific": Text("Pacific", "Pacifique"),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is published beside the text; empty where it is left out."""

    kind: str
    tier: str = ""
    region: str = ""


def generalised(facts: Facts, others: Iterable[Facts]) -> Facts:
    """Leave region, then tier out until at least five rulings, this one counted, share what is left."""
    rows = list(others)
    for kept in (facts, replace(facts, region=""), replace(facts, region="", tier="")):
        shared = Counter(_like(row, kept) for row in rows)[kept] + 1
        if shared >= FEWEST:
            return kept
    return replace(facts, region="", tier="")


def _like(row: Facts, kept: Facts) -> Facts:
    """A ruling as it would look with the same facts left out."""
    return Facts(row.kind, row.tier if kept.tier else "", row.region if kept.region else "")


def names_in(record: Mapping[str, Any], *more: str) -> tuple[str, ...]:
    """Give what must not stand in a published text: names and numbers of the record and whatever else is given."""
    decision = record.get("decision", {})
    about = record.get("about", {})
    found = [about.get("number"), about.get("decided_by"), decision.get("membership"), decision.get("number"), *more]
    return tuple(dict.fromkeys(str(name).strip() for name in found if name and len(str(name).strip()) >= 3))


def leaks(text: str, names: Iterable[str]) -> list[str]:
    """Give the names that stand in the text, whatever their capitals and spaces between."""
    plain = _plain(text)
    return [name for name in names if _plain(name) in plain]


def _plain(text: str) -> str:
    return re.sub(r"[\s\-]+", " ", text).casefold()


def _second_person(publication: object, actor: Actor) -> ErrorItem | None:
    """Who redacted a text does not check it."""
    return SAME_HAND if getattr(publication, "redacted_by_id", None) == actor.user_id else None


SAME_HAND = ErrorItem(
    "APL_REDACTION_SAME_HAND",
    Text(
        "You redacted this text; somebody else checks it.", "Vous avez caviardé ce texte; quelqu'un d'autre le vérifie."
    ),
    path="status",
    fix=Text("Ask the registrar or a member of the panel.", "Adressez-vous au greffe ou à un membre de la formation."),
)

PUBLICATION = Workflow(
    name="decision_publication",
    initial="redacted",
    states=(
        State(
            "redacted",
            Text("Redacted, to be checked", "Caviardée, à vérifier"),
            Text("Redacted", "Caviardée"),
            "eye",
            "info",
        ),
        State("returned", Text("Sent back", "Renvoyée"), Text("Sent back", "Renvoyée"), "undo", "warn"),
        State("published", Text("Published", "Publiée"), Text("Published", "Publiée"), "check-circle", "good", True),
    ),
    transitions=(
        Transition(
            "redacted",
            "publish",
            "published",
            COMMISSION,
            "appeals.publication.published",
            Text("Checked: publish", "Vérifiée : publier"),
            guard="second",
        ),
        Transition(
            "redacted",
            "send_back",
            "returned",
            COMMISSION,
            "appeals.publication.returned",
            Text("Send back", "Renvoyer"),
            guard="second",
        ),
        Transition(
            "returned",
            "redact",
            "redacted",
            COMMISSION,
            "appeals.publication.redacted",
            Text("Redact again", "Caviarder de nouveau"),
        ),
    ),
    guards={"second": _second_person},
)
