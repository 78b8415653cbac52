"""The sanction matrix: proposed, compared with what counts, signed by both agencies, put in force (R-10)."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from enrollment.domain.sanction_matrix import Matrix, changed_cells, matrix_problems
from enrollment.domain.transitions.matrix import MATRIX_KEYS, SANCTION_MATRIX
from enrollment.models import SanctionEntry, SanctionMatrixSignature, SanctionMatrixVersion
from enrollment.selectors.matrix import matrix_due, matrix_in_force
from enrollment.services.consultations import consultation_lapse, signing_gate
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import ErrorItem, Invalid, NotAllowed
from portal.core.domain.text import Text
from portal.core.services import next_number
from portal.workflow.domain.two_keys import AGENCIES, document_digest
from portal.workflow.services.two_keys import (
    Register,
    body_of,
    document_bind,
    document_enforce,
    document_sign,
    document_withdraw,
)

BOOK = Register("sanction_matrix", SANCTION_MATRIX, SanctionMatrixVersion, SanctionMatrixSignature)
CALENDAR = system_actor("calendar")
LOOK_BACK_DAYS = 365
FIRST_AFTER_FOUNDING = 2


@transaction.atomic
def matrix_propose(
    *, actor: Actor, changes: Mapping[tuple[str, str, str], str], note: str, valid_from: datetime | None = None
) -> SanctionMatrixVersion:
    """Keep a new version as a draft: the one in force with some cells changed, by class, harm and history.

    The comparison is bound at once: which cells differ, and how many entries of the last year would have met another
    ceiling. Raises NotAllowed, Invalid naming the cells that break a rule no signature can lift.
    """
    if not actor.has(*MATRIX_KEYS) or (actor.kind == "officer" and actor.agency not in AGENCIES):
        raise NotAllowed([_KEYS])
    if not note.strip():
        raise Invalid([_WHY])
    old = matrix_in_force()
    number = next_number("sanction_matrix", 0) + FIRST_AFTER_FOUNDING - 1
    document = changed(old, changes, f"sanctions-{number}")
    problems = matrix_problems(document)
    if problems or not changed_cells(old, Matrix(document)):
        raise Invalid([_item(path, said) for path, said in problems] or [_NOTHING])
    version = SanctionMatrixVersion.objects.create(
        number=number,
        document=document,
        digest=document_digest(document),
        status=SANCTION_MATRIX.initial,
        note=note.strip()[:1000],
        valid_from=valid_from or clock.now(),
        author_id=actor.person,
        author_as=actor.name,
    )
    record(
        actor=actor,
        event="enrollment.sanction_matrix.proposed",
        subject=BOOK.subject_of(version),
        body={**body_of(version), "changes": [list(cell) for cell in changed_cells(old, Matrix(document))]},
    )
    report = comparison(old, Matrix(document))
    document_bind(
        BOOK, version_id=version.id, digest=version.digest, changes={"report": report}, body={"against": old.version}
    )
    version.refresh_from_db()
    return version


def changed(old: Matrix, changes: Mapping[tuple[str, str, str], str], version: str) -> dict[str, Any]:
    """Give the document with these cells changed; unknown places are left to the check."""
    document: dict[str, Any] = copy.deepcopy(dict(old.document))
    document["version"] = version
    for (infraction, harm, history), step in changes.items():
        document["cells"].setdefault(infraction, {}).setdefault(harm, {})[history] = step
    return document


def comparison(old: Matrix, new: Matrix) -> dict[str, Any]:
    """Give the cells that differ and what the register of the last year would have met, by cell."""
    since = clock.now() - timedelta(days=LOOK_BACK_DAYS)
    entries = SanctionEntry.objects.filter(created_at__gte=since, voided_at=None).values_list(
        "infraction", "harm", "history"
    )
    counted: dict[tuple[str, str, str], int] = {}
    for place in entries:
        counted[place] = counted.get(place, 0) + 1
    return {
        "against": old.version,
        "cells": [
            {
                "class": code,
                "harm": harm,
                "history": history,
                "old": was,
                "new": now,
                "entries": counted.get((code, harm, history), 0),
            }
            for code, harm, history, was, now in changed_cells(old, new)
        ],
        "entries": sum(counted.values()),
    }


@transaction.atomic
def matrix_sign(*, actor: Actor, version_id: UUID, expected_version: int) -> SanctionMatrixVersion:
    """Sign a version for the actor's agency (see `document_sign`).

    Signed by both, it counts from its moment by itself: the second signature waits for a consultation (R-51).
    """
    signing_gate(BOOK, version_id)
    return document_sign(BOOK, actor=actor, version_id=version_id, expected_version=expected_version)


def matrix_enforce(*, actor: Actor, version_id: UUID, expected_version: int | None = None) -> SanctionMatrixVersion:
    """Put a version both agencies signed in force; entries made before keep the version they were made under."""
    return document_enforce(BOOK, actor=actor, version_id=version_id, expected_version=expected_version)


@transaction.atomic
def matrix_turn() -> int:
    """Put the versions whose day has come in force; gives how many. Safe to repeat and to run twice at once.

    The matrix counts from its moment by the clock (`matrix_in_force`); this lets the status follow.
    """
    due = SanctionMatrixVersion.objects.select_for_update().filter(matrix_due()).order_by("number")
    versions = [row.id for row in due]
    for version_id in versions:
        document_enforce(BOOK, actor=CALENDAR, version_id=version_id)
    return len(versions)


def matrix_now() -> Matrix:
    """Give the matrix an entry is written under, its status caught up first: the database holds the entry to it."""
    matrix_turn()
    return matrix_in_force()


@transaction.atomic
def matrix_withdraw(*, actor: Actor, version_id: UUID, expected_version: int) -> SanctionMatrixVersion:
    """Put a version away that is not in force."""
    gone = document_withdraw(BOOK, actor=actor, version_id=version_id, expected_version=expected_version)
    consultation_lapse("sanction_matrix", version_id)
    return gone


def _item(path: str, said: Text) -> ErrorItem:
    return ErrorItem("ENR_MATRIX_RULE", said, path=path, fix=_CORRECT)


_CORRECT = Text("Choose another step for this cell.", "Choisissez une autre mesure pour cette case.")
_KEYS = ErrorItem(
    "ENR_MATRIX_KEYS",
    Text(
        "Supervisors of CBP and the CBSA and administrators keep the matrix.",
        "La matrice relève des superviseurs du CBP et de l'ASFC et des administrateurs.",
    ),
    fix=Text("Ask one of them.", "Adressez-vous à l'un d'eux."),
)
_WHY = ErrorItem(
    "ENR_MATRIX_WHY",
    Text("Say why the matrix should change.", "Dites pourquoi la matrice devrait changer."),
    path="note",
    fix=Text("One sentence is enough; members read it.", "Une phrase suffit; les membres la lisent."),
)
_NOTHING = ErrorItem(
    "ENR_MATRIX_SAME",
    Text("Nothing differs from the version in force.", "Rien ne diffère de la version en vigueur."),
    path="cells",
    fix=Text("Change at least one cell.", "Modifiez au moins une case."),
)
