"""What a lexed interchange is: delimiters, segments, messages, groups. The same for X12 and EDIFACT."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

X12, EDIFACT = "X12", "EDIFACT"
REPEAT = "\x1e"  # stands in a component where the message's own repetition separator stood

Elements = tuple[tuple[str, ...], ...]


class Delimiters(NamedTuple):
    """The service characters of one interchange; an empty string means there is none.

    `newline` is what follows every segment, `una` says that the characters are declared by a UNA, and
    `una_newline` is the line break after it.
    """

    element: str
    component: str
    terminator: str
    release: str = ""
    repetition: str = ""
    decimal: str = "."
    newline: str = ""
    una: bool = False
    una_newline: str = ""


class Segment(NamedTuple):
    """One segment. `position` counts within its message (ST or UNH is 1), outside messages within the file."""

    tag: str
    elements: Elements
    position: int = 0

    def get(self, element: int, component: int = 1) -> str:
        """Give a component, both counted from 1; "" when it is not there."""
        if element > len(self.elements):
            return ""
        components = self.elements[element - 1]
        return components[component - 1] if component <= len(components) else ""


class Level(NamedTuple):
    """One level of the envelope: its header and trailer, and where the header has its reference.

    Trailers have the count in their first element and the reference in their second, in both syntaxes.
    """

    header: str
    trailer: str
    reference: int


class Syntax(NamedTuple):
    """The three levels of a syntax."""

    name: str
    interchange: Level
    group: Level
    message: Level


SYNTAXES = {
    X12: Syntax(X12, Level("ISA", "IEA", 13), Level("GS", "GE", 6), Level("ST", "SE", 2)),
    EDIFACT: Syntax(EDIFACT, Level("UNB", "UNZ", 5), Level("UNG", "UNE", 5), Level("UNH", "UNT", 1)),
}


@dataclass(frozen=True, slots=True)
class Message:
    """One message, its segments with header and trailer. `number` is its place in the file, from 1."""

    kind: str
    version: str
    reference: str
    segments: tuple[Segment, ...]
    number: int = 1

    @property
    def body(self) -> tuple[Segment, ...]:
        """The segments between header and trailer."""
        return self.segments[1:-1]


@dataclass(frozen=True, slots=True)
class Group:
    """One functional group; `header` is None for messages that stand in none."""

    header: Segment | None
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Interchange:
    """One interchange. `header` is None for bare messages; `extra` are TA1 segments."""

    syntax: str
    delimiters: Delimiters
    header: Segment | None
    groups: tuple[Group, ...]
    extra: tuple[Segment, ...] = ()
    encoding: str = "latin-1"

    @property
    def messages(self) -> tuple[Message, ...]:
        return tuple(message for group in self.groups for message in group.messages)

    @property
    def sender(self) -> str:
        return self._header(6, 2)

    @property
    def receiver(self) -> str:
        return self._header(8, 3)

    @property
    def control(self) -> str:
        return self._header(13, 5)

    @property
    def prepared(self) -> str:
        """Date and time as the header writes them, in one string of digits."""
        if self.header is None:
            return ""
        if self.syntax == X12:
            return self.header.get(9) + self.header.get(10)
        return self.header.get(4, 1) + self.header.get(4, 2)

    @property
    def test(self) -> bool:
        """Marked as a test, in the indicator or in the address of either side."""
        indicator = self._header(15, 11)
        return indicator in ("T", "1") or any(name.endswith("TEST") for name in (self.sender, self.receiver))

    def _header(self, x12: int, edifact: int) -> str:
        if self.header is None:
            return ""
        return self.header.get(x12 if self.syntax == X12 else edifact).strip()


def flat(segment: Segment) -> Iterator[tuple[int, int, str]]:
    """Give every component that is not empty with its place."""
    for element, components in enumerate(segment.elements, 1):
        for component, text in enumerate(components, 1):
            if text:
                yield element, component, text


def trimmed(elements: Elements) -> Elements:
    """Leave out empty components and elements at the end: the canonical form."""
    if all(components[-1] or components == ("",) for components in elements) and elements and elements[-1] != ("",):
        return elements
    cut = [_trim(components) for components in elements]
    while cut and cut[-1] == ("",):
        cut.pop()
    return tuple(cut)


def _trim(components: tuple[str, ...]) -> tuple[str, ...]:
    if len(components) == 1 or components[-1]:
        return components
    end = len(components)
    while end > 1 and not components[end - 1]:
        end -= 1
    return components[:end]
