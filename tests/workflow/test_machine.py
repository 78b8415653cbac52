"""The table behind every status change."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db.transaction import TransactionManagementError

from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, NotAllowed
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow
from portal.workflow.services import apply_locked

OFFICER = frozenset({"officer.primary"})
OPEN, SHUT = (State(code, Text(code, code), Text(code, code)) for code in ("open", "shut"))


def refuse_empty(obj: dict, actor: Actor) -> ErrorItem | None:
    return None if obj else ErrorItem("EMPTY", Text("empty", "vide"))


def table(**changes: object) -> Workflow:
    fields: dict = {
        "name": "door",
        "states": (OPEN, SHUT),
        "transitions": (
            Transition("open", "close", "shut", OFFICER, "door.closed", Text("Close", "Fermer"), agency="CBP"),
            Transition("shut", "open", "open", OFFICER, "door.opened", Text("Open", "Ouvrir"), guard="filled"),
        ),
        "initial": "open",
        "guards": {"filled": refuse_empty},
    }
    return Workflow(**{**fields, **changes})


CBP = Actor(kind="officer", roles=OFFICER, agency="CBP")
CBSA = Actor(kind="officer", roles=OFFICER, agency="CBSA")


def test_the_permitted_move_is_given() -> None:
    assert table().check({}, "open", "close", CBP).target == "shut"


def test_an_action_from_the_wrong_state_says_what_is_possible() -> None:
    with pytest.raises(Conflict) as refusal:
        table().check({}, "shut", "close", CBP)
    assert "Open" in refusal.value.items[0].fix.en


def test_another_agency_and_another_role_are_refused() -> None:
    for actor in (CBSA, Actor(kind="member", roles=frozenset({"trader.filer"}))):
        with pytest.raises(NotAllowed):
            table().check({}, "open", "close", actor)
    assert table().available("open", CBSA) == ()
    assert [move.action for move in table().available("open", CBP)] == ["close"]


def test_a_row_can_only_be_locked_by_a_transaction() -> None:
    with pytest.raises(TransactionManagementError):
        apply_locked(workflow=table(), row=object(), action="close", actor=CBP, subject=Subject("trip", uuid4()))


def test_a_guard_can_refuse() -> None:
    with pytest.raises(Conflict) as refusal:
        table().check({}, "shut", "open", CBP)
    assert refusal.value.items[0].code == "EMPTY"
    assert table().check({"full": 1}, "shut", "open", CBP).target == "open"


@pytest.mark.parametrize(
    "changes",
    [
        {"initial": "ajar"},
        {"states": (OPEN,)},
        {"guards": {}},
        {"states": (OPEN, SHUT, SHUT)},
    ],
)
def test_a_broken_table_cannot_be_built(changes: dict) -> None:
    with pytest.raises(ValueError, match="door"):
        table(**changes)
