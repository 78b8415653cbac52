"""The three links of a movement: driver, carrier, importer of every shipment (R-01, R-09)."""

from __future__ import annotations

from dataclasses import dataclass

from portal.core.domain.text import Text

DRIVER, CARRIER, IMPORTER = "driver", "carrier", "importer"
TIERS = ("T0", "T1", "T2", "T3")
UNKNOWN_TIER = ""
FAST_TIER, GREEN_TIER = "T2", "T3"

NAMES = {
    DRIVER: Text("driver", "conducteur"),
    CARRIER: Text("carrier", "transporteur"),
    IMPORTER: Text("importer", "importateur"),
}


@dataclass(frozen=True, slots=True)
class LinkState:
    """One link. `tier` is T0..T3, or empty when it could not be looked up, which never counts as a member.

    `holder` is the company or person as the register knows it, empty for one nobody registered.
    """

    kind: str
    tier: str = UNKNOWN_TIER
    name: str = ""
    membership_id: str = ""
    shipment: int | None = None
    holder: str = ""

    @property
    def known(self) -> bool:
        return self.tier in TIERS

    def at_least(self, tier: str) -> bool:
        """Say whether the link holds that tier or better; an unknown link does not."""
        return self.known and TIERS.index(self.tier) >= TIERS.index(tier)

    @property
    def is_fast(self) -> bool:
        return self.at_least(FAST_TIER)

    @property
    def is_green(self) -> bool:
        return self.at_least(GREEN_TIER)

    @property
    def title(self) -> Text:
        """The link in words: its kind and, when known, whom it names."""
        kind = NAMES[self.kind]
        return Text(f"{kind.en} {self.name}".strip(), f"{kind.fr} {self.name}".strip())


@dataclass(frozen=True, slots=True)
class Links:
    """Driver and carrier of the trip, and one importer link per shipment, in order.

    With several drivers the weakest counts: everyone in the cab must be a member to use the lane.
    """

    driver: LinkState
    carrier: LinkState
    importers: tuple[LinkState, ...] = ()

    @property
    def importer(self) -> LinkState | None:
        """The weakest importer, or None on an empty truck."""
        return min(self.importers, key=_rank, default=None)

    @property
    def three(self) -> tuple[LinkState, ...]:
        """The links shown as the three-part chip; two on an empty truck."""
        weakest = self.importer
        return (self.driver, self.carrier) if weakest is None else (self.driver, self.carrier, weakest)

    @property
    def missing(self) -> tuple[LinkState, ...]:
        """The links that are not FAST members, every importer by itself."""
        return tuple(link for link in (self.driver, self.carrier, *self.importers) if not link.is_fast)

    @property
    def fast_count(self) -> int:
        """How many of `three` are FAST members."""
        return sum(link.is_fast for link in self.three)

    @property
    def all_fast(self) -> bool:
        return not self.missing

    @property
    def all_green(self) -> bool:
        return all(link.is_green for link in self.three)

    def summary(self) -> Text:
        """`2 of 3: the gap is importer Lakes Auto` (R-01: the gap is named)."""
        count, of = self.fast_count, len(self.three)
        if not self.missing:
            return Text(f"{count} of {of} links are members", f"{count} maillons sur {of} sont membres")
        english = ", ".join(link.title.en for link in self.missing)
        french = ", ".join(link.title.fr for link in self.missing)
        return Text(
            f"{count} of {of} links are members; missing: {english}",
            f"{count} maillons sur {of} sont membres; il manque : {french}",
        )


def _rank(link: LinkState) -> int:
    return TIERS.index(link.tier) if link.known else -1


NO_LINKS = Links(LinkState(DRIVER), LinkState(CARRIER))


def unknown_links(shipments: int) -> Links:
    """The links of a trip about which nothing could be looked up."""
    importers = tuple(LinkState(IMPORTER, shipment=number) for number in range(shipments))
    return Links(LinkState(DRIVER), LinkState(CARRIER), importers)
