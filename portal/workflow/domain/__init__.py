"""Workflows as data: states, transitions and what may be done by whom."""

from portal.workflow.domain.machine import Guard, State, Transition, Workflow

__all__ = ["Guard", "State", "Transition", "Workflow"]
