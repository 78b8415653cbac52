"""The records of what a member can appeal at the border: one inspection, or what the profile contributed (R-85, R-86).

The member reads classes and the gist. What is restricted stays here and is read by the panel, in camera, by reference.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from clearance.domain.causes import CAUSES
from clearance.models import Inspection, InspectionEntry, InspectionPhoto, Score, ThreatProfile, Trip
from clearance.selectors.trips import public_reasons, trip_for_actor
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound
from portal.core.domain.text import Text

REPEATED_DAYS = 30
LOOKOUT_CAUSES = frozenset({"GF5", "G5"})
CONTESTED = Text(
    "You can ask the joint commission to look at it; the record is attached for you.",
    "Vous pouvez saisir la commission mixte; le dossier est joint pour vous.",
)


def contestable_of_trip(*, actor: Actor, trip_id: UUID) -> tuple[Trip, list[Inspection], Score | None]:
    """Give a trip with its finished inspections and its last score: what can be appealed from it. Raises NotFound."""
    trip = trip_for_actor(actor=actor, trip_id=trip_id)
    done = Inspection.objects.filter(trip=trip, status="completed").select_related("referral").order_by("completed_at")
    return trip, list(done), Score.objects.filter(trip=trip).first()


def inspection_record(*, actor: Actor, inspection_id: UUID) -> dict[str, Any]:
    """Give a finished inspection as an appeal attaches it: cause, minutes, officers' notes by class. Raises NotFound."""
    found = Inspection.objects.select_related("trip__carrier", "referral").filter(
        pk=inspection_id, status="completed", completed_at__isnull=False
    )
    inspection = found.first()
    if inspection is None or inspection.completed_at is None:
        raise NotFound
    trip_for_actor(actor=actor, trip_id=inspection.trip_id)
    entries = list(InspectionEntry.objects.filter(inspection=inspection).order_by("at", "id"))
    photos = list(InspectionPhoto.objects.filter(inspection=inspection).defer("content").order_by("at", "id"))
    referral = inspection.referral
    hands = {referral.officer_id, inspection.officer_id}
    hands |= {row.officer_id for row in entries} | {row.officer_id for row in photos}
    return {
        **_whose(inspection.trip),
        "kind": "inspection",
        "agency": referral.agency,
        "told_at": inspection.completed_at,
        "signed_by": referral.opened_as,
        "touched": sorted(str(hand) for hand in hands if hand),
        "subjects": [("inspection", inspection.id), ("trip", inspection.trip_id)],
        "record": {
            "about": {
                "number": inspection.trip.trip_number,
                "cause": CAUSES[referral.cause].member.as_dict(),
                "result": inspection.result,
                "minutes": inspection.minutes,
                "inspections_30_days": _repeated(inspection),
            },
            "reason": referral.reason,
            "notes": [_referral_note(inspection), *(_note(entry) for entry in entries)],
            "evidence": [
                {"kind": "inspection", "reference": str(inspection.id)},
                *({"kind": "photo", "reference": str(row.id), "digest": row.sha256} for row in photos),
            ],
            "rule_versions": _versions(Score.objects.filter(trip_id=inspection.trip_id).first()),
        },
    }


def score_record(*, actor: Actor, score_id: UUID) -> dict[str, Any]:
    """Give the profile's contribution to one trip as an appeal attaches it: the gist, never a weight. NotFound."""
    score = Score.objects.select_related("trip__carrier").filter(pk=score_id).first()
    if score is None:
        raise NotFound
    trip_for_actor(actor=actor, trip_id=score.trip_id)
    profile = ThreatProfile.objects.filter(number=score.profile_number).prefetch_related("signatures").first()
    hands = {*profile.writers, *(row.officer_id for row in profile.signatures.all())} if profile else set()
    gist = [reason["text"] for reason in public_reasons(score)]
    return {
        **_whose(score.trip),
        "kind": "profile",
        "agency": "",
        "told_at": score.scored_at,
        "signed_by": "",
        "touched": sorted(str(hand) for hand in hands),
        "subjects": [("trip", score.trip_id), *([("profile", profile.id)] if profile else [])],
        "record": {
            "about": {"number": score.trip.trip_number, "lane": score.lane},
            "reason": {
                "code": score.lane,
                "text": gist[0] if gist else NO_GIST.as_dict(),
                "evidence": f"score:{score.trip.trip_number}",
                "fix": GIST_FIX.as_dict(),
                "appeal": CONTESTED.as_dict(),
            },
            "gist": gist,
            "evidence": [{"kind": "score", "reference": str(score.id), "digest": score.input_digest}],
            "rule_versions": _versions(score),
        },
    }


def in_camera(*, subject_type: str, subject_id: UUID) -> dict[str, Any]:
    """Give what the appellant may not read of a record. For the commission, which records every look (R-85).

    `contributions` are the rules with their points and evidence; `notes` those an agency restricted.
    """
    if subject_type == "score":
        score = Score.objects.get(pk=subject_id)
        return {"security": score.security, "compliance": score.compliance, "contributions": score.contributions}
    if subject_type == "inspection":
        inspection = Inspection.objects.select_related("referral").get(pk=subject_id)
        last = Score.objects.filter(trip_id=inspection.trip_id).first()
        rows = InspectionEntry.objects.filter(inspection=inspection).exclude(restricted_reason="").order_by("at", "id")
        hidden = [_restricted(row) for row in rows]
        if inspection.referral.cause in LOOKOUT_CAUSES and inspection.referral.note:
            hidden.insert(0, {"agency": inspection.referral.agency, "text": inspection.referral.note})
        return {"notes": hidden, "contributions": last.contributions if last else []}
    return {}


def _whose(trip: Trip) -> dict[str, Any]:
    return {"organisation_id": trip.carrier_id, "user_id": None, "holder": trip.carrier.legal_name, "safety": None}


def _repeated(inspection: Inspection) -> int:
    """How often the carrier was inspected in the thirty days that ended with this inspection, this one included."""
    end = inspection.completed_at or inspection.started_at
    since = end - timedelta(days=REPEATED_DAYS)
    rows = Inspection.objects.filter(trip__carrier_id=inspection.trip.carrier_id, status="completed")
    return rows.filter(completed_at__gt=since, completed_at__lte=end).count()


def _referral_note(inspection: Inspection) -> dict[str, str]:
    referral = inspection.referral
    secret = referral.cause in LOOKOUT_CAUSES
    return {
        "kind": "referral",
        "class": "restricted" if secret else "open",
        "agency": referral.agency,
        "at": referral.opened_at.isoformat(),
        "text": "" if secret else referral.note,
    }


def _note(entry: InspectionEntry) -> dict[str, str]:
    """Words an agency keeps to itself are named by their class and why; the panel reads them in camera."""
    secret = bool(entry.restricted_reason)
    return {
        "kind": entry.kind,
        "class": "restricted" if secret else "open",
        "agency": entry.agency,
        "at": entry.at.isoformat(),
        "text": entry.restricted_reason if secret else entry.text or entry.code,
    }


def _restricted(entry: InspectionEntry) -> dict[str, str]:
    return {"agency": entry.agency, "text": entry.text}


def _versions(score: Score | None) -> dict[str, str]:
    if score is None:
        return {}
    return {
        "threat profile": f"{score.profile_number} {str(score.inputs.get('profile_digest', ''))[:16]}",
        "lane policy": str(score.inputs.get("lane_policy", "")),
    }


NO_GIST = Text(
    "The profile named no reason that is public; the panel reads the whole contribution in camera.",
    "Le profil n'a donné aucun motif public; la formation lit l'apport entier à huis clos.",
)
GIST_FIX = Text(
    "Say what does not fit you: the panel compares it with the rules that spoke.",
    "Dites ce qui ne vous correspond pas : la formation le compare aux règles qui ont joué.",
)


def trip_of_inspection(inspection_id: UUID) -> UUID:
    """Give the trip an inspection belongs to, for a ruling about it."""
    return Inspection.objects.values_list("trip_id", flat=True).get(pk=inspection_id)


def trip_of_score(score_id: UUID) -> UUID:
    """Give the trip a score belongs to, for a ruling about it."""
    return Score.objects.values_list("trip_id", flat=True).get(pk=score_id)
