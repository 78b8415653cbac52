"""Whether the evidence an officer names exists: records of this house are looked up, registers outside by their shape.

The apps above know records this one does not; each registers how its kind of reference is found (R-37).
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.db.models import Model, Q

from enrollment.domain.vetting.evidence import REGISTERS, reference_read
from enrollment.models import Application, Disclosure, Membership, MembershipDecision, NearMatch, VettingCheck

Finder = Callable[[str], bool]
_FINDERS: dict[str, Finder] = {}


def evidence_kind_register(kind: str, finder: Finder) -> None:
    """Say how references `kind:…` of an app above are found. Called when the app is set up."""
    if kind in REGISTERS:
        raise ValueError(f"{kind} is a register outside the house")
    _FINDERS[kind] = finder


def evidence_exists(text: str) -> bool:
    """Say whether `kind:reference` names a record that exists, or a known register and a number in it."""
    found = reference_read(text)
    if found is None:
        return False
    if found.external:
        return found.well_formed
    finder = _FINDERS.get(found.kind)
    return finder is not None and finder(found.key)


def by_id_or_number(model: type[Model], number: str = "") -> Finder:
    """Give a finder that looks a record up by its id, or by its number where it has one."""

    def finder(key: str) -> bool:
        try:
            wanted = Q(pk=UUID(key))
        except ValueError:
            if not number:
                return False
            wanted = Q(**{number: key})
        return model._default_manager.filter(wanted).exists()

    return finder


evidence_kind_register("decision", by_id_or_number(MembershipDecision, "number"))
evidence_kind_register("disclosure", by_id_or_number(Disclosure, "number"))
evidence_kind_register("membership", by_id_or_number(Membership, "number"))
evidence_kind_register("filed_application", by_id_or_number(Application))
evidence_kind_register("check", by_id_or_number(VettingCheck))
evidence_kind_register("near_match", by_id_or_number(NearMatch))
