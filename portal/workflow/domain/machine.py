"""The shape of a workflow. One table drives buttons, API errors, the docs page, the tests and the trigger."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, NotAllowed
from portal.core.domain.text import Text

Guard = Callable[[Any, Actor], ErrorItem | None]


@dataclass(frozen=True, slots=True)
class State:
    """One status: its code, what staff and the public read, its icon and tone, and whether it is final.

    `tone` is neutral, info, good, warn or bad; it picks a colour that always comes with icon and word.
    """

    code: str
    staff: Text
    public: Text
    icon: str = "dot"
    tone: str = "neutral"
    final: bool = False


@dataclass(frozen=True, slots=True)
class Transition:
    """One permitted move. `roles` may take it, `agency` narrows to that agency's officers when given."""

    source: str
    action: str
    target: str
    roles: frozenset[str]
    event: str
    label: Text
    agency: str = ""
    guard: str = ""


@dataclass(frozen=True)
class Workflow:
    """A closed table of states and transitions with its named guards (architecture rule 1)."""

    name: str
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    initial: str
    guards: Mapping[str, Guard] = field(default_factory=dict)

    def __post_init__(self) -> None:
        codes = {state.code for state in self.states}
        for move in self.transitions:
            if not {move.source, move.target} <= codes:
                raise ValueError(f"{self.name}: {move.source} -{move.action}-> {move.target} names an unknown state")
            if move.guard and move.guard not in self.guards:
                raise ValueError(f"{self.name}: {move.action} names an unknown guard {move.guard}")
        keys = [(move.source, move.action) for move in self.transitions]
        if len(keys) != len(set(keys)) or self.initial not in codes or len(codes) != len(self.states):
            raise ValueError(f"{self.name}: states and (source, action) pairs must be unique, the initial state known")

    def state(self, code: str) -> State:
        """Give the state with that code; KeyError when there is none."""
        return next(state for state in self.states if state.code == code)

    @property
    def actions(self) -> tuple[str, ...]:
        """Every action of the table, once, in order of appearance."""
        return tuple(dict.fromkeys(move.action for move in self.transitions))

    @property
    def edges(self) -> frozenset[tuple[str, str]]:
        """Every permitted (source, target) pair: what the database trigger allows."""
        return frozenset((move.source, move.target) for move in self.transitions)

    def find(self, source: str, action: str) -> Transition:
        """Give the transition, or raise Conflict saying what can be done from here instead."""
        for move in self.transitions:
            if (move.source, move.action) == (source, action):
                return move
        raise Conflict([self._refusal(source, action)])

    def check(self, obj: Any, source: str, action: str, actor: Actor) -> Transition:
        """Give the transition when state, role, agency and guard all allow it; raise the refusal otherwise."""
        move = self.find(source, action)
        if not self.permits(move, actor):
            raise NotAllowed([self._not_yours(move)])
        refusal = self.guards[move.guard](obj, actor) if move.guard else None
        if refusal:
            raise Conflict([refusal])
        return move

    @staticmethod
    def permits(move: Transition, actor: Actor) -> bool:
        """Say whether role and agency let this actor take the move at all."""
        return actor.has(*move.roles) and (not move.agency or actor.agency == move.agency)

    def available(self, source: str, actor: Actor) -> tuple[Transition, ...]:
        """Give the moves this actor may take from the state: what becomes buttons."""
        return tuple(move for move in self.transitions if move.source == source and self.permits(move, actor))

    def _refusal(self, source: str, action: str) -> ErrorItem:
        options = [move for move in self.transitions if move.source == source]
        state = self.state(source)
        return ErrorItem(
            "WORKFLOW_NOT_FROM_HERE",
            Text(
                "“{action}” is not possible while the status is “{state}”.",
                "« {action} » n'est pas possible lorsque l'état est « {state_fr} ».",
            ).format(action=action, state=state.public.en, state_fr=state.public.fr),
            path="status",
            value=source,
            fix=Text(
                "Possible now: {options}.".format(options=", ".join(move.label.en for move in options) or "nothing"),
                "Possible maintenant : {options}.".format(
                    options=", ".join(move.label.fr for move in options) or "rien"
                ),
            ),
        )

    def _not_yours(self, move: Transition) -> ErrorItem:
        who = ", ".join(sorted(move.roles)) + (f" ({move.agency})" if move.agency else "")
        return ErrorItem(
            "WORKFLOW_ROLE",
            Text("Your role may not do “{label}”.", "Votre rôle ne permet pas « {label_fr} ».").format(
                label=move.label.en, label_fr=move.label.fr
            ),
            path="status",
            value=move.action,
            fix=Text("It takes one of: {who}.", "Il faut l'un de ces rôles : {who}.").format(who=who),
        )
