"""What an entry, a notice or a petition is about: a type code and a public id, never a generic key."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Subject:
    """One record, named without importing its model: `Subject("trip", trip.id)`."""

    type: str
    id: UUID

    def __str__(self) -> str:
        return f"{self.type}:{self.id}"
