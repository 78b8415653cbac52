"""The companies of a loop are told before it ends and when it has: owner and carriers, once each (R-62)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from clearance.domain.loops.workflow import IN_FORCE
from clearance.models import ValueChainLoop
from clearance.services.loops import loop_subject
from portal.accounts.selectors import organisations_by_identifiers
from portal.core import clock
from portal.core.domain.actors import system_actor
from portal.core.domain.formatting import date_words
from portal.core.domain.text import Text
from portal.notices.services import notice_send

CALENDAR = system_actor("calendar")
DAYS_BEFORE = 30
CARRIER_CODES = ("SCAC", "CBSA_CARRIER")
ENDING, OVER = "ending", "over"


def loops_turn() -> int:
    """Tell of loops that end within thirty days and of those that have ended; gives how many. Safe to repeat.

    A loop whose next version is in force is silent: it was replaced, nothing ends.
    """
    now = clock.now()
    live = ValueChainLoop.objects.filter(status=IN_FORCE)
    soon = live.filter(ending_told_at=None, ends_at__gt=now, ends_at__lte=now + timedelta(days=DAYS_BEFORE))
    over = live.filter(end_told_at=None, ends_at__lte=now)
    told = [(loop_id, ENDING) for loop_id in soon.values_list("id", flat=True)]
    told += [(loop_id, OVER) for loop_id in over.values_list("id", flat=True)]
    return sum(_tell_one(loop_id, kind, now) for loop_id, kind in told)


@transaction.atomic
def _tell_one(loop_id: UUID, kind: str, now: datetime) -> bool:
    """Tell everybody of one loop under its lock; False where another worker was first."""
    field = "ending_told_at" if kind == ENDING else "end_told_at"
    rows = ValueChainLoop.objects.select_for_update().filter(pk=loop_id, status=IN_FORCE, **{field: None})
    loop = rows.first()
    if loop is None:
        return False
    setattr(loop, field, now)
    loop.row_version += 1
    loop.save(update_fields=[field, "row_version"])
    record(
        actor=CALENDAR,
        event=f"clearance.loop.{kind}",
        subject=loop_subject(loop),
        body={"loop": loop.label, "version": loop.version, "ends_at": loop.ends_at.isoformat()},
        organisation_id=loop.owner_id,
    )
    title, body = (words.format(**_facts(loop)) for words in WORDS[kind])
    for organisation_id in (loop.owner_id, *_carriers(loop)):
        # The page of a loop is its company's; a carrier is told all it needs in words.
        link = f"/clearance/loops/{loop.id}/" if organisation_id == loop.owner_id else ""
        notice_send(
            actor=CALENDAR,
            organisation_id=organisation_id,
            kind=f"value_chain_loop_{kind}",
            title=title,
            body=body,
            subject=loop_subject(loop),
            link=link,
        )
    return True


def _carriers(loop: ValueChainLoop) -> list[UUID]:
    """Give the companies behind the carrier codes of the loop, the owner left out; a code nobody holds tells nobody."""
    pairs = [(kind, code) for code in loop.rules.carriers for kind in CARRIER_CODES]
    return sorted(set(organisations_by_identifiers(pairs).values()) - {loop.owner_id})


def _facts(loop: ValueChainLoop) -> dict[str, Any]:
    day = loop.ends_at.date()
    return {
        "loop": loop.label,
        "name": loop.rules.name,
        "day_en": date_words(day, "en"),
        "day_fr": date_words(day, "fr"),
    }


WORDS: dict[str, tuple[Text, Text]] = {
    ENDING: (
        Text("Loop {loop} ends on {day_en}", "La boucle {loop} prend fin le {day_fr}"),
        Text(
            "After that day trips of “{name}” may no longer state its number, and the cap on routine checks no longer "
            "applies. The company that proposed it can propose the next version now; it takes both agencies' signatures.",
            "Après cette date, les voyages de « {name} » ne peuvent plus indiquer son numéro et le plafond des contrôles "
            "courants ne s'applique plus. L'entreprise qui l'a proposée peut proposer dès maintenant la version suivante; "
            "il faut la signature des deux organismes.",
        ),
    ),
    OVER: (
        Text("Loop {loop} has ended", "La boucle {loop} a pris fin"),
        Text(
            "“{name}” ended on {day_en}. Do not state its number on new trips: a trip that does is refused at filing. "
            "Trips under way keep their advice.",
            "« {name} » a pris fin le {day_fr}. N'indiquez plus son numéro sur de nouveaux voyages : ils seraient refusés "
            "au dépôt. Les voyages en cours gardent leur avis.",
        ),
    ),
}
