"""What is kept of a score: enough to read it years later and to work it out again (R-35, R-37)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from clearance.targeting.facts import facts_as_json
from clearance.targeting.interpreter import BORDER, Result, score
from clearance.targeting.profile import Profile
from clearance.targeting.schema import Facts

_canonical = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Explanation:
    """A score with every contribution, the profile it was worked out under and the digest of what went in."""

    result: Result
    profile_digest: str
    input_digest: str
    on: date
    border: str

    def as_dict(self) -> dict[str, Any]:
        return {
            "profile": self.result.profile,
            "version": self.result.version,
            "profile_digest": self.profile_digest,
            "input_digest": self.input_digest,
            "on": self.on.isoformat(),
            "border": self.border,
            "security": self.result.security,
            "compliance": self.result.compliance,
            "contributions": self.result.hits_as_json(),
            "unknown": list(self.result.unknown),
        }

    def as_json(self) -> str:
        return _canonical(self.as_dict())


def input_digest(facts: Facts) -> str:
    """SHA-256 of the canonical JSON of the facts; `facts_as_json` gives them in the order of their names."""
    return hashlib.sha256(_canonical(facts_as_json(facts)).encode()).hexdigest()


def explain(facts: Facts, profile: Profile, *, on: date, border: str = BORDER) -> Explanation:
    """Score one filing and keep everything that explains it."""
    return Explanation(score(facts, profile, on=on, border=border), profile.digest, input_digest(facts), on, border)
