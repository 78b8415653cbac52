"""Every workflow of the portal, by the model and field it governs. Apps register theirs when they start."""

from __future__ import annotations

from dataclasses import dataclass

from portal.core.domain.text import Text
from portal.workflow.domain import Workflow


@dataclass(frozen=True, slots=True)
class Registration:
    """`model_label` is `app.Model`, `field` the status field that only `apply()` may write."""

    workflow: Workflow
    model_label: str
    field: str = "status"


_registry: dict[str, Registration] = {}


def register(workflow: Workflow, model_label: str, field: str = "status") -> None:
    """Add a workflow; registering the same name for another model is a programming error."""
    known = _registry.get(workflow.name)
    if known and known.model_label != model_label:
        raise ValueError(f"workflow {workflow.name} is registered for {known.model_label}")
    _registry[workflow.name] = Registration(workflow, model_label, field)


def registrations() -> tuple[Registration, ...]:
    return tuple(_registry[name] for name in sorted(_registry))


def registration(workflow: Workflow) -> Registration:
    return _registry[workflow.name]


_labels: dict[str, Text] = {}


def label_events(labels: dict[str, Text]) -> None:
    """Name events that no transition names, for timelines: `{"clearance.trip.filed": Text(...)}`."""
    _labels.update(labels)


def event_label(event: str) -> Text:
    """Give the words for an event: its own label, the label of its transition, else its code."""
    if event in _labels:
        return _labels[event]
    for entry in _registry.values():
        for move in entry.workflow.transitions:
            if move.event == event:
                return move.label
    return Text(event, event)
