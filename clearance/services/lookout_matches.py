"""What look-outs meet in filings: noted, judged by an officer, and ruled out for good when it is somebody else (R-89)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.db.models import F

from audit.trail.services import record
from clearance.domain.lookouts.closed_lists import MARKER_SOURCES, REVIEW
from clearance.domain.lookouts.workflow import ACTIVE, COUNTS, SAME, WAITING
from clearance.domain.manifest import from_dict
from clearance.domain.transitions import MATCH_WORKFLOW
from clearance.domain.trip_workflow import AT_BORDER, BEFORE_BORDER, HELD
from clearance.models import DoNotMatch, Lookout, LookoutMatch, Trip, TripVersion
from clearance.selectors.lookouts import Found, match_get
from clearance.targeting.filed import identities_of
from clearance.targeting.interpreter import Result
from clearance.targeting.lanes import LaneAdvice
from clearance.targeting.profile import REASON_CLASSES
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import ErrorItem, Invalid, NotAllowed, NotFound
from portal.core.domain.matching import NONE, Identity, compare, fingerprints
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.services import Work, dispatch_all
from portal.workflow.services import apply

MATCHING = system_actor("look-out matching")
ON_THE_WAY = (*BEFORE_BORDER, AT_BORDER, HELD)
LEAST_GROUNDS = 15
PAGE = 200


def matches_note(*, trip: Trip, version: int, met: Iterable[Found]) -> None:
    """Keep what a version met, once per look-out and identity; a near one now waits for an officer.

    Called in the transaction that scores the trip. The member has no entry of the trail: it names nobody.
    """
    for found in met:
        row, made = LookoutMatch.objects.get_or_create(
            lookout=found.lookout,
            trip=trip,
            mark=found.mark,
            defaults={
                "version_number": version,
                "filed": found.filed.as_dict(),
                "fingerprints": sorted(found.marks),
                "degree": found.comparison.degree,
                "likeness": round(found.comparison.likeness, 4),
                "dates": found.comparison.dates,
                "status": MATCH_WORKFLOW.initial,
                "created_at": clock.now(),
            },
        )
        if made:
            record(
                actor=MATCHING,
                event="clearance.match.found",
                subject=Subject("lookout_match", row.id),
                body={"lookout": found.lookout.label, "trip": str(trip.id), "degree": row.degree},
            )
            if found.refers:
                apply(
                    workflow=MATCH_WORKFLOW,
                    obj=row,
                    action="count",
                    actor=MATCHING,
                    subject=Subject("lookout_match", row.id),
                )
        elif row.version_number != version:
            LookoutMatch.objects.filter(pk=row.pk).update(version_number=version)


def in_lookout_words(advice: LaneAdvice, result: Result, met: Iterable[Found]) -> LaneAdvice:
    """Let the member read the class the look-out names, in place of the rule's that acted on it (R-37)."""
    classes = sorted({found.lookout.reason_class for found in met if found.refers})
    if not classes or not advice.causes or not result.mandatory:
        return advice
    said: list[Text] = []
    for hit in result.mandatory:
        named = any(why.fact == "lookout" for why in hit.evidence)
        said += [REASON_CLASSES[code] for code in classes] if named else [hit.reason]
    return replace(advice, member_reasons=tuple(dict.fromkeys(said)))


@transaction.atomic
def match_confirm(*, actor: Actor, match_id: UUID, grounds: str, expected_version: int) -> LookoutMatch:
    """Decide that it is the same person, plate or firm: the trip is scored again and goes to secondary."""
    match = match_get(actor=actor, match_id=match_id)
    match = _judge(actor, match, "confirm", _grounds(grounds), expected_version)
    _again([match.trip_id], f"{match.id}:same")
    return match


@transaction.atomic
def match_refute(*, actor: Actor, match_id: UUID, grounds: str, expected_version: int) -> LookoutMatch:
    """Decide that it is not the same: a marker is written and the same input never matches this look-out again."""
    match = match_get(actor=actor, match_id=match_id)
    do_not_match_add(
        actor=actor,
        lookout_id=match.lookout_id,
        filed=Identity.from_dict(match.filed),
        carrier_id=match.trip.carrier_id,
        grounds=grounds,
        expected={match.id: expected_version},
    )
    return LookoutMatch.objects.get(pk=match.pk)


@transaction.atomic
def do_not_match_add(
    *,
    actor: Actor,
    lookout_id: UUID,
    filed: Identity,
    grounds: str,
    source: str = REVIEW,
    reference: str = "",
    carrier_id: UUID | None = None,
    expected: dict[UUID, int] | None = None,
) -> list[DoNotMatch]:
    """Write down that a look-out does not mean this identity, as it was filed (R-89).

    For a review by a targeting officer, and for a ruling of the joint commission (`source` "commission",
    `reference` its docket). Every match of the same identity is closed and its trips on the way are scored again.
    `carrier_id` is needed for a person filed without date of birth and number. Raises NotFound, NotAllowed, Invalid.
    """
    if not actor.has("officer.targeting", "commission.member", "commission.registrar", "system"):
        raise NotAllowed([JUDGES])
    if source not in MARKER_SOURCES:
        raise Invalid([GROUNDS])
    said = _grounds(grounds)
    lookout = Lookout.objects.select_for_update().filter(pk=lookout_id).first()
    if lookout is None:
        raise NotFound
    marks = fingerprints(filed, str(carrier_id or ""))
    made = [_marker(actor, lookout, mark, filed, said, source, reference) for mark in sorted(marks)]
    record(
        actor=actor,
        event="clearance.lookout.do_not_match",
        subject=Subject("lookout", lookout.id),
        body={"lookout": lookout.label, "source": source, "reference": reference, "marks": sorted(marks)},
    )
    trips = []
    for match in _matches_of(lookout, marks):
        _judge(actor, match, "refute", said, (expected or {}).get(match.id))
        trips.append(match.trip_id)
    _again(trips, f"{lookout.id}:not:{made[0].id}")
    return made


def _marker(
    actor: Actor, lookout: Lookout, mark: str, filed: Identity, grounds: str, source: str, reference: str
) -> DoNotMatch:
    row, _ = DoNotMatch.objects.get_or_create(
        lookout=lookout,
        fingerprint=mark,
        defaults={
            "filed": filed.as_dict(),
            "grounds": grounds,
            "source": source,
            "reference": reference[:60],
            "decided_by_id": actor.user_id,
            "decided_as": actor.name,
            "decided_at": clock.now(),
        },
    )
    return row


def _matches_of(lookout: Lookout, marks: frozenset[str]) -> list[LookoutMatch]:
    rows = LookoutMatch.objects.select_related("lookout").filter(lookout=lookout, status__in=(WAITING, COUNTS, SAME))
    return [row for row in rows if not marks.isdisjoint(row.fingerprints)]


def _judge(actor: Actor, match: LookoutMatch, action: str, grounds: str, expected: int | None) -> LookoutMatch:
    return apply(
        workflow=MATCH_WORKFLOW,
        obj=match,
        action=action,
        actor=actor,
        subject=Subject("lookout_match", match.id),
        expected_version=expected,
        changes={
            "decided_by_id": actor.user_id,
            "decided_as": actor.name,
            "decided_at": clock.now(),
            "grounds": grounds,
        },
        body={"lookout": match.lookout.label},
    )


def _grounds(text: str) -> str:
    said = text.strip()[:1000]
    if len(said) < LEAST_GROUNDS:
        raise Invalid([GROUNDS])
    return said


# --- trips on the way ---------------------------------------------------------------------------------------
def lookout_spread(*, lookout_id: UUID, key: str) -> int:
    """Let every trip on the way that a look-out touches be scored again: at its start, at its end. Gives how many.

    At the start the filings of trips on the way are read once, in the worker; at the end its matches name them.
    """
    lookout = Lookout.objects.filter(pk=lookout_id).first()
    if lookout is None:
        raise NotFound
    noted = LookoutMatch.objects.filter(lookout=lookout, trip__status__in=ON_THE_WAY).values_list("trip_id", flat=True)
    trips = set(noted)
    if lookout.status == ACTIVE:
        trips |= _trips_meeting(Identity.from_dict(lookout.identity))
    _again(sorted(trips), f"{lookout.label}:{key}")
    return len(trips)


def _trips_meeting(wanted: Identity) -> set[UUID]:
    filings = (
        TripVersion.objects.filter(trip__status__in=ON_THE_WAY, number=F("trip__scored_version"))
        .select_related("trip__carrier")
        .only("manifest", "trip__carrier__legal_name")
    )
    found: set[UUID] = set()
    for filing in filings.iterator(chunk_size=PAGE):
        manifest, _ = from_dict(filing.manifest)
        named = identities_of(manifest, filing.trip.carrier.legal_name) if manifest else ()
        if any(compare(wanted, identity).degree != NONE for identity in named):
            found.add(filing.trip_id)
    return found


def _again(trips: Iterable[UUID], key: str) -> None:
    dispatch_all([Work("clearance.rescore_trip", trip_id, key) for trip_id in trips])


GROUNDS = ErrorItem(
    "CLR_MATCH_GROUNDS",
    Text("Say on what grounds you decide.", "Précisez sur quels motifs vous décidez."),
    path="grounds",
    fix=Text(
        f"At least {LEAST_GROUNDS} characters: what was compared, and what it showed.",
        f"Au moins {LEAST_GROUNDS} caractères : ce qui a été comparé, et ce que cela a montré.",
    ),
)
JUDGES = ErrorItem(
    "CLR_MATCH_ROLE",
    Text(
        "A targeting officer or the joint commission decides this.",
        "Un agent du ciblage ou la commission mixte en décide.",
    ),
    path="grounds",
    fix=Text("Ask a targeting officer.", "Adressez-vous à un agent du ciblage."),
)
