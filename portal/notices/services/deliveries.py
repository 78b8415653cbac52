"""Messages to partners' systems: written with the change they tell about, sent at least once, signed.

Signatures follow the Standard Webhooks guideline. `version` counts the messages of one subject, so that a
receiver can drop an older one that arrives late; GET is always the truth (requirements 4.14).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from standardwebhooks import Webhook

from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.subjects import Subject
from portal.core.services import dispatch
from portal.notices.domain.events import ALL, DELIVERED, FAILED, WAITING, pause_after
from portal.notices.models import WebhookDelivery, WebhookEndpoint
from portal.notices.selectors import delivery_get
from portal.notices.services.http import Answer, post
from portal.notices.services.secrets import unseal

TASK = "notices.webhook_deliver"


@transaction.atomic
def webhook_emit(*, organisation_ids: Iterable[UUID], event: str, data: dict[str, Any], subject: Subject) -> int:
    """Write one message per listening address of these organisations; gives how many.

    Costs one query when nobody listens. The messages leave after the commit, each by its own outbox row.
    """
    listening = list(
        WebhookEndpoint.objects.filter(
            Q(events__contains=[event]) | Q(events__contains=[ALL]),
            organisation_id__in=set(organisation_ids),
            is_active=True,
            removed_at=None,
        )
    )
    return write_messages(listening, event, data, subject) if listening else 0


def write_messages(endpoints: list[WebhookEndpoint], event: str, data: dict[str, Any], subject: Subject) -> int:
    """Write the message once per address and promise its first attempt; gives how many."""
    now, version = clock.now(), _next_version(subject.id)
    message = {
        "type": event,
        "timestamp": now.isoformat(),
        "data": {**data, "subject": {"type": subject.type, "id": str(subject.id)}, "version": version},
    }
    body = json.dumps(message, default=str, ensure_ascii=False, separators=(",", ":"))
    rows = [
        WebhookDelivery(
            endpoint=endpoint,
            event=event,
            subject_type=subject.type,
            subject_id=subject.id,
            version=version,
            body=body,
            next_attempt_at=now,
        )
        for endpoint in endpoints
    ]
    WebhookDelivery.objects.bulk_create(rows)
    for row in rows:
        dispatch(TASK, subject_id=row.id, key="1")
    return len(rows)


def _next_version(subject_id: UUID) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO notices_subject_version (subject_id, last) VALUES (%s, 1) "
            "ON CONFLICT (subject_id) DO UPDATE SET last = notices_subject_version.last + 1 RETURNING last",
            [subject_id],
        )
        return int(cursor.fetchone()[0])


@transaction.atomic
def delivery_attempt(*, delivery_id: UUID) -> WebhookDelivery:
    """Try once; note what came back, and promise the next attempt when it failed (a task's work)."""
    row = WebhookDelivery.objects.select_for_update(of=("self",)).select_related("endpoint").get(pk=delivery_id)
    if row.state != WAITING:
        return row
    if row.endpoint.removed_at or not row.endpoint.is_active:
        return _note(row, Answer(0, "the address was switched off"), give_up=True)
    headers = {"Content-Type": "application/json", **signature_headers(row)}
    answer = post(row.endpoint.url, row.body.encode(), headers, allow_loopback=settings.DEMO is True)
    return _note(row, answer)


def signature_headers(row: WebhookDelivery) -> dict[str, str]:
    """Give webhook-id, webhook-timestamp and webhook-signature of one attempt."""
    moment: datetime = clock.now().replace(microsecond=0)
    identifier = f"msg_{row.id}"
    signature = Webhook(unseal(row.endpoint.sealed_secret)).sign(identifier, moment, row.body)
    return {
        "webhook-id": identifier,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": signature,
    }


def _note(row: WebhookDelivery, answer: Answer, give_up: bool = False) -> WebhookDelivery:
    now = clock.now()
    row.attempts += 1
    row.last_attempt_at = now
    row.last_status = answer.status or None
    row.last_error = answer.error[:300]
    row.next_attempt_at = None
    pause = None if give_up else pause_after(row.attempts)
    if answer.accepted:
        row.state, row.delivered_at = DELIVERED, now
    elif pause is None:
        row.state = FAILED
    else:
        row.next_attempt_at = now + pause
        dispatch(TASK, subject_id=row.id, key=str(row.attempts + 1), delay_seconds=int(pause.total_seconds()))
    row.save()
    return row


@transaction.atomic
def delivery_replay(*, actor: Actor, delivery_id: UUID) -> WebhookDelivery:
    """Send a message once more, under its old id so that the receiver can tell; from the partner's page or API."""
    found = delivery_get(actor=actor, delivery_id=delivery_id)
    row = WebhookDelivery.objects.select_for_update(of=("self",)).get(pk=found.pk)
    row.state, row.next_attempt_at = WAITING, clock.now()
    row.save(update_fields=["state", "next_attempt_at"])
    dispatch(TASK, subject_id=row.id, key=f"replay-{row.attempts + 1}")
    return row
