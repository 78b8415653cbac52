"""When an agency will have decided, and what to do while it is closed (R-29, R-40)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import asin, cos, radians, sin, sqrt
from typing import Protocol

from portal.core.domain.text import Text

MOST_STEPS = 24  # openings looked at before an answer is given up: about two weeks of office days
EARTH_KM = 6371.0

_DAYS = (
    Text("Monday", "lundi"),
    Text("Tuesday", "mardi"),
    Text("Wednesday", "mercredi"),
    Text("Thursday", "jeudi"),
    Text("Friday", "vendredi"),
    Text("Saturday", "samedi"),
    Text("Sunday", "dimanche"),
)


class OpenState(Protocol):
    """What the hours say of one moment: open or not (None: not known), and when that ends."""

    @property
    def open(self) -> bool | None: ...
    @property
    def changes_at(self) -> datetime | None: ...


HoursAt = Callable[[datetime], OpenState]


@dataclass(frozen=True, slots=True)
class Service:
    """One agency at the port at the moment of arrival, on the port's clock.

    `order` is the delegation order in force then, `delegate` the agency that acts under it; `nearest` the
    nearest crossing where the agency is open at that time. `open` None: its hours are not known.
    """

    agency: Text
    open: bool | None
    at: datetime
    opens_at: datetime | None = None
    order: str = ""
    delegate: str = ""
    nearest: Text | None = None

    @property
    def gap(self) -> bool:
        """Say whether nobody of the agency is there when the truck arrives."""
        return self.open is False


def moment_words(at: datetime) -> Text:
    """Write a moment of the coming days: `Saturday 02:10`, `samedi à 2 h 10`."""
    day = _DAYS[at.weekday()]
    return Text(f"{day.en} {at:%H:%M}", f"{day.fr} à {at.hour} h {at.minute:02}")


def relief(service: Service) -> Text:
    """Say what helps in a gap: who acts for the agency, else when and where it is open."""
    if service.order:
        return Text(
            f"{service.delegate} acts for it under order {service.order}.",
            f"{service.delegate} agit à sa place en vertu de l'ordre {service.order}.",
        )
    parts = [Text("Nobody acts for it then.", "Personne n'agit alors à sa place.")]
    if service.opens_at is not None:
        opens = moment_words(service.opens_at)
        parts.append(Text(f"It opens {opens.en}.", f"Ouverture : {opens.fr}."))
    if service.nearest is not None:
        parts.append(
            Text(
                f"The nearest port where it is open then: {service.nearest.en}.",
                f"Bureau ouvert le plus proche à ce moment : {service.nearest.fr}.",
            )
        )
    return Text(" ".join(part.en for part in parts), " ".join(part.fr for part in parts))


def decision_due(hours_at: HoursAt, since: datetime, minutes: int) -> datetime | None:
    """Give the moment at which `minutes` of opening time have passed since `since`; None when hours are not known."""
    at, left = since, timedelta(minutes=minutes)
    for _step in range(MOST_STEPS):
        state = hours_at(at)
        if state.open is None or (not state.open and state.changes_at is None):
            return None
        if state.open:
            if state.changes_at is None or at + left <= state.changes_at:
                return at + left
            left -= state.changes_at - at
        at = state.changes_at or at
    return None


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Give the great-circle distance between two points (latitude, longitude in degrees)."""
    (lat1, lon1), (lat2, lon2) = ((radians(a), radians(b)) for a, b in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))
