"""Seals, readers, sites, sessions, protocols. Everything goes through the services."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from clearance.domain.prior import ProtocolTerms
from clearance.models import InspectionProtocol, PriorClearance, SealRecord, Site, SiteAccreditation
from clearance.services import (
    AccreditationTerms,
    SealFacts,
    SiteFacts,
    accreditation_draft,
    accreditation_sign,
    prior_book,
    prior_check,
    prior_clear,
    prior_start,
    protocol_draft,
    protocol_sign,
    seal_batch_receive,
    seal_judge,
    seal_register,
    site_register,
)
from clearance.services.prior import Booking
from clearance.services.seal_reading import Outcome
from enrollment.domain.site_standard import SITE_STANDARD
from portal.accounts.models import Organisation
from portal.accounts.selectors import actor_for_application
from portal.core import clock
from portal.core.domain.actors import Actor
from tests.factories.accounts import make_application, staff_actor

NUMBER, TRAILER = "884213", "TR998"


def inspector(agency: str = "CFIA") -> Actor:
    return staff_actor("officer.pga", agency, "")


def make_site(code: str = "PLANT-1", agency: str = "CFIA", days: int = 100, **changes: Any) -> Site:
    today = clock.now().date()
    facts = {
        "code": code,
        "name": "Example plant",
        "kind": "plant",
        "city": "Windsor",
        "country": "CA",
    }
    owner = changes.pop("owner", None)
    site = site_register(
        actor=staff_actor("officer.supervisor", agency, ""),
        facts=SiteFacts(**{**facts, **changes}),
        organisation_id=owner.id if owner else None,
    )
    if days:
        accredit(site, today + timedelta(days=days))
    return site


def accredit(site: Site, ends_on: date, purposes: tuple[str, ...] = ("gate", "perimeter")) -> SiteAccreditation:
    """Give the site an accreditation signed by a supervisor of each border agency."""
    terms = AccreditationTerms(purposes, ends_on, tuple(SITE_STANDARD))
    officers = {agency: staff_actor("officer.supervisor", agency, "") for agency in ("CBP", "CBSA")}
    paper = accreditation_draft(actor=officers["CBP"], site_id=site.id, terms=terms)
    for officer in officers.values():
        paper = accreditation_sign(actor=officer, accreditation_id=paper.id, expected_version=paper.row_version)
    return paper


def make_session(
    site: Site | None = None, owner: Organisation | None = None, agency: str = "CFIA", **changes: Any
) -> PriorClearance:
    """Book a session of the trailer and the goods that filings of the factories carry."""
    known: dict[str, Any] = {
        "kind": "site",
        "agency": agency,
        "equipment": TRAILER,
        "goods": ("1806",),
        "description": "Chocolate bars",
        "planned_at": clock.now() + timedelta(hours=1),
    }
    if changes.get("kind", "site") == "site":
        known["site_id"] = (site or make_site(agency=agency)).id
    return prior_book(
        actor=inspector(agency), booking=Booking(**{**known, **changes}), organisation_id=owner.id if owner else None
    )


def make_cleared(session: PriorClearance | None = None, number: str = NUMBER, **changes: Any) -> PriorClearance:
    """Inspect, seal and clear; the goods pass."""
    session = session or make_session()
    officer = inspector(session.agency)
    session = prior_start(actor=officer, clearance_id=session.id, expected_version=session.row_version)
    prior_check(
        actor=officer, clearance_id=session.id, code="health", passed=True, expected_version=session.row_version
    )
    options = {"expires_at": clock.now() + timedelta(hours=24), "route": "", **changes}
    return prior_clear(
        actor=officer,
        clearance_id=session.id,
        seal=SealFacts(number, ""),
        expected_version=session.row_version,
        **options,
    )


def make_protocol(giver: str = "FDA", receiver: str = "CFIA", **terms: Any) -> InspectionProtocol:
    """Give a protocol in force, signed by a supervisor of each agency."""
    now = clock.now()
    known = {"prefixes": ("1806",), "memorandum": "Food safety memorandum of 4 May 2016", **terms}
    protocol = protocol_draft(
        actor=staff_actor("officer.supervisor", giver, ""),
        terms=ProtocolTerms(giver, receiver, **known),
        starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(days=90),
    )
    for agency in (giver, receiver):
        officer = staff_actor("officer.supervisor", agency, "")
        protocol = protocol_sign(actor=officer, protocol_id=protocol.id, expected_version=protocol.row_version)
    return protocol


def make_seal(owner: Organisation, number: str = NUMBER, equipment: str = TRAILER, **facts: Any) -> SealRecord:
    """An officer of the agency of departure seals a trailer of the owner."""
    officer = staff_actor("officer.secondary", "CBSA", "")
    return seal_register(actor=officer, facts=SealFacts(number, equipment, **facts), organisation_id=owner.id)


def reader_of(owner: Organisation, scopes: tuple[str, ...] = ("seals:write",)) -> Actor:
    """The machine behind a key of the owner that may send readings."""
    return actor_for_application(make_application(owner, scopes)[0])


def reading(sequence: int = 1, **changes: Any) -> dict[str, Any]:
    """One event as a device sends it: a closed seal, a minute ago."""
    at = clock.now() - timedelta(minutes=1)
    made = {
        "reader": "gate-1",
        "sequence": sequence,
        "kind": "read",
        "seal": NUMBER,
        "open": False,
        "at": at.isoformat(),
    }
    return {name: value for name, value in {**made, **changes}.items() if value is not None}


def send(reader: Actor, *events: dict[str, Any], judge: bool = True) -> list[Outcome]:
    """Send one message and, like the worker, judge each seal it touched."""
    batch, outcomes = seal_batch_receive(actor=reader, content=json.dumps({"events": list(events)}).encode())
    if judge:
        for seal_id in set(batch.events.values_list("seal_id", flat=True)):
            seal_judge(seal_id=seal_id)
    return outcomes


def seal_records(owner: Organisation, words: str) -> dict[str, UUID]:
    """Give one record of each kind for the isolation matrix; the free texts hold the canary."""
    number, trailer = uuid4().hex[:10].upper(), uuid4().hex[:10].upper()
    site = make_site(code=f"S-{number[:6]}", agency="FSIS", country="US")
    session = make_session(site, owner, "FSIS", equipment=trailer, description=words)
    seal = make_seal(owner, number, trailer, site=words)
    return {
        "seal": seal.id,
        "session": session.id,
        "protocol": make_protocol("CFIA", "FSIS").id,
        "accreditation": site.accreditations.get().id,
    }
