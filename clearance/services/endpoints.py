"""Connections to the agencies: entered, paused and resumed by an administrator; their keys are stored sealed."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from uuid import UUID

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import transaction

from audit.trail.services import record
from clearance.domain.gateway_workflow import UNREACHABLE
from clearance.domain.gateways import ADAPTERS, pause_after
from clearance.domain.officers import BORDER
from clearance.domain.transitions import ENDPOINT_WORKFLOW
from clearance.gateways.as2 import As2Adapter
from clearance.gateways.drop import DropAdapter
from clearance.gateways.transport import Adapter
from clearance.models import AgencyEndpoint
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import ErrorItem, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.workflow.services import apply

GATEWAY = system_actor("gateway")
SYNTAXES = ("EDIFACT", "X12")


@dataclass(frozen=True, slots=True)
class EndpointFacts:
    """What an administrator enters. An empty secret keeps the one that is stored."""

    code: str
    agency: str
    name: str
    adapter: str
    address: str
    sender_id: str
    receiver_id: str
    syntax: str = "EDIFACT"
    test: bool = False
    secret: str = ""


def endpoint_save(*, actor: Actor, facts: EndpointFacts) -> AgencyEndpoint:
    """Enter a connection, or change the one of that code; the agency's former one is switched off.

    Raises NotAllowed, or Invalid with the fields that cannot be.
    """
    if not actor.has("administrator", "system"):
        raise NotAllowed
    faults = list(_faults(facts))
    if faults:
        raise Invalid(faults)
    with transaction.atomic():
        return _save(actor, facts)


def _save(actor: Actor, facts: EndpointFacts) -> AgencyEndpoint:
    endpoint = AgencyEndpoint.objects.select_for_update().filter(code=facts.code).first()
    endpoint = endpoint or AgencyEndpoint(code=facts.code, row_version=0)
    others = AgencyEndpoint.objects.filter(agency=facts.agency, is_active=True).exclude(pk=endpoint.pk)
    others.update(is_active=False)
    for name in ("agency", "name", "adapter", "address", "sender_id", "receiver_id", "syntax", "test"):
        setattr(endpoint, name, getattr(facts, name))
    if facts.secret:
        endpoint.sealed_secret = secret_seal(facts.secret)
    endpoint.is_active = True
    endpoint.row_version += 1
    endpoint.updated_at = clock.now()
    endpoint.save()
    record(
        actor=actor,
        event="clearance.endpoint.saved",
        subject=Subject("endpoint", endpoint.id),
        body={"code": facts.code, "agency": facts.agency, "adapter": facts.adapter, "address": facts.address},
    )
    return endpoint


def _faults(facts: EndpointFacts) -> list[ErrorItem]:
    needed = ("code", "name", "address", "sender_id", "receiver_id")
    faults = [_fault(name, _EMPTY) for name in needed if not getattr(facts, name).strip()]
    choices = (("agency", BORDER), ("adapter", ADAPTERS), ("syntax", SYNTAXES))
    faults += [_fault(name, _CHOICE) for name, options in choices if getattr(facts, name) not in options]
    longest = (("sender_id", 15), ("receiver_id", 15), ("code", 30), ("name", 80), ("address", 500))
    faults += [_fault(name, _LONG) for name, most in longest if len(getattr(facts, name)) > most]
    if facts.adapter == "as2" and not facts.address.startswith(("https://", "http://")):
        faults.append(_fault("address", _URL))
    return faults


def _fault(path: str, fix: Text) -> ErrorItem:
    return ErrorItem("CLR_ENDPOINT", Text("This cannot be used.", "Cette valeur est inutilisable."), path=path, fix=fix)


_EMPTY = Text("Fill this in.", "Remplissez ce champ.")
_CHOICE = Text("Choose one of the list.", "Choisissez dans la liste.")
_LONG = Text("Make it shorter.", "Raccourcissez ce texte.")
_URL = Text("Give an address that begins with https://.", "Donnez une adresse qui commence par https://.")


@transaction.atomic
def endpoint_switch(*, actor: Actor, endpoint_id: UUID, action: str, expected_version: int | None) -> AgencyEndpoint:
    """Pause or resume a connection. Raises NotFound, NotAllowed or Conflict."""
    endpoint = AgencyEndpoint.objects.filter(pk=endpoint_id).first()
    if endpoint is None or action not in ("pause", "resume"):
        raise NotFound
    return apply(
        workflow=ENDPOINT_WORKFLOW,
        obj=endpoint,
        action=action,
        actor=actor,
        subject=Subject("endpoint", endpoint.id),
        expected_version=expected_version,
        changes={"updated_at": clock.now(), "failures": 0, "next_try_at": None, "last_error": ""},
    )


def endpoint_failed(endpoint: AgencyEndpoint, error: str) -> AgencyEndpoint:
    """Note one failed try and when the next one is due."""
    failures = endpoint.failures + 1
    now = clock.now()
    return apply(
        workflow=ENDPOINT_WORKFLOW,
        obj=endpoint,
        action="fail",
        actor=GATEWAY,
        subject=Subject("endpoint", endpoint.id),
        changes={
            "failures": failures,
            "next_try_at": now + pause_after(failures),
            "last_error": error[:300],
            "updated_at": now,
        },
        body={"error": error[:300], "failures": failures},
    )


def endpoint_reached(endpoint: AgencyEndpoint) -> AgencyEndpoint:
    """Note that an agency answers again; nothing is written while all is well."""
    if endpoint.status != UNREACHABLE:
        return endpoint
    return apply(
        workflow=ENDPOINT_WORKFLOW,
        obj=endpoint,
        action="succeed",
        actor=GATEWAY,
        subject=Subject("endpoint", endpoint.id),
        changes={"failures": 0, "next_try_at": None, "last_error": "", "updated_at": clock.now()},
    )


def adapter_for(endpoint: AgencyEndpoint) -> Adapter:
    """Give the way to the agency that its row names. In the demonstration an address may name a simulator."""
    if endpoint.adapter == "drop":
        return DropAdapter(endpoint.address)
    return As2Adapter(address_of(endpoint), secret_unseal(endpoint.sealed_secret))


def address_of(endpoint: AgencyEndpoint) -> str:
    """The address; `{cbsa}` in it stands for the simulator that this demonstration started."""
    address = endpoint.address
    for name, place in getattr(settings, "SIMULATORS", {}).items():
        address = address.replace(f"{{{name}}}", place)
    return address


def secret_seal(secret: str) -> str:
    return _cipher().encrypt(secret.encode()).decode()


def secret_unseal(sealed: str) -> str:
    return _cipher().decrypt(sealed.encode()).decode() if sealed else ""


def _cipher() -> Fernet:
    derived = hashlib.sha256(b"preclear gateway secrets\0" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(derived))
