"""One box of a wizard page, and the choices its lists offer in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from clearance.domain.labels import choices_of
from clearance.domain.release_types import choices as release_choices
from clearance.forms import Choices, ElementForm, ElementGrid, words
from clearance.models import FilingDraft
from clearance.selectors.reference import zone_of
from portal.core import clock
from portal.reference.selectors import crossing_list, package_types


@dataclass(frozen=True)
class Panel:
    """One box of a section: a form or a grid under a heading; `folded` ones open on request.

    `target` is the part of the filing it holds and `kind` the kind of kept record that can fill it in.
    """

    title: str
    form: ElementForm | None = None
    grid: ElementGrid | None = None
    folded: bool = False
    hint: str = ""
    add_label: str = ""
    target: str = ""
    kind: str = ""

    @property
    def filled(self) -> bool:
        """Say whether a folded box holds something or has a fault, and so must be open."""
        forms = [self.form] if self.form else list(self.grid or ())
        return any(form.initial or form.errors for form in forms if form is not None)


def draft_zone(data: Mapping[str, Any]) -> str:
    """Give the clock that local times of the draft are meant on."""
    trip = data.get("trip", {})
    return zone_of(str(trip.get("crossing", "")), str(trip.get("direction", "")))


def record_of(shipment: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = shipment.get(key)
    return value if isinstance(value, dict) else {}


def words_of(name: str) -> Choices:
    return [(code, words(text)) for code, text in choices_of(name)]


def crossings() -> Choices:
    return [(crossing.code, words(crossing.name)) for crossing in crossing_list(commercial=True)]


def packages() -> Choices:
    return [(kind.code, f"{kind.code} {words(kind.name)}") for kind in package_types()]


def release_types(direction: str) -> Choices:
    return [(kind.code, words(kind.name)) for kind in release_choices(direction, clock.now().date())]


def trailer_choices(draft: FilingDraft) -> Choices | None:
    numbers = [str(item.get("number", "")) for item in draft.data["equipment"] if item.get("number")]
    return [(number, number) for number in numbers] or None
