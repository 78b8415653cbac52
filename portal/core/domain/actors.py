"""Who acts. Services and selectors get an Actor, never a request or a user model."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from portal.core.domain.errors import ErrorItem, NotAllowed
from portal.core.domain.text import Text


@dataclass(frozen=True, slots=True)
class Actor:
    """One person or machine, in the capacity in which it acts now.

    `kind`: member, officer, commission, administrator, auditor, envoy, partner or system. An envoy reads figures and is no
    staff: no record of anybody is theirs to see. `reach` holds the
    organisations it may act for (its own and those that delegated to it); `agency` and `country` are set
    for staff; `port` is the crossing an officer is posted to, empty for any. `dormant`: the account was not used for
    long and its owner has yet to wake it.
    """

    kind: str
    user_id: UUID | None = None
    name: str = ""
    organisation_id: UUID | None = None
    organisation_kind: str = ""
    reach: frozenset[UUID] = frozenset()
    roles: frozenset[str] = frozenset()
    agency: str = ""
    country: str = ""
    port: str = ""
    client_id: str = ""
    scopes: frozenset[str] = frozenset()
    mfa: bool = False
    dormant: bool = False
    request_id: str = field(default="", compare=False)

    def has(self, *roles: str) -> bool:
        """Say whether the actor holds at least one of the roles."""
        return not self.roles.isdisjoint(roles)

    def can_act_for(self, organisation_id: UUID | None) -> bool:
        """Say whether the organisation is the actor's own or delegated to it."""
        return organisation_id is not None and organisation_id in self.reach

    @property
    def person(self) -> UUID:
        """The id of the person who acts. Raises NotAllowed for a machine: some acts need a person's name."""
        if self.user_id is None:
            raise NotAllowed([NOT_A_PERSON])
        return self.user_id

    @property
    def is_staff(self) -> bool:
        return self.kind in {"officer", "commission", "administrator", "auditor"}

    def as_dict(self) -> dict[str, Any]:
        """Give the part that belongs in the trail."""
        return {
            "kind": self.kind,
            "id": str(self.user_id) if self.user_id else self.client_id,
            "name": self.name,
            "roles": sorted(self.roles),
            "agency": self.agency,
            "organisation": str(self.organisation_id) if self.organisation_id else "",
        }


NOT_A_PERSON = ErrorItem(
    "CORE_NOT_A_PERSON",
    Text("Only a person can do this.", "Seule une personne peut faire cela."),
    fix=Text("Sign in and do it yourself.", "Ouvrez une session et faites-le vous-même."),
)


def system_actor(name: str) -> Actor:
    """Give the actor of a worker or a command, for example `scoring` or `seed`."""
    return Actor(kind="system", name=name, roles=frozenset({"system"}))
