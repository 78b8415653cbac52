"""What is in force: lane policy, risk appetite, a port's own attention, the FAST wait (R-36, R-45, R-48).

Everything the engine needs is read in one statement, so that a signed change counts from the next trip on in every
process; the documents, which never change, are kept once read. Time limits are judged at the moment of reading: a
level or record that is over stops counting without anybody's act.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection

from clearance.models import AppetiteRecord, LanePolicyVersion
from clearance.targeting.appetite import (
    LEVEL,
    STANDING,
    Appetite,
    appetite_from_dict,
    default_appetite,
    default_appetite_document,
    with_attention,
)
from clearance.targeting.lane_policy import (
    LanePolicy,
    default_policy,
    default_policy_document,
    lane_policy_from_dict,
    under,
)
from clearance.targeting.lanes import FastWait
from portal.core import clock
from portal.workflow.domain.two_keys import EXPIRED, IN_FORCE, document_digest

STATEMENT = """
SELECT
  (SELECT json_agg(json_build_object('id', id, 'number', number, 'kind', kind, 'crossing', crossing,
       'direction', direction, 'from', valid_from, 'to', valid_to, 'status', status, 'digest', digest))
   FROM clearance_appetite WHERE status IN ('in_force', 'expired') AND crossing IN ('', %(crossing)s)
     AND direction IN ('', %(direction)s)),
  (SELECT json_build_object('id', id, 'number', number, 'digest', digest)
   FROM clearance_lane_policy WHERE status = 'in_force'),
  (SELECT json_build_object('points', points, 'grounds', grounds, 'by', officer_as, 'to', ends_at)
   FROM clearance_local_attention WHERE crossing = %(crossing)s AND starts_at <= %(now)s
   ORDER BY starts_at DESC, id DESC LIMIT 1),
  (SELECT json_build_object('minutes', minutes, 'at', measured_at, 'by', measured_as) FROM clearance_lane_wait
   WHERE crossing = %(crossing)s AND direction = %(direction)s ORDER BY measured_at DESC, id DESC LIMIT 1)
"""


@dataclass(frozen=True, slots=True)
class AppetiteInForce:
    """The appetite that counts. `expired`: no valid record, the last signed values (or the shipped ones) go on."""

    label: str
    number: int
    digest: str
    appetite: Appetite
    valid_to: datetime | None
    expired: bool
    level: bool = False
    record_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Attention:
    """What a port's supervisor moved, in points; positive looks closer."""

    points: int
    grounds: str
    by: str
    until: datetime


@dataclass(frozen=True, slots=True)
class RulesInForce:
    """What one trip is decided under. `policy` already has the numbers of appetite and attention."""

    policy: LanePolicy
    policy_label: str
    policy_digest: str
    appetite: AppetiteInForce
    attention: Attention | None = None
    fast_wait: FastWait | None = None

    def as_inputs(self) -> dict[str, Any]:
        """Give what a score keeps of them."""
        return {
            "lane_policy_digest": self.policy_digest,
            "appetite": self.appetite.number,
            "appetite_digest": self.appetite.digest,
            "appetite_expired": self.appetite.expired,
            "security_cut": self.policy.security_cut,
            "attention": self.attention.points if self.attention else 0,
        }


def rules_in_force(crossing: str = "", direction: str = "") -> RulesInForce:
    """Give the rules that count at a crossing now. One query."""
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, {"crossing": crossing, "direction": direction, "now": now})
        records, policy, attention, wait = (_parsed(value) for value in cursor.fetchone())
    appetite = _governing(records or [], now)
    moved = _attention(attention, now)
    limits = with_attention(appetite.appetite, moved.points) if moved else appetite.appetite
    base = _policy(UUID(policy["id"])) if policy else default_policy()
    return RulesInForce(
        policy=under(base, limits),
        policy_label=f"L-{policy['number']}" if policy else "L-0",
        policy_digest=policy["digest"] if policy else "",
        appetite=appetite,
        attention=moved,
        fast_wait=_wait(wait, now),
    )


def appetite_in_force(crossing: str = "", direction: str = "") -> AppetiteInForce:
    """Give the appetite that counts there now, expired or not."""
    return rules_in_force(crossing, direction).appetite


def lane_policy_in_force(crossing: str = "", direction: str = "") -> LanePolicy:
    """Give the lane policy under the appetite that counts there now."""
    return rules_in_force(crossing, direction).policy


def documents_of(rules: RulesInForce) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give the documents behind the rules, record and lane policy, to be shown in words."""
    known = rules.appetite.record_id
    record = AppetiteRecord.objects.filter(pk=known).first() if known else None
    policy = LanePolicyVersion.objects.filter(status=IN_FORCE).first()
    return (
        record.data if record else default_appetite_document(),
        policy.data if policy else default_policy_document(),
    )


def appetite_frozen() -> bool:
    """Say whether policies and profiles must not change: the border's appetite has run out (R-36).

    Before the first record was ever in force nothing is frozen: the first profile has to come before the first
    record can be simulated.
    """
    now = clock.now()
    border = AppetiteRecord.objects.filter(kind=STANDING, crossing="", direction="", in_force_at__isnull=False)
    rows = list(border.values_list("status", "valid_from", "valid_to"))
    return bool(rows) and not any(status == IN_FORCE and start <= now < end for status, start, end in rows)


def _parsed(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _governing(records: list[Mapping[str, Any]], now: datetime) -> AppetiteInForce:
    """A valid record before an expired one, the narrower scope before the wider, a level before what it changes."""
    standing = [entry for entry in records if entry["kind"] == STANDING]
    best = max(standing, key=lambda entry: (_valid(entry, now), _narrow(entry), entry["number"]), default=None)
    if best is None:
        return AppetiteInForce("A-0", 0, "", default_appetite(), None, True)
    levels = [
        entry
        for entry in records
        if entry["kind"] == LEVEL and _valid(entry, now) and _narrow(entry) >= _narrow(best) and _valid(best, now)
    ]
    found = max(levels, key=lambda entry: (_narrow(entry), entry["number"]), default=best)
    record_id = UUID(found["id"])
    return AppetiteInForce(
        label=f"A-{found['number']}",
        number=found["number"],
        digest=found["digest"],
        appetite=_appetite(record_id),
        valid_to=datetime.fromisoformat(found["to"]),
        expired=not _valid(found, now),
        level=found["kind"] == LEVEL,
        record_id=record_id,
    )


def _valid(entry: Mapping[str, Any], now: datetime) -> bool:
    if entry["status"] == EXPIRED:
        return False
    return datetime.fromisoformat(entry["from"]) <= now < datetime.fromisoformat(entry["to"])


def _narrow(entry: Mapping[str, Any]) -> int:
    return 2 * bool(entry["crossing"]) + bool(entry["direction"])


def _attention(data: Mapping[str, Any] | None, now: datetime) -> Attention | None:
    if data is None or not data["points"] or datetime.fromisoformat(data["to"]) <= now:
        return None
    return Attention(data["points"], data["grounds"], data["by"], datetime.fromisoformat(data["to"]))


def _wait(data: Mapping[str, Any] | None, now: datetime) -> FastWait | None:
    if data is None:
        return None
    age = int((now - datetime.fromisoformat(data["at"])).total_seconds() // 60)
    return FastWait(data["minutes"], max(age, 0), data["by"])


@lru_cache(maxsize=64)
def _appetite(record_id: UUID) -> Appetite:
    """Documents never change, so that one read per process is enough; the digest is held against it once."""
    row = AppetiteRecord.objects.only("document", "digest").get(pk=record_id)
    return appetite_from_dict(_true(row.document, row.digest))


@lru_cache(maxsize=16)
def _policy(version_id: UUID) -> LanePolicy:
    row = LanePolicyVersion.objects.only("document", "digest").get(pk=version_id)
    return lane_policy_from_dict(_true(row.document, row.digest))


def _true(document: dict[str, Any], digest: str) -> dict[str, Any]:
    if document_digest(document) != digest:
        raise ValueError("a document in force does not have the digest that was signed")
    return document
