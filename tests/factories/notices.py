"""Notices for tests."""

from __future__ import annotations

from typing import Any

from portal.core.domain.actors import system_actor
from portal.core.domain.reasons import Reason
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.ids import uuid7
from portal.notices.models import Notice
from portal.notices.services import notice_send

SENDER = system_actor("tests")
REASON = Reason(
    code="TST_COUNT",
    text=Text(
        "The manifest said 100 boxes; 112 were counted.", "Le manifeste indiquait 100 boîtes; 112 ont été comptées."
    ),
    evidence="Count sheet 7",
    fix=Text("Amend the entry.", "Corrigez la déclaration."),
    appeal=Text("Appeal within 30 days.", "Interjetez appel dans les 30 jours."),
)


def make_notice(
    organisation: Any = None, user: Any = None, words: str = "A decision", reason: Reason | None = REASON
) -> Notice:
    return notice_send(
        actor=SENDER,
        organisation_id=organisation.id if organisation else None,
        user_id=user.id if user else None,
        kind="decision",
        title=Text(words, f"{words} (fr)"),
        body=Text("What it means for you.", "Ce que cela signifie pour vous."),
        subject=Subject("decision", uuid7()),
        reason=reason,
        link="/membership/",
        appeal_link="/commission/new/" if reason else "",
    )
