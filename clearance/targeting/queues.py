"""How long trucks wait at a port's booths: a queue model of one direction for one day or more (SimPy, seeded).

Trucks come by the hour, take the lane they may and prefer, wait their turn, are looked at in the booth, and a few go
on to a bay of secondary. One run is one draw of chance: compare runs of the same seeds, where each truck brings the
same arrival and the same work to both.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean
from typing import Any

import simpy

from clearance.targeting.lanes import FAST, GENERAL, GREEN_FAST

LANE_KINDS = (GREEN_FAST, FAST, GENERAL)
HOUR = 60.0


@dataclass(frozen=True, slots=True)
class Service:
    """The time of a truck in a booth or bay: mean in minutes, Erlang-`phases` (1: exponential)."""

    mean: float
    phases: int = 1

    def draw(self, chance: random.Random) -> float:
        return chance.gammavariate(self.phases, self.mean / self.phases)


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Trucks per hour of the day for each lane they may use, and the share of each lane sent to secondary."""

    per_hour: Mapping[str, Sequence[float]]
    secondary: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Port:
    """Booths by lane, service by lane, bays of secondary.

    `guard`: trucks of the general lane use the FAST booths too while the wait there is below so many minutes. None:
    the FAST lane is for members alone.
    """

    booths: Mapping[str, int]
    service: Mapping[str, Service]
    bays: int = 4
    bay_service: Service = Service(45.0, 3)
    guard: float | None = None


@dataclass(frozen=True, slots=True)
class Waits:
    """What trucks of one lane waited, in minutes: how many trucks, mean and 95th percentile."""

    trucks: int
    mean: float
    high: float


@dataclass(frozen=True, slots=True)
class Run:
    """The waits at primary by the lane a truck was entitled to, the waits for a bay, and how busy the booths were."""

    lanes: Mapping[str, Waits]
    bay: Waits


def simulate(port: Port, arrivals: Arrivals, *, seed: int, hours: int = 24, warm_up: float = 0.0) -> Run:
    """Run the model once. Trucks that come in the first `warm_up` minutes are not counted.

    Raises ValueError for trucks that have no booth to go to.
    """
    usable = {lane: _booth_of(lane, port.booths) for lane, rates in arrivals.per_hour.items() if any(rates)}
    model = _Model(port, seed)
    for number, lane in enumerate(LANE_KINDS):
        if lane in usable:
            chance = random.Random(seed * 1000 + number)
            trucks = _schedule(arrivals.per_hour[lane], hours, chance)
            model.feed(lane, usable[lane], trucks, arrivals.secondary.get(lane, 0.0), chance)
    model.world.run()
    counted = {lane: [wait for at, wait in found if at >= warm_up] for lane, found in model.waits.items()}
    return Run({lane: _summary(waits) for lane, waits in counted.items()}, _summary(model.bay_waits))


def _booth_of(lane: str, booths: Mapping[str, int]) -> str:
    """The lane a truck joins: its own, or the next lesser one that has a booth."""
    for kind in LANE_KINDS[LANE_KINDS.index(lane) :]:
        if booths.get(kind, 0) > 0:
            return kind
    raise ValueError(f"no booth for the trucks of the {lane} lane")


def _schedule(rates: Sequence[float], hours: int, chance: random.Random) -> list[float]:
    """Moments of arrival: a Poisson stream whose rate changes with the hour."""
    moments: list[float] = []
    for hour in range(hours):
        rate = rates[hour % len(rates)] / HOUR
        at = hour * HOUR
        while rate > 0:
            at += chance.expovariate(rate)
            if at >= (hour + 1) * HOUR:
                break
            moments.append(at)
    return moments


class _Model:
    def __init__(self, port: Port, seed: int) -> None:
        self.port, self.world = port, simpy.Environment()
        self.booths = {lane: simpy.Resource(self.world, count) for lane, count in port.booths.items() if count > 0}
        self.bays = simpy.Resource(self.world, max(1, port.bays))
        self.waits: dict[str, list[tuple[float, float]]] = {}
        self.bay_waits: list[float] = []

    def feed(self, lane: str, booth: str, trucks: list[float], secondary: float, chance: random.Random) -> None:
        self.waits[lane] = []
        work = [(at, self.port.service[lane].draw(chance), chance.random() < secondary) for at in trucks]
        stays = [self.port.bay_service.draw(chance) for _ in work]
        self.world.process(self._source(lane, booth, work, stays))

    def _source(self, lane: str, booth: str, work: list[tuple[float, float, bool]], stays: list[float]) -> Any:
        for (at, minutes, referred), stay in zip(work, stays, strict=True):
            if at > self.world.now:
                yield self.world.timeout(at - self.world.now)
            self.world.process(self._truck(lane, booth, minutes, stay if referred else None))

    def _truck(self, lane: str, booth: str, minutes: float, stay: float | None) -> Any:
        came = self.world.now
        with self.booths[self._queue(lane, booth)].request() as turn:
            yield turn
            self.waits[lane].append((came, self.world.now - came))
            yield self.world.timeout(minutes)
        if stay is not None:
            came = self.world.now
            with self.bays.request() as bay:
                yield bay
                self.bay_waits.append(self.world.now - came)
                yield self.world.timeout(stay)

    def _queue(self, lane: str, booth: str) -> str:
        """Where the truck lines up: the quickest lane open to it, its own when that is as quick."""
        open_to_it = [booth, *self._others(lane, booth)]
        return min(open_to_it, key=self._expected)

    def _others(self, lane: str, booth: str) -> list[str]:
        lesser = LANE_KINDS[LANE_KINDS.index(booth) + 1 :]
        found = [kind for kind in lesser if kind in self.booths]
        guard = self.port.guard
        if lane == GENERAL and guard is not None and FAST in self.booths and self._expected(FAST) < guard:
            found.append(FAST)
        return found

    def _expected(self, booth: str) -> float:
        """The wait a driver sees ahead: trucks in line, over booths, times the mean work."""
        line = self.booths[booth]
        if line.count < line.capacity:
            return 0.0
        return (len(line.queue) + 1) * self.port.service[booth].mean / line.capacity


def _summary(waits: list[float]) -> Waits:
    if not waits:
        return Waits(0, 0.0, 0.0)
    ordered = sorted(waits)
    return Waits(len(waits), fmean(waits), ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))])


def erlang_c(rate: float, mean: float, booths: int) -> float:
    """Give the mean wait of an M/M/c queue, in the unit of `mean` (`rate` per that unit): the model's yardstick.

    Raises ValueError when the booths cannot keep up.
    """
    load = rate * mean
    if load >= booths:
        raise ValueError("more work comes in than the booths can do")
    term, total = 1.0, 1.0
    for served in range(1, booths):
        term *= load / served
        total += term
    last = term * load / booths * booths / (booths - load)
    return last / (total + last) * mean / (booths - load)
