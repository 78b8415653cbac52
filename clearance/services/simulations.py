"""Simulations: asked for by a person, run by a worker, kept as they were shown (issue item 7).

A run is two pieces of work, so that people see it running: one marks the start, the next does the work and
finishes. A run that fails says why and is final; whoever needs it asks for another one.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from clearance.domain.simulation_workflow import OPEN, QUEUED, RUNNING
from clearance.domain.transitions import SIMULATION_WORKFLOW
from clearance.models import Simulation
from clearance.services.simulated import KINDS, candidate_of, mark_simulated
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import DomainError, ErrorItem, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.live import publish
from portal.core.outbox import is_outage
from portal.core.services import dispatch
from portal.workflow.services import apply

if TYPE_CHECKING:
    from clearance.services.simulating import Outcome

log = logging.getLogger(__name__)

SIMULATOR = system_actor("simulator")
MAY_ASK = ("officer.targeting", "officer.supervisor", "administrator", "system")
START_TASK, RUN_TASK = "clearance.start_simulation", "clearance.run_simulation"
CHANNEL = "simulations"


@transaction.atomic
def simulation_request(*, actor: Actor, kind: str, subject_id: UUID) -> Simulation:
    """Ask for a simulation of a version; one that is waiting or running already is given back instead."""
    if not actor.has(*MAY_ASK):
        raise NotAllowed([NOT_YOURS])
    if kind not in KINDS:
        raise NotFound
    candidate = KINDS[kind].load(subject_id)
    found = Simulation.objects.select_for_update().filter(kind=kind, subject_id=subject_id, status__in=OPEN).first()
    if found is not None:
        return found
    simulation = Simulation.objects.create(
        kind=kind,
        subject_id=subject_id,
        label=candidate.label.as_dict(),
        digest=candidate.digest,
        status=SIMULATION_WORKFLOW.initial,
        requested_by_id=actor.user_id,
        requested_as=actor.name,
        requested_at=clock.now(),
    )
    record(
        actor=actor,
        event="clearance.simulation.requested",
        subject=_subject(simulation),
        body={"kind": kind, "of": str(subject_id), "digest": candidate.digest},
    )
    dispatch(START_TASK, subject_id=simulation.id)
    return simulation


@transaction.atomic
def simulation_start(*, simulation_id: UUID) -> Simulation:
    """Mark the start and promise the run. Safe to repeat."""
    simulation = _locked(simulation_id)
    if simulation.status == QUEUED:
        simulation = _move(simulation, "start", {"started_at": clock.now()}, {})
        dispatch(RUN_TASK, subject_id=simulation.id)
    return simulation


@transaction.atomic
def simulation_run(*, simulation_id: UUID) -> Simulation:
    """Replay history under the version and keep the report; a fault of the run is kept as its failure.

    Safe to repeat. An outage of the database is no fault of the run: it goes up, and the work is done again.
    """
    from clearance.services.simulating import simulate  # polars takes a second to import: only the run pays it

    simulation = _locked(simulation_id)
    if simulation.status != RUNNING:
        return simulation
    try:
        with transaction.atomic():
            outcome = simulate(candidate_of(simulation))
            simulation = _finish(simulation, outcome)
            mark_simulated(simulation)
    except Exception as error:
        if is_outage(error):
            raise
        log.exception("simulation %s failed", simulation_id)
        why = why_of(error)
        return _move(simulation, "fail", {"error": why, "finished_at": clock.now()}, {"why": why})
    return simulation


@transaction.atomic
def simulation_run_now(*, simulation_id: UUID) -> Simulation:
    """Start and run in the caller's transaction, for seeds and commands; the promised work finds nothing left."""
    simulation_start(simulation_id=simulation_id)
    return simulation_run(simulation_id=simulation_id)


def _finish(simulation: Simulation, outcome: Outcome) -> Simulation:
    changes = {
        "baseline": outcome.baseline,
        "window_from": outcome.window_from,
        "window_to": outcome.window_to,
        "report": outcome.report,
        "report_digest": outcome.digest,
        "finished_at": clock.now(),
    }
    return _move(simulation, "finish", changes, {"report": outcome.digest})


def _locked(simulation_id: UUID) -> Simulation:
    found = Simulation.objects.select_for_update().filter(pk=simulation_id).first()
    if found is None:
        raise NotFound
    return found


def _move(simulation: Simulation, action: str, changes: dict[str, Any], body: dict[str, Any]) -> Simulation:
    moved = apply(
        workflow=SIMULATION_WORKFLOW,
        obj=simulation,
        action=action,
        actor=SIMULATOR,
        subject=_subject(simulation),
        changes=changes,
        body={"kind": simulation.kind, "of": str(simulation.subject_id), "digest": simulation.digest, **body},
    )
    publish(CHANNEL, "simulation", {"id": str(moved.id), "status": moved.status})
    return moved


def _subject(simulation: Simulation) -> Subject:
    return Subject("simulation", simulation.id)


def why_of(error: Exception) -> str:
    """Give what a person reads of a failure: the sentence of a refusal, else the kind of fault."""
    if isinstance(error, DomainError):
        return " ".join(item.message.en for item in error.items)[:1000]
    return f"{type(error).__name__}: {error}"[:1000]


NOT_YOURS = ErrorItem(
    "CLR_SIMULATION_ROLE",
    Text(
        "Targeting officers, supervisors and administrators ask for simulations.",
        "Les agents de ciblage, les superviseurs et les administrateurs demandent des simulations.",
    ),
    path="kind",
    fix=Text("Ask one of them.", "Adressez-vous à l'un d'eux."),
)
