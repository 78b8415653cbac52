"""Lane advice: a pure function of the score, the three links, the lanes that are open, and a policy (data).

The lane is decided without ever seeing the compliance score: compliance alone can do no more than
release now and audit later (R-71). That is the shape of the code, not a check in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from clearance.domain.causes import GREEN_FAST_CAUSES
from clearance.domain.links import Links
from clearance.targeting.appetite import random_rate_for
from clearance.targeting.interpreter import Hit, Result
from clearance.targeting.lane_policy import LanePolicy, Opening
from clearance.targeting.loops import LoopUse, audited_words, used_up
from clearance.targeting.overlay import drawn
from portal.core.domain.text import Text

GREEN_FAST, FAST, GENERAL, SECONDARY = "GREEN_FAST", "FAST", "GENERAL", "SECONDARY"
LANES = (GREEN_FAST, FAST, GENERAL, SECONDARY)

LANE_NAMES: Mapping[str, Text] = {
    GREEN_FAST: Text("Green-FAST lane", "Voie FAST verte"),
    FAST: Text("FAST lane", "Voie FAST/EXPRES"),
    GENERAL: Text("General lane", "Voie générale"),
    SECONDARY: Text("Secondary inspection", "Inspection secondaire"),
}


@dataclass(frozen=True, slots=True)
class FastWait:
    """How long trucks wait for the FAST lane, how many minutes ago that was measured, and by whom."""

    minutes: int
    age: int
    by: str = ""


@dataclass(frozen=True, slots=True)
class LaneFacts:
    """What is known of the place: which lanes trucks find open there, and whether the truck is empty.

    `minute` is the minute of the port's day at arrival. An unknown wait is never a short one. `loop` is the
    value-chain loop the trip states, with the routine checks it had.
    """

    crossing: str
    direction: str
    open_lanes: frozenset[str] = frozenset({GREEN_FAST, FAST, GENERAL})
    empty: bool = False
    minute: int | None = None
    fast_wait: FastWait | None = None
    loop: LoopUse | None = None


@dataclass(frozen=True, slots=True)
class LaneAdvice:
    """Where the truck should go, whether it is audited after release, and why.

    `presumption`: the Green-FAST presumption holds, so an officer may refer only for GF1 to GF7. `causes`
    are the causes behind a SECONDARY advice. `reasons` are for officers; `member_reasons` for the member.
    `no_repeat`: everything aboard was cleared before, so a referral takes a cause that check could not know (R-55).
    """

    lane: str
    audit: bool
    presumption: bool
    reasons: tuple[Text, ...]
    member_reasons: tuple[Text, ...]
    causes: tuple[str, ...] = ()
    drawn: bool = False
    policy_version: int = 0
    no_repeat: bool = False

    @property
    def name(self) -> Text:
        return LANE_NAMES[self.lane]


@dataclass(frozen=True, slots=True)
class _Standing:
    """What the memberships alone would allow here, with the sentence that says so."""

    lane: str
    reason: Text


def decide_lane(
    result: Result, links: Links, place: LaneFacts, policy: LanePolicy, *, is_drawn: bool = False
) -> LaneAdvice:
    """Advise a lane.

    Order: mandatory rules, then the security cut-off unless the loop has had its routine checks, then the random
    draw, then memberships and the lanes that are open. The compliance score is used once, at the end, for the audit
    mark.
    """
    advice = _lane_for(result.security, result.mandatory, links, place, policy, is_drawn)
    if result.compliance < policy.audit_cut:
        return advice
    note = Text(
        f"Compliance {result.compliance} of 100: release, then audit",
        f"Conformité {result.compliance} sur 100 : mainlevée, puis vérification",
    )
    return replace(advice, audit=True, reasons=(*advice.reasons, note))


def decide_with_draw(
    result: Result, links: Links, place: LaneFacts, policy: LanePolicy, *, seed: bytes, trip_id: UUID | str
) -> LaneAdvice:
    """Advise a lane with the random overlay at the rate of the movement's tier (R-43)."""
    advice = decide_lane(result, links, place, policy)
    _, rate = random_rate_for(links, policy)
    if advice.lane == SECONDARY or not drawn(seed, trip_id, rate):
        return advice
    return decide_lane(result, links, place, policy, is_drawn=True)


def _lane_for(
    security: int,
    mandatory: tuple[Hit, ...],
    links: Links,
    place: LaneFacts,
    policy: LanePolicy,
    is_drawn: bool,
) -> LaneAdvice:
    standing = _standing(links, place, policy)
    presumed = is_presumed(links, place, policy)
    if mandatory:
        return _mandatory(mandatory, presumed, policy)
    above = security >= policy.security_cut and not presumed
    spared = above and used_up(place.loop, policy.loop_cap)
    if above and not spared:
        return _over_the_cut(security, policy)
    if is_drawn:
        return _drawn(presumed, policy)
    if spared:
        return _audited_instead(standing, links, place, policy)
    reasons = [standing.reason, links.summary()]
    if security >= policy.security_cut:
        reasons.append(
            Text(
                f"Security {security} of 100 is above the cut-off; the Green-FAST presumption holds",
                f"Sûreté {security} sur 100 au-dessus du seuil; la présomption FAST verte s'applique",
            )
        )
    return LaneAdvice(standing.lane, False, presumed, tuple(reasons), tuple(reasons[:2]), policy_version=policy.version)


def _mandatory(hits: tuple[Hit, ...], presumed: bool, policy: LanePolicy) -> LaneAdvice:
    causes = tuple(dict.fromkeys(_cause(hit.cause, presumed) for hit in hits))
    return LaneAdvice(
        SECONDARY,
        False,
        presumed,
        tuple(hit.detail for hit in hits),
        tuple(dict.fromkeys(hit.reason for hit in hits)),
        causes,
        policy_version=policy.version,
    )


def _cause(code: str, presumed: bool) -> str:
    """The two lists run in parallel: G1 is GF1 for a presumed member."""
    number = code.lstrip("GF")
    return f"GF{number}" if presumed and f"GF{number}" in GREEN_FAST_CAUSES else f"G{number}"


def _over_the_cut(security: int, policy: LanePolicy) -> LaneAdvice:
    reason = Text(
        f"Security {security} of 100, cut-off {policy.security_cut}",
        f"Sûreté {security} sur 100, seuil {policy.security_cut}",
    )
    member = Text("A security check before release", "Une vérification de sûreté avant la mainlevée")
    return LaneAdvice(SECONDARY, False, False, (reason,), (member,), ("G8",), policy_version=policy.version)


def _audited_instead(standing: _Standing, links: Links, place: LaneFacts, policy: LanePolicy) -> LaneAdvice:
    """Above the cut-off, but the loop has had its routine checks: the memberships' lane, and an audit (R-62)."""
    if place.loop is None or policy.loop_cap is None:
        raise ValueError("only a loop under a cap is audited instead of checked")
    words = audited_words(place.loop, policy.loop_cap)
    reasons = (words, standing.reason, links.summary())
    return LaneAdvice(standing.lane, True, False, reasons, reasons, policy_version=policy.version)


def _drawn(presumed: bool, policy: LanePolicy) -> LaneAdvice:
    reason = Text(
        "Drawn at random by the system; the seed is on record",
        "Tirage au sort par le système; la graine est consignée",
    )
    cause = "GF6" if presumed else "G6"
    return LaneAdvice(SECONDARY, False, presumed, (reason,), (reason,), (cause,), True, policy_version=policy.version)


def is_presumed(links: Links, place: LaneFacts, policy: LanePolicy) -> bool:
    """Say whether the Green-FAST presumption holds: three T3 links at a pilot crossing (R-11)."""
    return links.all_green and policy.green_fast.allows(place.crossing, place.direction)


def _standing(links: Links, place: LaneFacts, policy: LanePolicy) -> _Standing:
    """Find the best lane the memberships allow where the truck arrives."""
    presumed = is_presumed(links, place, policy)
    if presumed and GREEN_FAST in place.open_lanes:
        reason = Text("All links are Green-FAST members", "Tous les maillons sont membres FAST verts")
        return _Standing(GREEN_FAST, reason)
    if FAST not in place.open_lanes:
        return _Standing(GENERAL, Text("No FAST lane is open here", "Aucune voie FAST/EXPRES n'est ouverte ici"))
    if presumed or (links.all_fast and not place.empty):
        return _Standing(FAST, Text("All links are members", "Tous les maillons sont membres"))
    allowed = _exception(links, place, policy)
    if allowed:
        return _Standing(FAST, allowed)
    return _Standing(GENERAL, Text("Not every link is a member", "Les maillons ne sont pas tous membres"))


def wait_is_short(place: LaneFacts, policy: LanePolicy) -> bool:
    """Say whether the FAST lane has room for others: its wait is known, fresh and below the policy's limit."""
    wait = place.fast_wait
    return wait is not None and wait.age <= policy.wait_age and wait.minutes < policy.wait_below


def _open(opening: Opening, place: LaneFacts, policy: LanePolicy) -> bool:
    there = opening.allows(place.crossing, place.direction, place.minute)
    return there and (not opening.guarded or wait_is_short(place, policy))


def _exception(links: Links, place: LaneFacts, policy: LanePolicy) -> Text | None:
    """The cases in which a policy opens the FAST lane to less than three full links."""
    found = _members_exception(links, place, policy) if links.driver.is_fast and links.carrier.is_fast else None
    if found is None and _open(policy.others, place, policy):
        return _room(place, policy)
    return found


def _members_exception(links: Links, place: LaneFacts, policy: LanePolicy) -> Text | None:
    if place.empty:
        words = Text(
            "Empty truck of a member carrier and driver", "Camion vide d'un transporteur et conducteur membres"
        )
        return words if _open(policy.empty_trucks, place, policy) else None
    if _open(policy.mixed_loads, place, policy):
        members = sum(link.at_least(policy.mixed_tier) for link in links.importers)
        if members and members >= policy.mixed_share * len(links.importers):
            return _share(members, links, policy)
    if _open(policy.partial_fast, place, policy):
        return Text(
            "Driver and carrier are members (partial FAST)", "Conducteur et transporteur membres (FAST partiel)"
        )
    return None


def _share(members: int, links: Links, policy: LanePolicy) -> Text:
    share, count = round(policy.mixed_share * 100), len(links.importers)
    return Text(
        f"{members} of {count} shipments are members' (at least {share} % needed)",
        f"{members} expéditions sur {count} sont de membres (au moins {share} % exigés)",
    )


def _room(place: LaneFacts, policy: LanePolicy) -> Text:
    wait = place.fast_wait.minutes if place.fast_wait else 0
    return Text(
        f"The FAST lane is open to all while its wait is below {policy.wait_below} minutes (now {wait})",
        f"La voie EXPRES est ouverte à tous tant que l'attente y est sous {policy.wait_below} minutes (là : {wait})",
    )
