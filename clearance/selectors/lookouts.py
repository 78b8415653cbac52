"""Which look-outs a filing meets, and what targeting officers may read of them (R-98, R-89)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.db.models import Q, QuerySet

from clearance.domain.lookouts.closed_lists import STOPPING as SURE
from clearance.domain.lookouts.workflow import ACTIVE, SAME, STOPPING, WAITING
from clearance.domain.manifest import Manifest
from clearance.models import DoNotMatch, Lookout, LookoutKey, LookoutMatch
from clearance.targeting.filed import identities_of
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound
from portal.core.domain.matching import EXACT, NONE, Comparison, Identity, blocking_keys, compare, fingerprints

READERS = ("officer.targeting",)


@dataclass(frozen=True, slots=True)
class Found:
    """One look-out that a filing meets: exact or near, and whether it refers (`counts`) or waits to be judged."""

    lookout: Lookout
    filed: Identity
    comparison: Comparison
    marks: frozenset[str]
    refers: bool

    @property
    def mark(self) -> str:
        """One name for the identity as it was filed."""
        return sha256("".join(sorted(self.marks)).encode()).hexdigest()


def lookouts_met(*, manifest: Manifest, carrier_id: UUID, carrier_name: str) -> list[Found]:
    """Give what a filing meets: one query when it meets nothing, three at most, however many look-outs there are."""
    identities = identities_of(manifest, carrier_name)
    keys = frozenset[str]().union(*map(blocking_keys, identities))
    candidates = lookouts_under(keys)
    pairs = [
        (lookout, identity, found)
        for lookout, wanted in ((row, Identity.from_dict(row.identity)) for row in candidates)
        for identity in identities
        if (found := compare(wanted, identity)).degree != NONE
    ]
    if not pairs:
        return []
    ids = {lookout.id for lookout, _, _ in pairs}
    cleared = set(DoNotMatch.objects.filter(lookout_id__in=ids).values_list("lookout_id", "fingerprint"))
    confirmed = _confirmed(ids)
    made = []
    for lookout, identity, comparison in pairs:
        marks = fingerprints(identity, str(carrier_id))
        theirs = {(lookout.id, mark) for mark in marks}
        if not theirs & cleared:
            sure = comparison.degree == EXACT and lookout.quality in SURE
            made.append(Found(lookout, identity, comparison, marks, sure or bool(theirs & confirmed)))
    return made


def lookouts_under(keys: Iterable[str]) -> list[Lookout]:
    """Give the active look-outs filed under any of the keys. One past its end is not among them, whoever noticed."""
    wanted = list(keys)
    if not wanted:
        return []
    named = LookoutKey.objects.filter(key__in=wanted).values("lookout_id")
    return list(Lookout.objects.filter(pk__in=named, status=ACTIVE, expires_at__gt=clock.now()).order_by("number"))


def _confirmed(lookout_ids: Iterable[UUID]) -> set[tuple[UUID, str]]:
    rows = LookoutMatch.objects.filter(lookout_id__in=lookout_ids, status=SAME).values_list(
        "lookout_id", "fingerprints"
    )
    return {(lookout_id, mark) for lookout_id, marks in rows for mark in marks}


# --- for people ---------------------------------------------------------------------------------------------
def may_read(lookout: Lookout, actor: Actor) -> bool:
    """Say whether the actor may read whom a look-out means and why; others read its class, owner and end."""
    return lookout.shared or (bool(actor.agency) and lookout.agency == actor.agency)


def lookout_list(*, actor: Actor) -> QuerySet[Lookout, Lookout]:
    """Give every look-out to targeting officers of both agencies, active ones first, those that end soonest first."""
    if not actor.has(*READERS):
        return Lookout.objects.none()
    return Lookout.objects.order_by("status", "expires_at", "number")


def lookout_get(*, actor: Actor, lookout_id: UUID) -> Lookout:
    """Give one look-out; raises NotFound."""
    found = lookout_list(actor=actor).filter(pk=lookout_id).first()
    if found is None:
        raise NotFound
    return found


def match_list(*, actor: Actor) -> QuerySet[LookoutMatch, LookoutMatch]:
    """Give the matches the actor may judge: of the agency's own look-outs and of shared ones."""
    rows = LookoutMatch.objects.select_related("lookout", "trip", "trip__carrier").order_by("trip__eta", "id")
    if not actor.has(*READERS) or not actor.agency:
        return rows.none()
    return rows.filter(Q(lookout__agency=actor.agency) | Q(lookout__shared=True))


def matches_waiting(*, actor: Actor) -> QuerySet[LookoutMatch, LookoutMatch]:
    """Give the near matches that wait for the actor, the soonest arrival first."""
    return match_list(actor=actor).filter(status=WAITING)


def match_get(*, actor: Actor, match_id: UUID) -> LookoutMatch:
    """Give one match the actor may judge; raises NotFound."""
    found = match_list(actor=actor).filter(pk=match_id).first()
    if found is None:
        raise NotFound
    return found


def lookouts_on_trip(*, trip_id: UUID, version: int) -> list[Lookout]:
    """Give the look-outs that refer this version, for the booth: it shows class, owner and end and nothing else."""
    now = clock.now()
    rows = LookoutMatch.objects.filter(
        trip_id=trip_id,
        version_number=version,
        status__in=STOPPING,
        lookout__status=ACTIVE,
        lookout__expires_at__gt=now,
    ).select_related("lookout")
    return list({row.lookout_id: row.lookout for row in rows.order_by("lookout__number")}.values())


def markers_of(lookout: Lookout) -> list[DoNotMatch]:
    """Give the markers "not the same" of a look-out, one per judged identity, the newest first."""
    rows = DoNotMatch.objects.filter(lookout=lookout).order_by("-decided_at", "id")
    seen: dict[str, DoNotMatch] = {}
    for row in rows:
        seen.setdefault(f"{row.filed}{row.decided_at}", row)
    return list(seen.values())
