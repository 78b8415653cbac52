"""A card's life: issued, activated, stopped, replaced, ended, returned (R-12). A stopped one is refused at once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from audit.trail.services import record
from enrollment.domain.cards import EXPIRED, MEMBERSHIP_ENDED, REPLACED, STOP_CAUSES
from enrollment.domain.numbers import fast_card_number, normalised, passid_number, rfid_tag
from enrollment.domain.programmes import FAST_DRIVER, PROGRAMMES
from enrollment.domain.transitions import CREDENTIAL, OFFICERS
from enrollment.models import Application, Credential, Membership
from enrollment.selectors.cards import card_get
from enrollment.services import refusals
from enrollment.services.telling import tell_member
from portal.core import clock, ids
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.services import next_number
from portal.workflow.services import apply

ALL_YEARS = 0
HANDED_OVER = system_actor("card handed over")
_ENDING = {"revoke", "withdraw", "expire"}
_REVIVING = {"restore", "stay"}
LAST_DIGITS = 4
LAST_USED = F("activated_at").desc(nulls_last=True)


def first_card(actor: Actor, membership: Membership, application: Application) -> Credential:
    """Issue the card of a new member. It is handed over in person, so that it is active at once."""
    answers = application.answers
    card = _issue(membership, str(answers.get("document_type", "")), str(answers.get("document_issuer", ""))[:40])
    return _move(HANDED_OVER, card, "activate", {"activated_at": clock.now()})


def card_issue(actor: Actor, membership: Membership, replaces: Credential | None) -> Credential:
    """Send a new card by mail; the holder activates it on arrival. Records it."""
    card = _issue(
        membership,
        replaces.document_type if replaces else "",
        replaces.document_issuer if replaces else "",
        replaces=replaces,
        issue=2 if replaces else 1,
    )
    record(
        actor=actor,
        event="enrollment.card.issued",
        subject=Subject("membership", membership.id),
        body={
            "card": card.card_number[-LAST_DIGITS:],
            "replaces": replaces.card_number[-LAST_DIGITS:] if replaces else "",
        },
        organisation_id=membership.organisation_id,
    )
    return card


def _issue(
    membership: Membership, document_type: str, issuer: str, replaces: Credential | None = None, issue: int = 1
) -> Credential:
    credential_id = ids.uuid7()
    fast = membership.programme == FAST_DRIVER
    serial = next_number("FASTCARD" if fast else "PASSID", ALL_YEARS)
    return Credential.objects.create(
        id=credential_id,
        membership=membership,
        card_number=fast_card_number(serial, issue) if fast else passid_number(serial),
        rfid_tag=rfid_tag(credential_id),
        document_type=document_type,
        document_issuer=issuer,
        issued_on=clock.now().date(),
        expires_on=membership.valid_until.date(),
        status=CREDENTIAL.initial,
        replaces=replaces,
    )


@transaction.atomic
def card_activate(*, actor: Actor, card_id: UUID, last_digits: str, expected_version: int | None = None) -> Credential:
    """Make a card that arrived by mail valid; any other valid card of the membership ends in the same moment.

    `last_digits` are the last four of its number, which only who holds the card can read. Raises NotFound, Invalid.
    """
    card = _locked(actor, card_id)
    CREDENTIAL.find(card.status, "activate")
    if normalised(last_digits) != card.card_number[-LAST_DIGITS:]:
        raise refusals.invalid(_DIGITS, path="last_digits", value=last_digits)
    for old in Credential.objects.filter(membership_id=card.membership_id, status="active").exclude(pk=card.pk):
        _move(actor, old, "end", {"cause": REPLACED, "stopped_at": clock.now()})
    return _move(actor, card, "activate", {"activated_at": clock.now()}, expected_version)


@transaction.atomic
def card_stop(*, actor: Actor, card_id: UUID, cause: str, expected_version: int | None = None) -> Credential:
    """Report a card lost, stolen, damaged or never arrived: it is refused from now on, and a new one is sent.

    Gives the new card, or the stopped one where the membership is over. Raises NotFound, Invalid, Conflict.
    """
    if cause not in STOP_CAUSES:
        raise refusals.invalid(_CAUSE, path="cause", value=cause)
    card = _locked(actor, card_id)
    stopped = _move(actor, card, "stop", {"cause": cause, "stopped_at": clock.now()}, expected_version)
    membership = stopped.membership
    if membership.status not in {"active", "suspended"}:
        return stopped
    new = card_issue(actor, membership, stopped)
    label = STOP_CAUSES[cause]
    tell_member(
        actor=actor,
        membership=membership,
        kind="card_stopped",
        title=Text(
            "Your card is stopped; a new one is on its way", "Votre carte est bloquée; une nouvelle est en route"
        ),
        body=Text(
            f"Card ending in {stopped.card_number[-LAST_DIGITS:]} ({label.en.lower()}) is refused everywhere from now "
            "on. Activate the new one when it arrives. Your membership stays as it is.",
            f"La carte se terminant par {stopped.card_number[-LAST_DIGITS:]} ({label.fr.lower()}) est refusée partout "
            "à compter de maintenant. Activez la nouvelle à son arrivée. Votre adhésion reste telle quelle.",
        ),
    )
    return new


@transaction.atomic
def card_take_back(*, actor: Actor, card_id: UUID, expected_version: int | None = None) -> Credential:
    """Note that a stopped or ended card was returned."""
    if not actor.has(*OFFICERS, "system"):
        raise refusals.not_allowed(refusals.OFFICER_ONLY)
    card = _locked(actor, card_id)
    return _move(actor, card, "take_back", {"returned_at": clock.now()}, expected_version)


def cards_follow(actor: Actor, membership: Membership, action: str) -> None:
    """End the cards of a membership that ended, and make the one it had valid again when it is given back."""
    if PROGRAMMES[membership.programme].for_organisations:
        return
    cards = Credential.objects.filter(membership_id=membership.id)
    if action in _ENDING:
        for card in cards.filter(status__in=("issued", "active")):
            _move(actor, card, "end", {"cause": MEMBERSHIP_ENDED, "stopped_at": clock.now()})
    elif action in _REVIVING:
        for card in cards.filter(status="ended", cause=MEMBERSHIP_ENDED).order_by(LAST_USED)[:1]:
            _move(actor, card, "revive", {"cause": "", "stopped_at": None})


def cards_expire() -> int:
    """End the cards whose last day has passed, unless a renewal carries the membership. For the calendar."""
    today = clock.now().date()
    over = Credential.objects.filter(expires_on__lt=today, status__in=("issued", "active")).exclude(
        Q(membership__status="active") & Q(membership__renewal_filed_at__isnull=False)
    )
    cards = list(over.select_related("membership"))
    for card in cards:
        _move(system_actor("calendar"), card, "end", {"cause": EXPIRED, "stopped_at": clock.now()})
    return len(cards)


def _locked(actor: Actor, card_id: UUID) -> Credential:
    card_get(actor=actor, card_id=card_id)
    return Credential.objects.select_for_update(of=("self",)).select_related("membership").get(pk=card_id)


def _move(
    actor: Actor, card: Credential, action: str, changes: dict[str, Any], expected_version: int | None = None
) -> Credential:
    return apply(
        workflow=CREDENTIAL,
        obj=card,
        action=action,
        actor=actor,
        subject=Subject("membership", card.membership_id),
        expected_version=expected_version,
        changes=changes,
        body={"card": card.card_number[-LAST_DIGITS:], "cause": changes.get("cause", "")},
        organisation_id=card.membership.organisation_id,
    )


_DIGITS = refusals.Refusal(
    "ENR_CARD_DIGITS",
    Text("These are not the last four digits of the card.", "Ce ne sont pas les quatre derniers chiffres de la carte."),
    Text("Read them from the card that arrived.", "Lisez-les sur la carte reçue."),
)
_CAUSE = refusals.Refusal(
    "ENR_CARD_CAUSE",
    Text("Say what happened to the card.", "Dites ce qui est arrivé à la carte."),
    Text("Choose one of the list.", "Choisissez dans la liste."),
)
