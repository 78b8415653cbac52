"""From a request to the actor: who is signed in, wearing which hat, with which proof."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any
from uuid import UUID

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from portal.accounts.domain.capacities import Capacity, choose
from portal.accounts.models import User
from portal.accounts.selectors import capacities_for_user
from portal.core.domain.actors import Actor
from portal.core.http import PortalRequest

CAPACITY_KEY = "capacity"
SEEN_KEY = "seen"
SEEN_EVERY_SECONDS = 60


class HatRequest(PortalRequest):
    """A request with the person's hats: all of them, and the one worn (set for signed-in people only)."""

    capacities: tuple[Capacity, ...]
    capacity: Capacity


def load_actor(request: HatRequest) -> Actor | None:
    """Give the signed-in person in the capacity chosen, or None.

    No query for an anonymous visitor, one beyond session and account for everybody else; `request.capacities`
    then holds every capacity for the switch in the header. A session left alone for SESSION_IDLE_SECONDS ends.
    """
    request.capacities = ()
    if not request.user.is_authenticated:
        return None
    if _idle(request):
        logout(request)
        return None
    user = request.user
    request.capacities = capacities_for_user(user.id)
    request.capacity = choose(request.capacities, request.session.get(CAPACITY_KEY, ""))
    actor = request.capacity.actor(
        user_id=user.id,
        name=user.name or user.email,
        mfa=second_factor_given(request, user),
        request_id=getattr(request, "request_id", ""),
    )
    return replace(actor, dormant=True) if user.dormant_since else actor


def second_factor_given(request: HttpRequest, user: User) -> bool:
    """Say whether this session was opened with an authenticator app, a passkey or a recovery code."""
    return any(entry.get("method") == "mfa" for entry in get_authentication_records(request, user))


def choose_capacity(request: HatRequest, key: str) -> Capacity | None:
    """Put on another hat for this session; None when it is not the person's."""
    found = next((option for option in request.capacities if option.key == key), None)
    if found is not None:
        request.session[CAPACITY_KEY] = key
    return found


def _idle(request: HttpRequest) -> bool:
    """Compare with the last request and note this one, at most once a minute to spare the session's row."""
    now = int(time.time())
    seen = request.session.get(SEEN_KEY)
    if seen is not None and now - seen > settings.SESSION_IDLE_SECONDS:
        return True
    if seen is None or now - seen >= SEEN_EVERY_SECONDS:
        request.session[SEEN_KEY] = now
    return False


def choose_organisation(request: HttpRequest, organisation_id: UUID) -> None:
    """Act for an organisation from the next request on; the loader checks then that one may."""
    request.session[CAPACITY_KEY] = f"org:{organisation_id}"


def switch_context(request: HatRequest) -> dict[str, Any]:
    """Give what the header's switch shows: every hat of the person, the worn one marked. No query."""
    options: tuple[Capacity, ...] = getattr(request, "capacities", ())
    if not options:
        return {"organisations": []}
    worn = request.capacity.key
    return {
        "organisations": [
            {"id": o.key, "name": o.label.get(get_language() or "en"), "current": o.key == worn} for o in options
        ],
        "organisation_switch_url": reverse("accounts:capacity"),
    }
