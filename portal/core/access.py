"""Access rules. Every URL name has one in `portal.site.url_access`; a view without a rule is refused.

A rule says who may reach the view at all; which rows they see is decided in selectors.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from portal.core.domain.actors import Actor

STAFF_ROLES = (
    "officer.primary",
    "officer.secondary",
    "officer.vetting",
    "officer.targeting",
    "officer.supervisor",
    "officer.pga",
    "auditor",
    "commission.registrar",
    "commission.member",
    "envoy",
    "administrator",
)
TRADER_ROLES = ("trader.admin", "trader.filer", "trader.viewer")
MEMBER_ROLES = (*TRADER_ROLES, "traveller", "driver")


@dataclass(frozen=True, slots=True)
class Rule(ABC):
    """Base of all rules. `allows` gets None for an anonymous visitor."""

    @abstractmethod
    def allows(self, actor: Actor | None) -> bool:
        """Say whether this visitor may reach the view."""

    @property
    def public(self) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class Public(Rule):
    """Anyone, signed in or not."""

    def allows(self, actor: Actor | None) -> bool:
        return True

    @property
    def public(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class SignedIn(Rule):
    """Any person with an account. `second_factor=False` only for the pages that set the factor up, `awake=False` for
    those that wake a dormant account."""

    second_factor: bool = True
    awake: bool = True

    def allows(self, actor: Actor | None) -> bool:
        return actor is not None and actor.kind != "partner"


@dataclass(frozen=True, slots=True, init=False)
class Roles(Rule):
    """Persons holding at least one of the roles: `Roles("auditor", "officer.supervisor")`."""

    roles: tuple[str, ...]

    def __init__(self, *roles: str) -> None:
        object.__setattr__(self, "roles", roles)

    def allows(self, actor: Actor | None) -> bool:
        return actor is not None and actor.kind != "partner" and actor.has(*self.roles)


@dataclass(frozen=True, slots=True, init=False)
class Scope(Rule):
    """API endpoints: a partner token with the scope, or a signed-in person holding one of `roles`."""

    scope: str
    roles: tuple[str, ...]

    def __init__(self, scope: str, *roles: str) -> None:
        object.__setattr__(self, "scope", scope)
        object.__setattr__(self, "roles", roles or MEMBER_ROLES)

    def allows(self, actor: Actor | None) -> bool:
        if actor is None:
            return False
        if actor.kind == "partner":
            return self.scope in actor.scopes
        return actor.has(*self.roles)


def needs_second_factor(rule: Rule, actor: Actor) -> bool:
    """Staff and envoys work only with a second factor, except on the pages that set it up."""
    exempt = rule.public or (isinstance(rule, SignedIn) and not rule.second_factor)
    return (actor.is_staff or actor.kind == "envoy") and not actor.mfa and not exempt


def needs_waking(rule: Rule, actor: Actor) -> bool:
    """A dormant account reaches the pages that wake it, set up the second factor or are for everybody; nothing else."""
    exempt = rule.public or (isinstance(rule, SignedIn) and not (rule.second_factor and rule.awake))
    return actor.dormant and not exempt


@cache
def access_map() -> dict[str, Rule]:
    """The one map of URL name to rule, loaded once from settings.ACCESS_MAP."""
    loaded: dict[str, Rule] = import_string(settings.ACCESS_MAP)
    return loaded
