"""The threat profile in force."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.db.models import QuerySet

from clearance.domain.profile_refusals import DOCTORED
from clearance.models import ThreatProfile
from clearance.targeting.profile import Profile, profile_from_dict
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, NotFound
from portal.core.domain.text import Text


@dataclass(frozen=True, slots=True)
class ActiveProfile:
    """The profile in force, read and checked, with the number and digest a score stores."""

    number: int
    digest: str
    profile: Profile


def profile_in_force() -> ActiveProfile | None:
    """Give the profile in force, or None before the first one."""
    row = ThreatProfile.objects.filter(status="active").values_list("id", "number", "digest").first()
    return None if row is None else ActiveProfile(row[1], row[2], _read(row[0], row[2]))


def active_profile() -> ActiveProfile:
    """Give the profile in force in one query; raises Conflict when there is none, so that work waits visibly."""
    found = profile_in_force()
    if found is None:
        raise Conflict([NONE_IN_FORCE])
    return found


@lru_cache(maxsize=8)
def _read(profile_id: UUID, digest: str) -> Profile:
    """Documents in force never change, so that one read per process is enough; what was signed must be what is read."""
    profile = profile_from_dict(ThreatProfile.objects.only("document").get(pk=profile_id).document)
    if profile.digest != digest:
        raise Conflict([DOCTORED])
    return profile


def profile_list(*, actor: Actor) -> QuerySet[ThreatProfile]:
    """Give every version for targeting officers and supervisors, the newest first."""
    return ThreatProfile.objects.prefetch_related("signatures").defer("document").order_by("-number")


def profile_get(*, actor: Actor, profile_id: UUID) -> ThreatProfile:
    profile = ThreatProfile.objects.prefetch_related("signatures").filter(pk=profile_id).first()
    if profile is None:
        raise NotFound
    return profile


NONE_IN_FORCE = ErrorItem(
    "CLR_NO_PROFILE",
    Text("No threat profile is in force.", "Aucun profil de menace n'est en vigueur."),
    path="profile",
    fix=Text(
        "Both agencies' targeting officers sign one, then it is put in force.",
        "Les agents du ciblage des deux organismes en signent un, puis il est mis en vigueur.",
    ),
)
