"""Where an application is, who has it, what happens next and by when (R-15)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from enrollment.domain.joint import AGENCIES, PENDING
from enrollment.domain.programmes import Programme
from portal.core.domain.agencies import agency_short
from portal.core.domain.text import Text

YOU = Text("You", "Vous")
NOBODY = Text("Nobody; it is closed", "Personne; le dossier est clos")


@dataclass(frozen=True, slots=True)
class Progress:
    """The four answers of every application page; `due` is None when nobody owes anything."""

    where: Text
    who: Text
    next: Text
    due: datetime | None


def due_at(programme: Programme, submitted_at: datetime) -> datetime:
    """Give the end of the published service standard."""
    return submitted_at + timedelta(days=programme.service_days)


def progress(
    programme: Programme, status: str, reviews: Sequence[tuple[str, str]], submitted_at: datetime | None
) -> Progress:
    """Answer the four questions. `reviews` are (agency, status) rows."""
    if status in _CLOSED:
        where, then = _CLOSED[status]
        return Progress(where, NOBODY, then, None)
    if status == "awaiting_payment":
        return TO_PAY
    if status == "draft" or submitted_at is None:
        return Progress(
            Text("A draft that only you can see", "Un brouillon que vous seul voyez"),
            YOU,
            Text(
                "Answer every section and submit. Both agencies then get it at the same time.",
                "Répondez à chaque section, puis soumettez. Les deux organismes le reçoivent alors en même temps.",
            ),
            None,
        )
    waiting = [agency for agency in AGENCIES if dict(reviews).get(agency, PENDING) == PENDING]
    shorts = [agency_short(agency) for agency in waiting or AGENCIES]
    english, french = (" + ".join(short.get(language) for short in shorts) for language in ("en", "fr"))
    return Progress(
        Text(f"With the vetting officers of {english}", f"Chez les agents de filtrage : {french}"),
        Text(
            " + ".join(f"{short.en} vetting desk" for short in shorts),
            " + ".join(f"{short.fr}, bureau de filtrage" for short in shorts),
        ),
        Text(
            "Each agency decides by itself. You become a member when both have approved.",
            "Chaque organisme décide de son côté. Vous devenez membre lorsque les deux ont approuvé.",
        ),
        due_at(programme, submitted_at),
    )


TO_PAY = Progress(
    Text("Submitted, and waiting for its fee", "Soumise, en attente du paiement des frais"),
    YOU,
    Text(
        "Pay the fee. Both agencies get your application at that moment, and the time they have starts then.",
        "Payez les frais. Les deux organismes reçoivent votre demande à ce moment, et leur délai commence alors.",
    ),
    None,
)
_CLOSED = {
    "approved": (
        Text("Approved by both agencies", "Approuvée par les deux organismes"),
        Text(
            "Your membership is active; its page shows number, tier and card.",
            "Votre adhésion est active; sa page en donne le numéro, le niveau et la carte.",
        ),
    ),
    "denied": (
        Text("Denied by at least one agency", "Refusée par au moins un organisme"),
        Text(
            "Read the reason, fix what it names or contest it at the joint commission.",
            "Lisez le motif, corrigez ce qu'il nomme ou contestez-le devant la commission mixte.",
        ),
    ),
    "withdrawn": (
        Text("Withdrawn by you", "Retirée par vous"),
        Text(
            "You can start a new application at any time.", "Vous pouvez commencer une nouvelle demande en tout temps."
        ),
    ),
}
