"""Whether a company's own security profile holds today, from what is on record (R-04).

The twelve measures are asked once, in the joint application. A later report of a site visit that both agencies signed
counts instead of the answers: what was seen stands above what was said. A security measure found not kept up makes the
profile fail until the corrective plan is done.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from enrollment.domain.questions.security import SECURITY
from enrollment.domain.site_standard import MET, NOT_APPLICABLE
from portal.core.domain.text import Text

MEASURES: dict[str, Text] = {question.code: question.label for question in SECURITY.questions}
SAID = "in_place"
SEEN = (MET, NOT_APPLICABLE)
SECURITY_GAP = "SECURITY_GAP"


@dataclass(frozen=True, slots=True)
class Profile:
    """What the record says: `lacking` are the codes of the measures not in place, `gaps` what was found since."""

    lacking: tuple[str, ...]
    gaps: int = 0

    @property
    def holds(self) -> bool:
        return not self.lacking and not self.gaps


def profile_of(answers: Mapping[str, Any], grades: Mapping[str, Any] | None, gaps: int) -> Profile:
    """Judge the twelve measures by the grades of a later signed visit, or by the approved answers without one."""
    if grades is None:
        return Profile(tuple(code for code in MEASURES if answers.get(code) != SAID), gaps)
    return Profile(tuple(code for code in MEASURES if grades.get(code) not in SEEN), gaps)
