"""Reads of cards and travel documents (R-12)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from enrollment.domain.cards import DOCUMENT_TYPES, FEWEST, SUBDIVISIONS
from enrollment.domain.numbers import TAG_SHAPE, normalised
from enrollment.models import Credential, Membership, TravelDocument
from enrollment.models.cards import HELD
from enrollment.selectors.scoping import APPLICATION_READERS, MEMBERSHIP_READERS, rows_for
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound

MOST = 20


def own_person(actor: Actor) -> Q:
    """Rows of the person who is signed in, in whatever capacity a member acts."""
    return Q(user_id=actor.user_id) if actor.kind == "member" and actor.user_id else Q(pk__in=())


def card_get(*, actor: Actor, card_id: UUID) -> Credential:
    """Give one card to its holder and to vetting staff. Raises NotFound."""
    mine = Q(membership__user_id=actor.user_id) if actor.kind == "member" and actor.user_id else Q(pk__in=())
    rows = Credential.objects.select_related("membership", "membership__user", "membership__organisation")
    found = rows.filter(rows_for(actor, APPLICATION_READERS, mine), pk=card_id).first()
    if found is None:
        raise NotFound
    return found


def travel_document_get(*, actor: Actor, document_id: UUID) -> TravelDocument:
    """Give one document to its holder and to vetting staff; a removed one only to the holder. Raises NotFound."""
    rows = TravelDocument.objects.select_related("user")
    rows = rows.filter(rows_for(actor, APPLICATION_READERS, own_person(actor)), pk=document_id)
    found = (rows.exclude(status="removed") if actor.is_staff else rows).first()
    if found is None:
        raise NotFound
    return found


def travel_document_list(user_id: UUID) -> QuerySet[TravelDocument, TravelDocument]:
    """Give the documents a person holds, newest first; what was removed is left out."""
    return TravelDocument.objects.filter(user_id=user_id).exclude(status="removed").order_by("-created_at", "-id")


def records_of_token(*, actor: Actor, value: str) -> list[Membership]:
    """Give every membership a typed number or scanned chip opens: of a card, a membership or a checked document (R-12).

    A document's chip and its printed number open the same record. Two people can hold documents of the same number
    from different issuers, so that there may be several. Raises NotFound when there is none or the actor may not.
    """
    key = normalised(value)
    if not key or not (actor.is_staff and actor.has(*MEMBERSHIP_READERS)):
        raise NotFound
    shown = Q(rfid_tag=key) if TAG_SHAPE.fullmatch(key) else Q(number=key)
    people = TravelDocument.objects.filter(shown, status="checked").values("user_id")
    cards = Credential.objects.filter(Q(rfid_tag=key) | Q(card_number=key)).values("membership_id")
    # Ways joined by UNION each go through their index; joined by OR they would read every membership there is.
    ways = (
        Membership.objects.filter(number=key)
        .values("pk")
        .union(cards, Membership.objects.filter(user_id__in=people).values("pk"))
    )
    rows = Membership.objects.select_related("organisation", "user").filter(pk__in=ways)
    found = list(rows.order_by("status", "-valid_from")[:MOST])
    if not found:
        raise NotFound
    return found


def membership_find(*, actor: Actor, value: str) -> Membership:
    """Find the first record a number or chip opens, for staff who may look it up. Raises NotFound."""
    return records_of_token(actor=actor, value=value)[0]


@dataclass(frozen=True, slots=True)
class Uptake:
    """How many people hold a kind of document of one province or state; None where fewer than five do."""

    country: str
    subdivision: str
    type: str
    people: int | None


def uptake() -> list[Uptake]:
    """Count enhanced licences and cards by province and state, one query; small cells are not published (R-12)."""
    regional = [code for code, kind in DOCUMENT_TYPES.items() if kind.regional and kind.chip]
    rows = TravelDocument.objects.filter(type__in=regional, status__in=HELD).filter(
        Q(expires_on=None) | Q(expires_on__gte=clock.now().date())
    )
    counted = rows.values("country", "subdivision", "type").annotate(people=Count("user_id", distinct=True))
    return [
        Uptake(row["country"], row["subdivision"], row["type"], row["people"] if row["people"] >= FEWEST else None)
        for row in counted.order_by("country", "subdivision", "type")
        if row["subdivision"] in SUBDIVISIONS.get(row["country"], ())
    ]
