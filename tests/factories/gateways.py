"""Connections to agencies and what goes over them."""

from __future__ import annotations

import hashlib
import itertools
from typing import Any
from uuid import UUID

from clearance.models import AgencyEndpoint, AgencyMessage, InboundMessage, Outage
from clearance.services import EndpointFacts, endpoint_save
from portal.core.domain.actors import system_actor
from tests.factories.trail import in_the_book

TESTS = system_actor("tests")
SECRET = "a key both sides know"
_numbers = itertools.count(1)


def make_endpoint(agency: str = "CBSA", address: str = "https://agency.example/as2", **facts: Any) -> AgencyEndpoint:
    """Give a connection, made by the service."""
    names = {"CBP": ("PRECLEAR", "CBP-ACE-TEST"), "CBSA": ("PRECLEAR", "INETCECT")}
    sender, receiver = names[agency]
    given = {"code": agency.lower(), "adapter": "as2", "secret": SECRET, **facts}
    return endpoint_save(
        actor=TESTS,
        facts=EndpointFacts(
            agency=agency, name=f"{agency} test", address=address, sender_id=sender, receiver_id=receiver, **given
        ),
    )


def make_message(endpoint: AgencyEndpoint, trip_id: UUID, status: str = "queued", **fields: Any) -> AgencyMessage:
    """Give a message that was planned, without planning it."""
    content = fields.pop("content", b"UNB+UNOA:4+PRECLEAR:ZZ+AGENCY:ZZ+20261124:1200+1'")
    given = {
        "number": next(_numbers),
        "version": 1,
        "action": "file",
        "kind": "CUSCAR",
        "map_id": "cuscar_85",
        **fields,
    }
    with in_the_book():
        return AgencyMessage.objects.create(
            endpoint=endpoint,
            trip_id=trip_id,
            status=status,
            content=content,
            sha256=hashlib.sha256(content).hexdigest(),
            **given,
        )


def gateway_records(owner: Any, person: Any, trip_id: UUID, words: str) -> dict[str, UUID]:
    """A connection, a message of the trip, an outage, and a message the owner filed with: for the matrix."""
    endpoint = make_endpoint("CBP")
    message = make_message(endpoint, trip_id, "failed", number=1)
    with in_the_book():
        outage = Outage.objects.create(agency="CBSA", reason={"en": "down", "fr": "en panne"}, declared_by=person)
        inbound = InboundMessage.objects.create(
            source="partner",
            channel="api",
            organisation=owner,
            person=person,
            file_name=f"{words}.edi",
            content=words.encode(),
            sha256=hashlib.sha256(words.encode()).hexdigest(),
            size=len(words),
            status="unreadable",
        )
    return {
        "gateway": endpoint.id,
        "agency_message": message.id,
        "outage": outage.id,
        "inbound": inbound.id,
    }
