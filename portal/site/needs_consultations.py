"""What waits of consultations: comments nobody has decided on, and the missing answers of one's own agency (R-51)."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from enrollment.domain.consultations import answer_due
from enrollment.selectors import consultations_to_do
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.text import Text
from portal.site.need import ROWS, Need


def consultations(actor: Actor) -> list[Need]:
    """Comments to read and, once they are closed, the answer to publish; one query."""
    now, needs = clock.now(), []
    for row in consultations_to_do(actor=actor)[:ROWS]:
        if row.waiting:
            needs.append(_to_read(row))
        if answer_due(row.status, row.closes_at, now) and row.agency == actor.agency:
            needs.append(_to_answer(row))
    return needs


def _to_read(row: Any) -> Need:
    return Need(
        Text(
            f"Comments to read on {row.number}: {row.waiting}", f"Commentaires à lire sur {row.number} : {row.waiting}"
        ),
        reverse("enrollment:proposal", args=[row.number]),
        Text("Read them", "Les lire"),
        Text.from_dict(row.label),
        icon="inbox",
    )


def _to_answer(row: Any) -> Need:
    return Need(
        Text(f"Answer the comments on {row.number}", f"Répondre aux commentaires sur {row.number}"),
        reverse("enrollment:proposal", args=[row.number]),
        Text("Publish the answer", "Publier la réponse"),
        Text.from_dict(row.label),
        icon="draft",
        tone="warn",
    )
