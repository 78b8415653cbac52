"""How checks, worksheets and near matches move: an agency's officers work on their own column, four eyes at the end."""

from __future__ import annotations

from typing import Any

from enrollment.domain.transitions.application import COMMISSION, OFFICERS, SYSTEM, joined_blockers
from enrollment.domain.transitions.application import own_agency as own_column
from enrollment.domain.vetting.judging import CLEAR, FOUND, NOT_APPLICABLE, OPEN, RESOLVED, RESOLVING
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

SHEET_OPEN, PROPOSED, CLEARED, ADVERSE, SET_ASIDE = "open", "proposed", "cleared", "adverse", "set_aside"
WAITING, SAME, DIFFERENT = "waiting", "same", "different"


def _column(row: Any, actor: Actor) -> ErrorItem | None:
    """A check moves while its worksheet is open, by officers of its agency."""
    if row.worksheet.status != SHEET_OPEN:
        return SHEET_CLOSED
    return own_column(row.worksheet, actor)


def _resolvable(check: Any, actor: Actor) -> ErrorItem | None:
    return _column(check, actor) or (None if check.disqualifying else NOT_DISQUALIFYING)


def _second_for_check(check: Any, actor: Actor) -> ErrorItem | None:
    return _column(check, actor) or _another(check.resolution_by_id, actor)


def _second_for_sheet(sheet: Any, actor: Actor) -> ErrorItem | None:
    return own_column(sheet, actor) or _another(sheet.proposed_by_id, actor)


def _another(first: Any, actor: Actor) -> ErrorItem | None:
    return None if first is not None and actor.user_id is not None and actor.user_id != first else SECOND_OFFICER


def _complete(sheet: Any, actor: Actor) -> ErrorItem | None:
    return own_column(sheet, actor) or joined_blockers(sheet.blockers)


def _check_move(source: str, action: str, target: str, label: Text, guard: str = "column") -> Transition:
    return Transition(source, action, target, OFFICERS, f"enrollment.check.{action}", label, guard=guard)


_CLEAR = Text("Clear", "Rien à signaler")
_FIND = Text("Factor found", "Facteur constaté")
_NOT_APPLY = Text("Not applicable", "Sans objet")
_REOPEN = Text("Look again", "Reprendre")

CHECK = Workflow(
    name="vetting_check",
    initial=OPEN,
    states=(
        State(OPEN, Text("Not done", "À faire"), Text("Being checked", "En vérification"), "circle", "neutral"),
        State(CLEAR, _CLEAR, Text("Checked", "Vérifié"), "check-circle", "good"),
        State(NOT_APPLICABLE, _NOT_APPLY, Text("Checked", "Vérifié"), "minus-circle", "neutral"),
        State(FOUND, _FIND, Text("Being checked", "En vérification"), "warning", "bad"),
        State(
            RESOLVING,
            Text("Resolution to be confirmed", "Règlement à confirmer"),
            Text("Being checked", "En vérification"),
            "hourglass",
            "warn",
        ),
        State(RESOLVED, Text("Resolved", "Réglé"), Text("Checked", "Vérifié"), "double-check", "good"),
    ),
    transitions=(
        _check_move(OPEN, "clear", CLEAR, _CLEAR),
        _check_move(OPEN, "find", FOUND, _FIND),
        _check_move(OPEN, "not_apply", NOT_APPLICABLE, _NOT_APPLY),
        *(_check_move(state, "reopen", OPEN, _REOPEN) for state in (CLEAR, NOT_APPLICABLE, FOUND, RESOLVED)),
        _check_move(FOUND, "resolve", RESOLVING, Text("Propose a resolution", "Proposer un règlement"), "resolvable"),
        _check_move(RESOLVING, "agree", RESOLVED, Text("Confirm", "Confirmer"), "second_officer"),
        _check_move(RESOLVING, "disagree", FOUND, Text("Not resolved", "Non réglé")),
    ),
    guards={"column": _column, "resolvable": _resolvable, "second_officer": _second_for_check},
)

WORKSHEET = Workflow(
    name="vetting_worksheet",
    initial=SHEET_OPEN,
    states=(
        State(
            SHEET_OPEN,
            Text("Being worked on", "En cours"),
            Text("Being checked", "En vérification"),
            "hourglass",
            "info",
        ),
        State(
            PROPOSED,
            Text("Adverse decision to be confirmed", "Décision défavorable à confirmer"),
            Text("Being checked", "En vérification"),
            "people",
            "warn",
        ),
        State(CLEARED, Text("Cleared", "Sans facteur"), Text("Checked", "Vérifié"), "check-circle", "good", True),
        State(ADVERSE, Text("Adverse", "Défavorable"), Text("Decided", "Décidé"), "cross-circle", "bad"),
        State(
            SET_ASIDE,
            Text("Not needed: recognised", "Inutile : décision reconnue"),
            Text("Recognised", "Reconnu"),
            "link",
            "neutral",
            True,
        ),
    ),
    transitions=(
        Transition(
            SHEET_OPEN,
            "complete",
            CLEARED,
            OFFICERS,
            "enrollment.worksheet.cleared",
            Text("Close as clear", "Clore sans facteur"),
            guard="complete",
        ),
        Transition(
            SHEET_OPEN,
            "propose",
            PROPOSED,
            OFFICERS,
            "enrollment.worksheet.proposed",
            Text("Propose an adverse decision", "Proposer une décision défavorable"),
            guard="own_agency",
        ),
        Transition(
            PROPOSED,
            "confirm",
            ADVERSE,
            OFFICERS,
            "enrollment.worksheet.confirmed",
            Text("Confirm the decision", "Confirmer la décision"),
            guard="second_officer",
        ),
        Transition(
            PROPOSED,
            "refuse",
            SHEET_OPEN,
            OFFICERS,
            "enrollment.worksheet.refused",
            Text("Do not confirm", "Ne pas confirmer"),
            guard="own_agency",
        ),
        Transition(
            ADVERSE,
            "reopen",
            SHEET_OPEN,
            COMMISSION | SYSTEM,
            "enrollment.worksheet.reopened",
            Text("Reopen", "Rouvrir"),
        ),
        Transition(
            SHEET_OPEN,
            "set_aside",
            SET_ASIDE,
            SYSTEM,
            "enrollment.worksheet.set_aside",
            Text("Set aside", "Laisser de côté"),
        ),
    ),
    guards={"complete": _complete, "own_agency": own_column, "second_officer": _second_for_sheet},
)

NEAR_MATCH = Workflow(
    name="vetting_near_match",
    initial=WAITING,
    states=(
        State(
            WAITING, Text("To be judged", "À examiner"), Text("Being checked", "En vérification"), "question", "warn"
        ),
        State(SAME, Text("The same", "Identique"), Text("Checked", "Vérifié"), "warning", "bad", True),
        State(DIFFERENT, Text("Not the same", "Différent"), Text("Checked", "Vérifié"), "check-circle", "good", True),
    ),
    transitions=(
        Transition(
            WAITING,
            "confirm",
            SAME,
            OFFICERS,
            "enrollment.near_match.same",
            Text("The same", "C'est la même"),
            guard="column",
        ),
        Transition(
            WAITING,
            "refute",
            DIFFERENT,
            OFFICERS | COMMISSION | SYSTEM,
            "enrollment.near_match.different",
            Text("Not the same", "Ce n'est pas la même"),
            guard="judge",
        ),
    ),
    guards={"column": _column, "judge": lambda row, actor: None if actor.kind != "officer" else _column(row, actor)},
)

SHEET_CLOSED = ErrorItem(
    "ENR_WORKSHEET_CLOSED",
    Text("This worksheet is closed; its checks no longer change.", "Cette feuille est close; rien n'y change plus."),
    path="worksheet",
    fix=Text("Read it. A new vetting opens a new one.", "Consultez-la. Une nouvelle vérification en ouvre une autre."),
)
NOT_DISQUALIFYING = ErrorItem(
    "ENR_NOT_DISQUALIFYING",
    Text(
        "This factor only weighs points; it needs no resolution.", "Ce facteur ne pèse que des points; rien à régler."
    ),
    path="resolution",
    fix=Text("Leave it, or record the check anew.", "Laissez-le, ou refaites la vérification."),
)
SECOND_OFFICER = ErrorItem(
    "ENR_SECOND_OFFICER",
    Text("A second officer of the same agency confirms this.", "Un second agent du même organisme le confirme."),
    path="officer",
    fix=Text("Ask a colleague of your agency.", "Adressez-vous à un collègue de votre organisme."),
)
