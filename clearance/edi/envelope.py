"""Envelopes: segments put together to messages, groups and interchanges, with counts and references checked."""

from __future__ import annotations

from functools import partial

from clearance.edi.errors import EdiError
from clearance.edi.model import SYNTAXES, X12, Delimiters, Elements, Group, Interchange, Level, Message, Segment

_BETWEEN = {"TA1"}  # stands between ISA and the first group, or in their place


class Assembly:
    """One interchange in the making. What a trailer says wrongly is put down in `faults`; a broken frame raises."""

    def __init__(self, syntax: str, messages_before: int = 0) -> None:
        self.syntax = SYNTAXES[syntax]
        self.header: Segment | None = None
        self.closed = False
        self.group: Segment | None = None
        self.groups: list[Group] = []
        self.messages: list[Message] = []
        self.open: list[Segment] = []
        self.extra: list[Segment] = []
        self.faults: list[EdiError] = []
        self.number = messages_before
        self.count = 0
        levels = (self.syntax.interchange, self.syntax.group, self.syntax.message)
        self._steps = {level.header: self._begin for level in levels} | {level.trailer: self._end for level in levels}

    def add(self, tag: str, elements: Elements) -> bool:
        """Take the next segment; True when it closed the interchange."""
        self.count += 1
        step = self._steps.get(tag)
        if step is None:
            if self.open:
                self.open.append(Segment(tag, elements, len(self.open) + 1))
            elif tag in _BETWEEN and self.header:
                self.extra.append(Segment(tag, elements, self.count))
            else:
                raise EdiError("EDI_OUTSIDE", tag=tag, segment=self.count, message=self.number)
            return False
        return step(Segment(tag, elements, self.count))

    def locate(self, fault: EdiError) -> None:
        """Say where a fault of the next segment lies: in the open message, or in the file."""
        if not fault.segment:
            fault.message = self.number if self.open else 0
            fault.segment = len(self.open) + 1 if self.open else self.count + 1

    def finished(self, delimiters: Delimiters, encoding: str) -> Interchange:
        """Give the interchange; what is still open, or holds nothing, raises."""
        self._no_open_message()
        if self.group:
            raise self._not_closed(self.group, self.syntax.group)
        if self.header and not self.closed:
            raise self._not_closed(self.header, self.syntax.interchange)
        self._close_group(None)
        if not self.extra and not any(group.messages for group in self.groups):
            raise EdiError("EDI_NO_MESSAGE", segment=1)
        return Interchange(self.syntax.name, delimiters, self.header, tuple(self.groups), tuple(self.extra), encoding)

    def _begin(self, segment: Segment) -> bool:
        self._no_open_message()
        if segment.tag == self.syntax.message.header:
            self.number += 1
            self.open = [segment._replace(position=1)]
        elif segment.tag == self.syntax.group.header:
            if self.group:
                raise self._not_closed(self.group, self.syntax.group)
            self._close_group(None)
            self.group = segment
        else:
            if self.header:
                raise self._not_closed(self.header, self.syntax.interchange)
            if self.count > 1:
                raise EdiError("EDI_OUTSIDE", tag=segment.tag, segment=self.count)
            self.header = segment
        return False

    def _end(self, segment: Segment) -> bool:
        if segment.tag == self.syntax.message.trailer:
            self._end_message(segment)
            return False
        self._no_open_message()
        if segment.tag == self.syntax.group.trailer:
            self._check(segment, self.group, self.syntax.group, len(self.messages))
            self._close_group(self.group)
            self.group = None
            return False
        if self.group:
            raise self._not_closed(self.group, self.syntax.group)
        self._close_group(None)
        self._check(segment, self.header, self.syntax.interchange, self._units())
        self.closed = True
        return True

    def _end_message(self, segment: Segment) -> None:
        header = self.open[0] if self.open else None
        position = len(self.open) + 1
        self._check(segment._replace(position=position), header, self.syntax.message, position, self.number)
        self.open.append(segment._replace(position=position))
        self.messages.append(_message(self.syntax.name, tuple(self.open), self.group, self.number))
        self.open = []

    def _units(self) -> int:
        """What UNZ counts: groups, or messages where there are none."""
        bare = sum(len(group.messages) for group in self.groups if group.header is None)
        return bare + sum(group.header is not None for group in self.groups)

    def _close_group(self, header: Segment | None) -> None:
        if self.messages or header:
            self.groups.append(Group(header, tuple(self.messages)))
            self.messages = []

    def _check(self, trailer: Segment, header: Segment | None, level: Level, counted: int, message: int = 0) -> None:
        if header is None:
            raise EdiError("EDI_NOT_OPEN", tag=trailer.tag, segment=trailer.position, message=message)
        said, reference = trailer.get(1).strip(), trailer.get(2).strip()
        given = header.get(level.reference).strip()
        fault = partial(EdiError, tag=trailer.tag, segment=trailer.position, message=message)
        if not (said.isascii() and said.isdigit() and len(said) <= 10 and int(said) == counted):
            self.faults.append(fault("EDI_COUNT", element=1, value=said, limit=counted))
        if reference.lstrip("0") != given.lstrip("0"):
            self.faults.append(fault("EDI_REFERENCE", element=2, value=reference, limit=given[:40]))

    def _no_open_message(self) -> None:
        if self.open:
            raise self._not_closed(self.open[0], self.syntax.message, len(self.open))

    def _not_closed(self, header: Segment, level: Level, at: int = 0) -> EdiError:
        message = self.number if level is self.syntax.message else 0
        return EdiError(
            "EDI_NOT_CLOSED", tag=header.tag, segment=at or self.count, message=message, limit=level.trailer
        )


def _message(syntax: str, segments: tuple[Segment, ...], group: Segment | None, number: int) -> Message:
    head = segments[0]
    if syntax == X12:
        version = (group.get(8) if group else "") or head.get(3)
        return Message(head.get(1), version, head.get(2), segments, number)
    version = f"{head.get(2, 2)}:{head.get(2, 3)}".strip(":")
    return Message(head.get(2, 1), version, head.get(1), segments, number)
