"""What one simulator remembers, in one small SQLite file: messages received, cargo and trips on file, answers due."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TABLES = """
CREATE TABLE IF NOT EXISTS received (
    number TEXT, sender TEXT, sha256 TEXT, kind TEXT, trip TEXT, use TEXT, at REAL, times INTEGER DEFAULT 1,
    place INTEGER PRIMARY KEY AUTOINCREMENT, UNIQUE (sender, number)
);
CREATE TABLE IF NOT EXISTS cargo (number TEXT PRIMARY KEY, trip TEXT, port TEXT);
CREATE TABLE IF NOT EXISTS trips (number TEXT PRIMARY KEY, port TEXT, plate TEXT, carrier TEXT, complete INTEGER);
CREATE TABLE IF NOT EXISTS answers (
    id INTEGER PRIMARY KEY AUTOINCREMENT, due REAL, level TEXT, body BLOB, transfer TEXT, sent INTEGER DEFAULT 0
);
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT);
"""
RECEIVED = "SELECT number, kind, trip, use, times, sha256, at FROM received ORDER BY place"

# How the simulator behaves; `POST /control` changes these.
BEHAVIOUR: dict[str, Any] = {
    "down": False,
    "down_until": 0.0,
    "slow_seconds": 0.0,
    "duplicate": False,
    "shuffle": False,
    "answer_after": 0.3,
    "status_after": 2.0,
    "hold_every": 0,
    "silent": False,
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """One answer on its way to the portal."""

    id: int
    level: str
    body: bytes
    transfer: str


class Store:
    """One connection behind one lock: the simulators are small, and order matters more than speed."""

    def __init__(self, path: Path | str) -> None:
        self.lock = threading.RLock()
        self.db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self.db.execute("PRAGMA journal_mode=WAL")
        self.db.execute("PRAGMA synchronous=NORMAL")
        self.db.executescript(TABLES)
        saved = self._saved()
        self.behaviour = {name: saved.get(name, value) for name, value in BEHAVIOUR.items()}

    @contextmanager
    def together(self) -> Iterator[None]:
        """A message and everything that follows from it are kept together, or not at all."""
        with self.lock:
            self.db.execute("BEGIN")
            try:
                yield
            except BaseException:
                self.db.execute("ROLLBACK")
                raise
            self.db.execute("COMMIT")

    def _saved(self) -> dict[str, Any]:
        return {name: json.loads(value) for name, value in self.db.execute("SELECT name, value FROM settings")}

    def behave(self, changes: dict[str, Any]) -> dict[str, Any]:
        """Change the behaviour; a name or a type that is not known raises ValueError."""
        for name, value in changes.items():
            wanted = BEHAVIOUR.get(name)
            if (
                wanted is None
                or isinstance(value, bool) != isinstance(wanted, bool)
                or not isinstance(value, int | float)
            ):
                raise ValueError(f"{name} cannot be {value!r}")
        with self.lock:
            self.behaviour |= changes
            rows = [(name, json.dumps(value)) for name, value in changes.items()]
            self.db.executemany("INSERT OR REPLACE INTO settings VALUES (?, ?)", rows)
            return dict(self.behaviour)

    def seen(self, sender: str, number: str) -> str | None:
        """The digest of the message with this control number, or None; a repetition is counted."""
        with self.lock:
            row = self.db.execute(
                "UPDATE received SET times = times + 1 WHERE sender = ? AND number = ? RETURNING sha256",
                (sender, number),
            ).fetchone()
        return str(row[0]) if row else None

    def receive(self, *, sender: str, number: str, sha256: str, kind: str, trip: str, use: str, at: float) -> None:
        with self.lock:
            self.db.execute(
                "INSERT INTO received (number, sender, sha256, kind, trip, use, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (number, sender, sha256, kind, trip, use, at),
            )

    def received(self) -> list[dict[str, Any]]:
        """Everything received, in the order of arrival; `times` counts deliveries of the same message."""
        names = ("number", "kind", "trip", "use", "times", "sha256", "at")
        with self.lock:
            rows = self.db.execute(RECEIVED).fetchall()
        return [dict(zip(names, row, strict=True)) for row in rows]

    # --- what is on file ---------------------------------------------------------------------------------
    def cargo_of(self, number: str) -> tuple[str, str] | None:
        """The trip and the port of a shipment on file."""
        with self.lock:
            row = self.db.execute("SELECT trip, port FROM cargo WHERE number = ?", (number,)).fetchone()
        return (row[0], row[1]) if row else None

    def cargo_put(self, number: str, trip: str, port: str) -> None:
        with self.lock:
            self.db.execute("INSERT OR REPLACE INTO cargo VALUES (?, ?, ?)", (number, trip, port))

    def cargo_drop(self, number: str) -> None:
        with self.lock:
            self.db.execute("DELETE FROM cargo WHERE number = ?", (number,))

    def trip_known(self, number: str) -> bool:
        with self.lock:
            return self.db.execute("SELECT 1 FROM trips WHERE number = ?", (number,)).fetchone() is not None

    def trip_put(self, number: str, port: str, plate: str, carrier: str) -> None:
        with self.lock:
            self.db.execute("INSERT OR REPLACE INTO trips VALUES (?, ?, ?, ?, 1)", (number, port, plate, carrier))

    def trip_drop(self, number: str) -> None:
        with self.lock:
            self.db.execute("DELETE FROM trips WHERE number = ?", (number,))

    # --- answers -----------------------------------------------------------------------------------------
    def answer(self, *, due: float, level: str, body: bytes) -> None:
        with self.lock:
            self.db.execute("INSERT INTO answers (due, level, body, transfer) VALUES (?, ?, ?, '')", (due, level, body))

    def answers_due(self, now: float, most: int = 20) -> list[Waiting]:
        with self.lock:
            rows = self.db.execute(
                "SELECT id, level, body FROM answers WHERE sent = 0 AND due <= ? ORDER BY due, id LIMIT ?", (now, most)
            ).fetchall()
        return [Waiting(row[0], row[1], row[2], f"answer-{row[0]}") for row in rows]

    def answers_left(self) -> int:
        with self.lock:
            return int(self.db.execute("SELECT count(*) FROM answers WHERE sent = 0").fetchone()[0])

    def answered(self, waiting: Waiting) -> None:
        with self.lock:
            self.db.execute("UPDATE answers SET sent = 1 WHERE id = ?", (waiting.id,))

    def next_number(self) -> int:
        """The control numbers of the simulator's own interchanges, without gaps."""
        with self.lock:
            number = int(self._saved().get("number", 0)) + 1
            self.db.execute("INSERT OR REPLACE INTO settings VALUES ('number', ?)", (json.dumps(number),))
        return number
