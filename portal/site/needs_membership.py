"""What needs vetting officers and policy staff: proposals to rise, schemes to confirm, criteria to sign (R-03, R-08)."""

from __future__ import annotations

from django.urls import reverse

from enrollment.domain.schemes import SCHEMES
from enrollment.selectors import (
    criteria_list,
    graduation_list_for_officer,
    holder_name,
    recognition_list,
    scheme_list_for_officer,
)
from portal.core.domain.actors import Actor
from portal.core.domain.text import Text
from portal.site.need import ROWS, Need

OPEN = Text("Open", "Ouvrir")
CRITERIA_WAITING = ("draft", "simulated", "signed_cbp", "signed_cbsa")
RECOGNITION_WAITING = ("draft", "signed_cbp", "signed_cbsa")


def graduations(actor: Actor) -> list[Need]:
    """Members that meet every criterion of the next tier, waiting for the actor's agency."""
    return [
        Need(
            Text(
                f"{holder_name(row.membership)} may rise to {row.to_tier}",
                f"{holder_name(row.membership)} peut passer à {row.to_tier}",
            ),
            reverse("enrollment:graduation", args=[row.id]),
            Text("Decide", "Décider"),
            icon="graduate",
        )
        for row in graduation_list_for_officer(actor=actor)[:ROWS]
    ]


def schemes(actor: Actor) -> list[Need]:
    """Standards and foreign memberships the actor's agency has to confirm."""
    return [
        Need(
            Text(
                f"{SCHEMES[row.scheme].name.en} of {holder_name(row)}",
                f"{SCHEMES[row.scheme].name.fr} de {holder_name(row)}",
            ),
            reverse("enrollment:elsewhere_decide", args=[row.id]),
            Text("Confirm or not", "Confirmer ou non"),
            icon="card",
        )
        for row in scheme_list_for_officer(actor=actor)[:ROWS]
    ]


def signing(actor: Actor) -> list[Need]:
    """Criteria and recognitions that wait for a simulation or a key."""
    waiting = [
        (version.label, reverse("enrollment:criteria_version", args=[version.id]))
        for version in criteria_list(actor=actor).filter(status__in=CRITERIA_WAITING)[:ROWS]
    ]
    waiting += [
        (row.label, reverse("enrollment:recognition", args=[row.id]))
        for row in recognition_list(actor=actor).filter(status__in=RECOGNITION_WAITING)[:ROWS]
    ]
    return [
        Need(Text(f"{label} waits for its keys", f"{label} attend ses signatures"), url, OPEN, icon="key")
        for label, url in waiting
    ]
