"""What the goods table says of a six-digit code, as the pure rules of partner agencies read it (R-24)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from clearance.domain.partners import Severities
from portal.reference.selectors import agencies_for_hs, hs_codes

ENTERED = {"SB": "US", "NB": "CA"}


class GoodsSeverities(Mapping[str, Severities]):
    """Severities by six-digit code for the country of arrival: goods are asked about where they enter.

    Looks a code up once; the table behind it is kept by each process.
    """

    def __init__(self, direction: str) -> None:
        self.country = ENTERED.get(direction, "")
        self._known: dict[str, Severities] = {}

    def __getitem__(self, code: str) -> Severities:
        found = self._known.get(code)
        if found is None:
            interests = agencies_for_hs(code, self.country) if self.country and code else ()
            found = self._known[code] = tuple((interest.agency, interest.severity) for interest in interests)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(hs_codes())

    def __len__(self) -> int:
        return len(hs_codes())
