"""A simulation is asked for, run once and kept as it was shown (issue item 7, acceptance 3)."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from audit.trail.selectors import entries_for
from clearance.models import Simulation, ThreatProfile
from clearance.services import profile_propose, simulation_request, simulation_run, simulation_run_now, simulation_start
from clearance.services.simulated import KINDS, register
from clearance.targeting.profile import default_document
from portal.core.domain.errors import NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.core.ids import uuid7
from portal.core.models import OutboxTask
from tests.factories.officer import primary, targeting


def proposed() -> ThreatProfile:
    return profile_propose(actor=targeting(), document=default_document())


def requested() -> Simulation:
    return simulation_request(actor=targeting(), kind="profile", subject_id=proposed().id)


def test_it_is_asked_for_once_and_both_pieces_of_work_are_promised() -> None:
    """Issue item 7: the run is work after the commit; asking twice gives the one that waits."""
    profile = proposed()
    first = simulation_request(actor=targeting(), kind="profile", subject_id=profile.id)
    again = simulation_request(actor=targeting("CBSA"), kind="profile", subject_id=profile.id)
    assert (first.id, first.status, first.digest) == (again.id, "queued", profile.digest)
    simulation_start(simulation_id=first.id)
    simulation_start(simulation_id=first.id)
    tasks = OutboxTask.objects.filter(subject_id=first.id).values_list("task", flat=True)
    assert sorted(tasks) == ["clearance.run_simulation", "clearance.start_simulation"]


def test_a_run_keeps_report_baseline_and_events_and_is_done_once() -> None:
    simulation = requested()
    assert simulation_run(simulation_id=simulation.id).status == "queued"
    done = simulation_run_now(simulation_id=simulation.id)
    in_force = ThreatProfile.objects.get(status="active")
    assert (done.status, done.baseline["profile"]["digest"]) == ("done", in_force.digest)
    assert done.report and done.report_digest and done.started_at and done.finished_at
    assert simulation_run(simulation_id=simulation.id).row_version == done.row_version
    events = [entry.event for entry in entries_for(Subject("simulation", simulation.id))]
    assert events == [f"clearance.simulation.{name}" for name in ("requested", "started", "finished")]


def test_a_run_that_fails_says_why_and_another_can_be_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    simulation = requested()

    def broken(*_: object) -> None:
        raise ValueError("no such port")

    with monkeypatch.context() as patched:
        patched.setattr("clearance.services.simulating.simulate", broken)
        failed = simulation_run_now(simulation_id=simulation.id)
    assert (failed.status, failed.error, failed.report) == ("failed", "ValueError: no such port", {})
    second = simulation_request(actor=targeting(), kind="profile", subject_id=failed.subject_id)
    assert second.id != failed.id and simulation_run_now(simulation_id=second.id).status == "done"


def test_the_version_is_told_in_the_same_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    """The registered function binds the simulation; when it cannot, nothing is finished either."""
    told: list[tuple[object, object]] = []
    profile = proposed()
    monkeypatch.setitem(KINDS, "profile", KINDS["profile"])

    def mark(*, subject_id: object, simulation: Simulation) -> None:
        told.append((subject_id, simulation.status))
        if len(told) == 1:
            raise ValueError("cannot bind")

    register("profile", load=KINDS["profile"].load, mark=mark)
    first = simulation_request(actor=targeting(), kind="profile", subject_id=profile.id)
    assert simulation_run_now(simulation_id=first.id).status == "failed"
    second = simulation_request(actor=targeting(), kind="profile", subject_id=profile.id)
    assert simulation_run_now(simulation_id=second.id).status == "done"
    assert told == [(profile.id, "done"), (profile.id, "done")]


def test_who_may_ask_and_for_what() -> None:
    profile = proposed()
    with pytest.raises(NotAllowed):
        simulation_request(actor=primary(), kind="profile", subject_id=profile.id)
    with pytest.raises(NotFound):
        simulation_request(actor=targeting(), kind="weather", subject_id=profile.id)
    with pytest.raises(NotFound):
        simulation_request(actor=targeting(), kind="profile", subject_id=uuid7())
    with pytest.raises(ValueError, match="cannot be simulated"):
        register("weather", load=KINDS["profile"].load)


FORGERIES = {
    "a report at birth": "INSERT INTO clearance_simulation SELECT (jsonb_populate_record(s, jsonb_build_object("
    "'id', gen_random_uuid(), 'subject_id', gen_random_uuid()))).* FROM clearance_simulation s WHERE s.status = 'done'",
    "another report": "UPDATE clearance_simulation SET report = '{\"x\": 1}' WHERE status = 'done'",
    "another document": "UPDATE clearance_simulation SET digest = 'x' WHERE status = 'done'",
    "taken back": "UPDATE clearance_simulation SET status = 'running' WHERE status = 'done'",
    "removed": "DELETE FROM clearance_simulation",
    "waiting for another document": "UPDATE clearance_simulation SET digest = 'x' WHERE status = 'queued'",
    "done without running": "UPDATE clearance_simulation SET status = 'done', report = '{\"x\": 1}', "
    "report_digest = 'x' WHERE status = 'queued'",
    "a report while waiting": "UPDATE clearance_simulation SET report = '{\"x\": 1}' WHERE status = 'queued'"
    "; UPDATE clearance_simulation SET report_digest = 'x' WHERE status = 'queued'",
}


@pytest.mark.parametrize("statement", FORGERIES.values(), ids=FORGERIES)
def test_no_report_can_be_forged_or_changed_by_sql(statement: str) -> None:
    """Acceptance 3: the record behind an activation is beyond SQL too."""
    simulation_run_now(simulation_id=requested().id)
    requested()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
