"""What the readings of one seal say together. Judged by the time of the device, whatever order they came in (R-56)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from uuid import UUID

from clearance.domain.seals.reading import OPENED, SEALED
from portal.core.domain.text import Text

AHEAD = timedelta(minutes=2)  # a device clock may be that much ahead of ours
BACK = timedelta(minutes=1)  # and go back that much against its own count
GRACE = timedelta(minutes=1)  # between taking a seal off and the officer noting it
LOW_BATTERY = 15

REVIEW, WATCH, NOTICE = "review", "watch", "notice"
TAMPER, DIFFERS, AFTER_REMOVAL, CHANGED = "tamper", "differs", "after_removal", "changed"
CLOCK, BATTERY = "clock", "battery"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of anomaly. `weight`: review puts the movement in review, watch shows, notice only tells."""

    weight: str
    label: Text
    fix: Text


ANOMALIES: dict[str, Kind] = {
    TAMPER: Kind(
        REVIEW,
        Text("Seal opened without an officer", "Sceau ouvert sans agent"),
        Text("Stop, do not touch the doors, call the port.", "Arrêtez-vous, ne touchez pas aux portes, appelez le bureau."),
    ),
    DIFFERS: Kind(
        REVIEW,
        Text("Seal is not the one filed", "Sceau différent de celui déclaré"),
        Text("Correct the seal number of the trip, or say who changed the seal.",
             "Corrigez le numéro du sceau du voyage, ou précisez qui l'a changé."),
    ),
    AFTER_REMOVAL: Kind(
        REVIEW,
        Text("Seal read after it was taken off", "Sceau lu après son retrait"),
        Text("Say where the removed seal is.", "Précisez où se trouve le sceau retiré."),
    ),
    CHANGED: Kind(
        REVIEW,
        Text("Seal no longer as cleared", "Sceau différent de celui du dédouanement"),
        Text("The load is checked at the border; nothing to do.", "Le chargement est vérifié à la frontière; rien à faire."),
    ),
    CLOCK: Kind(
        WATCH,
        Text("Clock of the device jumps", "Horloge de l'appareil irrégulière"),
        Text("Set the clock of the reader.", "Réglez l'horloge du lecteur."),
    ),
    BATTERY: Kind(
        NOTICE,
        Text("Battery of the seal is low", "Pile du sceau faible"),
        Text("Replace the battery after this trip.", "Remplacez la pile après ce voyage."),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Observed:
    """One event of the custody chain; `by_officer` marks an act of an officer, which is never an anomaly."""

    id: UUID
    kind: str
    opened: bool | None
    battery: int | None
    at: datetime
    received_at: datetime
    reader: str
    sequence: int
    by_officer: bool = False

    @property
    def effective(self) -> datetime:
        """The time it is judged by."""
        return believed(self.at, self.received_at)


def believed(at: datetime, received_at: datetime) -> datetime:
    """Give the time of the device, or when it reached us if the clock of the device runs ahead."""
    return received_at if at > received_at + AHEAD else at


@dataclass(frozen=True, slots=True)
class Anomaly:
    """One finding, and the event that shows it."""

    kind: str
    event_id: UUID


def judge(events: Iterable[Observed], *, ended_at: datetime | None = None) -> list[Anomaly]:
    """Find what is wrong with the chain of one seal; `ended_at` is when it was taken off for good.

    One finding of a kind until an officer looks at the seal again: a thousand open readings are one alert.
    """
    chain = sorted(events, key=lambda event: (event.effective, event.reader, event.sequence))
    found = [*_tampers(chain, ended_at), *_after(chain, ended_at), *_clocks(chain), *_batteries(chain)]
    return [Anomaly(kind, event.id) for kind, event in found]


def intact_at(events: Iterable[Observed]) -> datetime | None:
    """Give the last moment at which a device or an officer saw the seal closed; None when never."""
    seen = [event.effective for event in events if event.opened is False]
    return max(seen, default=None)


def _tampers(chain: Sequence[Observed], ended_at: datetime | None) -> Iterable[tuple[str, Observed]]:
    by_right = alarmed = False
    for event in chain:
        if ended_at is not None and event.effective > ended_at:
            return
        if event.by_officer:
            by_right, alarmed = event.opened is True or event.kind == OPENED, False
        elif event.kind == SEALED and by_right:
            by_right = False
        elif event.opened and not by_right and not alarmed:
            alarmed = True
            yield TAMPER, event


def _after(chain: Sequence[Observed], ended_at: datetime | None) -> Iterable[tuple[str, Observed]]:
    late = (event for event in chain if ended_at is not None and event.effective > ended_at + GRACE)
    for event in late:
        if not event.by_officer:
            yield AFTER_REMOVAL, event
            return


def _clocks(chain: Sequence[Observed]) -> Iterable[tuple[str, Observed]]:
    """A clock that runs ahead, or that goes back while the device counts on."""
    devices = sorted(
        (event for event in chain if not event.by_officer), key=lambda event: (event.reader, event.sequence)
    )
    for _reader, group in groupby(devices, key=lambda event: event.reader):
        before: Observed | None = None
        for event in group:
            if event.at > event.received_at + AHEAD or (before is not None and event.at < before.at - BACK):
                yield CLOCK, event
                break
            before = event


def _batteries(chain: Sequence[Observed]) -> Iterable[tuple[str, Observed]]:
    for event in chain:
        if event.battery is not None and event.battery < LOW_BATTERY:
            yield BATTERY, event
            return
