"""What a partner agency asks, when, and why: questions and programmes as data (R-24, requirements 5.3 section 3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clearance.domain.elements import MANDATORY, Element
from portal.core.domain.text import Text

MUST, MAY, NONE = "must", "may", "none"
AT_FILING, BEFORE_RELEASE = "filing", "release"
MOMENTS = (AT_FILING, BEFORE_RELEASE)
CONFIDENCES = ("H", "M", "L")
END_USE = "END_USE"


@dataclass(frozen=True, slots=True)
class Filter:
    """A closed list of codes: any (empty), only these, or (`negative`) anything but these.

    What is not known passes a negative list and no positive one: doubt asks rather than waives.
    """

    codes: frozenset[str] = frozenset()
    negative: bool = False

    @classmethod
    def parse(cls, words: str) -> Filter:
        """Read `CA US` or `!CA !US`; raises ValueError when both kinds are mixed."""
        parts = words.replace(",", " ").split()
        negative = [part for part in parts if part.startswith("!")]
        if negative and len(negative) != len(parts):
            raise ValueError(f"{words}: a list is either positive or negative")
        return cls(frozenset(part.removeprefix("!") for part in parts), bool(negative))

    def passes(self, code: str) -> bool:
        if not self.codes:
            return True
        return (code not in self.codes) if self.negative else code in self.codes


@dataclass(frozen=True, slots=True)
class Question:
    """One question, whoever asks it: an end use is asked once, however many agencies read the answer.

    `element` carries name, kind, limits, format, legal basis, purpose and help in the form every channel
    already understands. `moment` says by when a mandatory answer is needed: at filing (its lack blocks), or
    before release (the agency's line waits for it). `once` marks numbers that name one consignment only, so
    that they are never copied. `edi` is the segment the answer travels in.
    """

    element: Element
    moment: str
    once: bool
    edi: str

    @property
    def code(self) -> str:
        return self.element.key

    @property
    def name(self) -> Text:
        return self.element.name


@dataclass(frozen=True, slots=True)
class Condition:
    """When an ask applies: `END_USE=PLANT`, `origin=!US`, `hs=01`; an empty subject always applies."""

    subject: str = ""
    wanted: Filter = Filter()


@dataclass(frozen=True, slots=True)
class Ask:
    """One programme's asking of one question: M or O, under a condition."""

    question: Question
    need: str
    when: Condition

    @property
    def mandatory(self) -> bool:
        return self.need == MANDATORY


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme of an agency: which goods, from where and for what use it looks at, since when, and why.

    An empty `severity` takes that of the goods table (must or may); a given one stands on its own.
    `minutes` is the service standard: how long a decision takes while the agency is open.
    """

    code: str
    agency: str
    name: Text
    prefixes: tuple[str, ...]
    exceptions: tuple[str, ...]
    origins: Filter
    end_uses: Filter
    severity: str
    minutes: int
    starts: date
    ends: date | None
    source: str
    confidence: str
    reason: Text
    asks: tuple[Ask, ...]

    def covers(self, hs_code: str, on: date) -> bool:
        """Say whether goods and day fall under the programme, whatever their origin and use."""
        if on < self.starts or (self.ends is not None and on >= self.ends):
            return False
        return hs_code.startswith(self.prefixes) and not (self.exceptions and hs_code.startswith(self.exceptions))
