"""One thing that needs somebody now (ux.md): what a role's home is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from portal.core.domain.text import Text

ROWS = 8


@dataclass(frozen=True, slots=True)
class Need:
    """One thing to do: words, where it is done, and by when, on the clock of `place`."""

    title: Text
    url: str
    action: Text
    detail: Text | None = None
    due: datetime | None = None
    icon: str = "dot"
    tone: str = "info"
    place: str = "UTC"
