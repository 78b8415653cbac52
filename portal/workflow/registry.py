"""Every workflow of the portal, by the model and field it governs. Apps register theirs when they start."""

from __future__ import annotations

from dataclasses import dataclass

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
