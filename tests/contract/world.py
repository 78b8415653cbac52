"""An organisation with real records of every kind, and its key: the world generated calls are made in."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from django.conf import settings
from django.test import Client

from audit.trail.selectors import entries_for
from clearance.services import Arrival, edi_receive, inbound_read, trip_amend, trip_score
from portal.accounts.models import Organisation
from portal.core.domain.subjects import Subject
from portal.notices.services import endpoint_add, endpoint_ping
from tests.factories.accounts import make_application, member_actor
from tests.factories.clearance import file_trip, make_carrier, make_filer, manifest_for, read
from tests.factories.enrollment import make_demotion, make_membership
from tests.factories.notices import make_notice
from tests.factories.officer import make_profile

UNREADABLE = b"UNB+UNOA:4+PARTNER:ZZ+PRECLEAR:ZZ+20261124:0500+1'UNH+1+CUSCAR:D:03B:UN'"
ADDRESS = "https://hooks.example.com/preclear"


@dataclass(frozen=True)
class World:
    """The carrier, its token, and for each path parameter of the API a value that leads to a record."""

    carrier: Organisation
    headers: dict[str, str]
    known: dict[str, str]


def token_of(carrier: Organisation) -> str:
    """Give a bearer token with every scope."""
    application, secret = make_application(carrier, tuple(settings.OAUTH2_PROVIDER["SCOPES"]))
    pair = base64.b64encode(f"{application.client_id}:{secret}".encode()).decode()
    answer = Client().post(
        "/oauth/token/", {"grant_type": "client_credentials"}, headers={"Authorization": f"Basic {pair}"}
    )
    return str(answer.json()["access_token"])


def make_world() -> World:
    """File, amend and score a trip, join and be demoted, be told of it, listen, and hold a key."""
    make_profile()
    carrier = make_carrier()
    filer = make_filer(carrier)
    trip = file_trip(carrier, filer)
    amended = trip_amend(
        actor=filer,
        trip_id=trip.id,
        manifest=read(manifest_for(carrier, lines=2, reference=trip.trip_number[4:])),
        expected_version=trip.row_version,
        channel="api",
    )
    trip_score(trip_id=trip.id, version=amended.version)
    membership = make_membership("FAST_CARRIER", carrier, tier="T2")
    decision = make_demotion(membership)
    notice = make_notice(carrier)
    admin = member_actor(carrier)
    endpoint, _ = endpoint_add(actor=admin, url=ADDRESS, events=["*"])
    endpoint_ping(actor=admin, endpoint_id=endpoint.id)
    delivery = endpoint.deliveries.get()
    entry = entries_for(Subject("trip", trip.id)).first()
    assert entry is not None
    inbound = edi_receive(actor=filer, content=UNREADABLE, arrival=Arrival("api"))
    inbound_read(inbound_id=inbound.id)
    known = {
        "trip_id": trip.id,
        "inbound_id": inbound.id,
        "number": 1,
        "application_id": membership.application_id,
        "membership_id": membership.id,
        "decision_id": decision.id,
        "notice_id": notice.id,
        "endpoint_id": endpoint.id,
        "delivery_id": delivery.id,
        "entry_id": entry.id,
        "subject_type": "trip",
        "subject_id": trip.id,
        "code": "ambassador-bridge",
    }
    headers = {"Authorization": f"Bearer {token_of(carrier)}"}
    return World(carrier, headers, {name: str(value) for name, value in known.items()})
