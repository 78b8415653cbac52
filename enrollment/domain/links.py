"""The three links of a movement and what each holder's membership is worth at one moment (R-01, R-09).

Pure: the selector `links_for` reads the rows, this module decides. A link counts with its effective tier: T0
unless a membership is active, within its dates and not under a lane pause.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from enrollment.domain.cards import USABLE
from enrollment.domain.renewal import continues
from enrollment.domain.tiers import NO_TIER, rank
from portal.core.domain.text import Text

DRIVER = "driver"
CARRIER = "carrier"
IMPORTER = "importer"
ROLE_NAMES = {
    DRIVER: Text("driver", "chauffeur"),
    CARRIER: Text("carrier", "transporteur"),
    IMPORTER: Text("importer", "importateur"),
}

NONE = "none"
UNKNOWN_CARD = "unknown_card"
CARD_INACTIVE = "card_inactive"
SUSPENDED = "suspended"
REVOKED = "revoked"
EXPIRED = "expired"
WITHDRAWN = "withdrawn"
PAUSED = "lane_pause"
NO_RUNG = "tier_0"

PROBLEMS: dict[str, Text] = {
    NONE: Text("is not a member", "n'est pas membre"),
    UNKNOWN_CARD: Text("has no card known here", "n'a pas de carte connue ici"),
    CARD_INACTIVE: Text(
        "shows a card that is not valid (stopped, replaced or not activated)",
        "présente une carte non valide (bloquée, remplacée ou non activée)",
    ),
    SUSPENDED: Text("is suspended", "est suspendu"),
    REVOKED: Text("has lost the membership", "a perdu son adhésion"),
    EXPIRED: Text("has a membership that ran out", "a une adhésion échue"),
    WITHDRAWN: Text("has given the membership up", "a abandonné son adhésion"),
    PAUSED: Text("may not use the lane for now", "n'a pas accès à la voie pour l'instant"),
    NO_RUNG: Text("holds tier 0 only", "n'a que le niveau 0"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What one row says: the facts a link is decided from. With a `scheme` it is a recognised one, not a membership.

    `card` is the state of the card it was found by; a card that was reported lost opens nothing (R-12).
    """

    membership_id: UUID | None
    number: str
    tier: str
    status: str
    valid_from: datetime
    valid_until: datetime
    paused_until: datetime | None = None
    holder_id: UUID | None = None
    holder_name: str = ""
    scheme: str = ""
    renewal_filed_at: datetime | None = None
    card: str = ""


@dataclass(frozen=True, slots=True)
class LinkState:
    """One link. `tier` is the effective tier; `problem` is empty when the link holds, else a key of PROBLEMS."""

    role: str
    tier: str = NO_TIER
    problem: str = NONE
    holder_id: UUID | None = None
    name: str = ""
    membership_id: UUID | None = None
    number: str = ""
    scheme: str = ""

    @property
    def holds(self) -> bool:
        return not self.problem

    @property
    def note(self) -> Text:
        """Say in words why the link does not hold; empty when it does."""
        if self.holds:
            return Text("", "")
        role, problem = ROLE_NAMES[self.role], PROBLEMS[self.problem]
        return Text(
            f"{self.name or f'The {role.en}'} {problem.en}",
            f"{self.name or f'Le {role.fr}'} {problem.fr}",
        )


@dataclass(frozen=True, slots=True)
class Links:
    """Driver, carrier and one importer link per id asked for, in that order. An empty truck has no importers."""

    driver: LinkState
    carrier: LinkState
    importers: tuple[LinkState, ...] = ()

    @property
    def importer(self) -> LinkState | None:
        """Give the weakest importer, the one that decides for the whole truck; None on an empty truck."""
        return min(self.importers, key=lambda link: rank(link.tier), default=None)

    @property
    def parts(self) -> tuple[LinkState, ...]:
        """Give the parts of the chip: three, or two on an empty truck."""
        return tuple(link for link in (self.driver, self.carrier, self.importer) if link is not None)

    @property
    def missing(self) -> tuple[LinkState, ...]:
        """Give every link that does not hold, each importer by itself."""
        return tuple(link for link in (self.driver, self.carrier, *self.importers) if not link.holds)

    @property
    def count(self) -> int:
        return sum(link.holds for link in self.parts)

    @property
    def complete(self) -> bool:
        return not self.missing

    @property
    def lowest_tier(self) -> str:
        return min((link.tier for link in self.parts), key=rank)

    @property
    def member_share(self) -> float:
        """Give the share of importers that are members, 1.0 on an empty truck (mixed loads, R-09)."""
        return sum(link.holds for link in self.importers) / len(self.importers) if self.importers else 1.0

    def summary(self) -> Text:
        """Say `2 of 3: Lakeside Auto is not a member` in both languages; the gap is named."""
        count, whole = self.count, len(self.parts)
        if self.complete:
            return Text(f"{count} of {whole}", f"{count} sur {whole}")
        notes = [link.note for link in self.missing]
        return Text(
            f"{count} of {whole}: {'; '.join(note.en for note in notes)}",
            f"{count} sur {whole} : {'; '.join(note.fr for note in notes)}",
        )


def link_state(role: str, standing: Standing | None, at: datetime, absent: LinkState | None = None) -> LinkState:
    """Decide one link at a moment; `absent` is what to answer when there is no membership at all."""
    if standing is None:
        return absent or LinkState(role)
    problem = _problem(standing, at)
    return LinkState(
        role,
        NO_TIER if problem else standing.tier,
        problem,
        standing.holder_id,
        standing.holder_name,
        standing.membership_id,
        standing.number,
        standing.scheme,
    )


def best(standings: list[Standing], at: datetime) -> Standing | None:
    """Give the row that speaks for a holder with several: a usable one first, then the higher tier, then the newer."""
    return max(standings, key=lambda row: (not _problem(row, at), rank(row.tier), row.valid_from), default=None)


def _problem(standing: Standing, at: datetime) -> str:
    if standing.status != "active":
        return standing.status
    if standing.card not in ("", USABLE):
        return CARD_INACTIVE
    goes_on = at < standing.valid_until or continues(standing.valid_until, standing.renewal_filed_at, at)
    if at < standing.valid_from or not goes_on:
        return EXPIRED
    if standing.paused_until is not None and at < standing.paused_until:
        return PAUSED
    return NO_RUNG if standing.tier == NO_TIER else ""
