"""In which capacities a person can act, from the rows that say so; pure, so that it is easy to test."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from portal.accounts.domain.wording import DRIVER, STAFF_ROLES, TRAVELLER, staff_kind
from portal.core.domain.actors import Actor
from portal.core.domain.agencies import agency_short
from portal.core.domain.text import Text

SELF = "self"
OWN, STAFF, LENT = "own", "staff", "lent"
PRIVATE = Text("Yourself", "Vous-même")


@dataclass(frozen=True, slots=True)
class Grant:
    """One row of authority. OWN: a role in an organisation; STAFF: in an agency; LENT: a trader's delegation.

    For OWN and LENT `organisation_id` is the person's organisation; LENT names the trader in `trader_id`.
    `holder` is the kind of organisation, or the agency.
    """

    source: str
    organisation_id: UUID | None
    trader_id: UUID | None
    name: str
    role: str
    holder: str
    country: str
    port: str


@dataclass(frozen=True, slots=True)
class Capacity:
    """One hat. `key` is what the session stores; `label` is what the switch shows."""

    key: str
    label: Text
    kind: str
    roles: frozenset[str]
    organisation_id: UUID | None = None
    organisation_kind: str = ""
    reach: frozenset[UUID] = frozenset()
    agency: str = ""
    country: str = ""
    port: str = ""

    def actor(self, *, user_id: UUID, name: str, mfa: bool, request_id: str = "") -> Actor:
        """Give the person wearing this hat."""
        return Actor(
            kind=self.kind,
            user_id=user_id,
            name=name,
            organisation_id=self.organisation_id,
            organisation_kind=self.organisation_kind,
            reach=self.reach,
            roles=self.roles,
            agency=self.agency,
            country=self.country,
            port=self.port,
            mfa=mfa,
            request_id=request_id,
        )


def capacities(grants: Iterable[Grant]) -> tuple[Capacity, ...]:
    """Give every hat of a person: staff first, then organisations by name, then the private person."""
    rows = list(grants)
    return (*_staff(rows), *_organisations(rows), _private())


def choose(options: tuple[Capacity, ...], wanted: str = "") -> Capacity:
    """Give the hat that was asked for, or the first one when it is not (any longer) the person's."""
    return next((option for option in options if option.key == wanted), options[0])


def _private() -> Capacity:
    """Everybody may apply for a card of their own, as traveller or as driver."""
    return Capacity(SELF, PRIVATE, "member", frozenset({TRAVELLER, DRIVER}))


def _staff(rows: list[Grant]) -> list[Capacity]:
    groups: dict[tuple[str, str, str, str], set[str]] = {}
    for row in rows:
        if row.source == STAFF:
            place = (staff_kind(row.role), row.holder, row.country, row.port)
            groups.setdefault(place, set()).add(row.role)
    found = []
    for place in sorted(groups):
        kind, agency, country, port = place
        roles = frozenset(groups[place])
        key = "staff:" + ":".join((kind, agency, port))
        found.append(Capacity(key, _staff_label(roles, agency), kind, roles, agency=agency, country=country, port=port))
    return found


def _staff_label(roles: frozenset[str], agency: str) -> Text:
    words = [STAFF_ROLES[role] for role in sorted(roles)]
    roles_held = Text(", ".join(word.en for word in words), ", ".join(word.fr for word in words))
    if not agency:
        return roles_held
    short = agency_short(agency)
    return Text(f"{short.en} · {roles_held.en}", f"{short.fr} · {roles_held.fr}")


def _organisations(rows: list[Grant]) -> list[Capacity]:
    owns = [row for row in rows if row.source == OWN and row.organisation_id]
    names = {(row.name, row.organisation_id) for row in owns}
    return [
        _organisation(rows, [row for row in owns if row.organisation_id == found])
        for _, found in sorted(names, key=str)
    ]


def _organisation(rows: list[Grant], owns: list[Grant]) -> Capacity:
    """Drivers belong to the organisation but do not act for it: their reach stays empty."""
    first = owns[0]
    roles = frozenset(row.role for row in owns)
    lent = {row.trader_id for row in rows if row.source == LENT and row.organisation_id == first.organisation_id}
    reach = {first.organisation_id, *lent} if roles - {DRIVER} else set()
    return Capacity(
        f"org:{first.organisation_id}",
        Text(first.name, first.name),
        "member",
        roles,
        organisation_id=first.organisation_id,
        organisation_kind=first.holder,
        reach=frozenset(found for found in reach if found),
    )
