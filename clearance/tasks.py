"""Work after a commit: score a filing, settle a release once it can no longer be undone, read a large file."""

from datetime import datetime
from typing import Any
from uuid import UUID

from celery import shared_task

from clearance.selectors import booth_prepare
from clearance.services import (
    draw_days_keep,
    inbound_read,
    lane_event_match,
    lookout_spread,
    lookouts_expire,
    loops_turn,
    messages_plan,
    messages_plan_for,
    offline_reconcile,
    policies_turn,
    positions_tell,
    prior_expire,
    profile_due,
    release_settled,
    seal_judge,
    simulation_run,
    simulation_start,
    trip_rescore,
    trip_score,
    upload_process_as_owner,
    waits_measure,
)
from portal.core.outbox import outbox_task


@outbox_task("clearance.score_trip")
def score_trip(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    trip_score(trip_id=subject_id, version=int(key))


@outbox_task("clearance.release_settled")
def settle_release(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    release_settled(trip_id=subject_id)


@outbox_task("clearance.read_upload")
def read_upload(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    upload_process_as_owner(batch_id=subject_id)


@outbox_task("clearance.send_messages")
def send_messages(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    messages_plan(trip_id=subject_id)


@outbox_task("clearance.plan_messages")
def plan_messages(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    messages_plan_for(trip_id=subject_id, endpoint_id=UUID(payload["endpoint"]))


@outbox_task("clearance.read_inbound")
def read_inbound(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    inbound_read(inbound_id=subject_id)


@outbox_task("clearance.start_simulation")
def start_simulation(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    simulation_start(simulation_id=subject_id)


@outbox_task("clearance.run_simulation")
def run_simulation(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    simulation_run(simulation_id=subject_id)


@outbox_task("clearance.match_lane_event")
def match_lane_event(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    lane_event_match(event_id=subject_id)


@outbox_task("clearance.reconcile_offline")
def reconcile_offline(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    offline_reconcile(decision_id=subject_id)


@shared_task(name="clearance.turn_loops", ignore_result=True)
def turn_loops() -> int:
    """Tell the companies of loops that end soon or have ended (R-62)."""
    return loops_turn()


@shared_task(name="clearance.turn_policies", ignore_result=True)
def turn_policies() -> int:
    return policies_turn()


@outbox_task("clearance.judge_seal")
def judge_seal(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    seal_judge(seal_id=subject_id)
    positions_tell(seal_id=subject_id, batch_id=UUID(key))


@outbox_task("clearance.expire_prior")
def expire_prior(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    prior_expire(clearance_id=subject_id)


@shared_task(name="clearance.prepare_booths", ignore_result=True)
def prepare_booths() -> int:
    return booth_prepare()


@outbox_task("clearance.profile_due")
def put_profile_in_force(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    profile_due(profile_id=subject_id, at=datetime.fromisoformat(payload["at"]))


@outbox_task("clearance.rescore_trip")
def rescore_trip(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    trip_rescore(trip_id=subject_id)


@outbox_task("clearance.lookout_changed")
def lookout_changed(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    lookout_spread(lookout_id=subject_id, key=key)


@shared_task(name="clearance.expire_lookouts", ignore_result=True)
def expire_lookouts() -> int:
    return lookouts_expire()


@shared_task(name="clearance.keep_draw_days", ignore_result=True)
def keep_draw_days() -> int:
    return draw_days_keep()


@shared_task(name="clearance.measure_waits", ignore_result=True)
def measure_waits() -> int:
    return waits_measure()
