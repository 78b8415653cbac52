"""Who an application is about, as near matches are sought: the person of the answers, or the company (R-89)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from portal.core.domain.matching import COMPANY, EXACT, NEAR, PERSON, SAME, Comparison, Identity
from portal.core.domain.text import Text

DENIED, REVOKED, SECOND_MEMBERSHIP, SECOND_APPLICATION = "denied", "revoked", "second", "applying"
ADVERSE = (DENIED, REVOKED)
WHY: dict[str, Text] = {
    DENIED: Text("An application that was denied", "Une demande refusée"),
    REVOKED: Text("A membership that was revoked", "Une adhésion révoquée"),
    SECOND_MEMBERSHIP: Text("A membership of another account", "Une adhésion d'un autre compte"),
    SECOND_APPLICATION: Text("An application of another account", "Une demande d'un autre compte"),
}
REVIEW, COMMISSION = "review", "commission"
LEAST_GROUNDS = 15


def person_identity(answers: Mapping[str, Any]) -> Identity:
    """Give the person of the answers; the document counts with its issuer, since numbers repeat between countries."""
    number = str(answers.get("document_number", "")).strip()
    born = str(answers.get("birth_date", ""))
    return Identity(
        PERSON,
        family=str(answers.get("family_name", "")),
        given=str(answers.get("given_names", "")),
        birth_date=_date(born),
        identifiers=(f"{answers.get('document_issuer', '')} {number}",) if number else (),
    )


def company_identity(name: str, identifiers: Iterable[tuple[str, str]]) -> Identity:
    """Give the company by its legal name and its (kind, value) identifiers."""
    return Identity(COMPANY, name=name, identifiers=tuple(f"{kind} {value}" for kind, value in identifiers))


def worth_asking(why: str, kind: str, found: Comparison) -> bool:
    """Say whether an officer is asked.

    An earlier denial or revocation is asked about on any resemblance. A second account is not: half the trade has a
    similar name, so there it takes the same number, or for a person a like name with the same date of birth.
    """
    if why in ADVERSE:
        return found.degree in (EXACT, NEAR)
    return found.degree == EXACT or (kind == PERSON and found.degree == NEAR and found.dates == SAME)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
