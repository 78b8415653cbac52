"""From bytes to interchanges, in one pass and in time that grows with the size only.

Line breaks are never data: they are dropped wherever they stand, unless one of them is a delimiter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from clearance.edi.delimiters import BLANK, BREAKS, detect
from clearance.edi.envelope import Assembly
from clearance.edi.errors import EdiError
from clearance.edi.model import REPEAT, Delimiters, Elements, Interchange

MAX_SIZE = 32 * 1024 * 1024
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_TAG = re.compile(r"[A-Z][A-Z0-9]{1,2}", re.ASCII)
_SURROGATE = 0xDC00
_MARKED = re.compile("[\udc00-\udc7f]")


def lex(data: bytes) -> Interchange:
    """Read the one interchange of these bytes; the first thing that is wrong raises EdiError."""
    found, faults = lex_all(data)
    if faults:
        raise faults[0]
    if len(found) > 1:
        raise EdiError("EDI_OUTSIDE", tag=found[1].header.tag if found[1].header else found[1].messages[0].kind)
    return found[0]


def lex_all(data: bytes, encoding: str = "") -> tuple[list[Interchange], list[EdiError]]:
    """Read every interchange of a file. Wrong counts and references come back as faults, the rest raises."""
    text, encoding = _decoded(data, encoding)
    controls = set(_CONTROL.findall(text))
    found: list[Interchange] = []
    faults: list[EdiError] = []
    at, messages = _skip_blank(text, 0), 0
    while at < len(text):
        syntax, delimiters, at = detect(text, at)
        assembly = Assembly(syntax, messages)
        pieces = _Pieces(text, at, delimiters)
        split = _splitter(delimiters, controls)
        try:
            for raw in pieces:
                if assembly.add(*split(raw)):
                    break
        except EdiError as fault:
            assembly.locate(fault)
            raise
        found.append(assembly.finished(delimiters._replace(newline=pieces.newline), encoding))
        faults += assembly.faults
        messages += len(found[-1].messages)
        at = _skip_blank(text, pieces.at)
    return found, faults


def _decoded(data: bytes, encoding: str) -> tuple[str, str]:
    if len(data) > MAX_SIZE:
        raise EdiError("EDI_TOO_LARGE", limit=MAX_SIZE)
    if not data.strip(BLANK.encode()):
        raise EdiError("EDI_EMPTY")
    if encoding:
        return data.decode(encoding), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("latin-1"), "latin-1"


def _skip_blank(text: str, at: int) -> int:
    while at < len(text) and text[at] in BLANK:
        at += 1
    return at


class _Pieces:
    """The raw segments from a place on, without terminators; `newline` is what stood after every one of them."""

    def __init__(self, text: str, at: int, delimiters: Delimiters) -> None:
        self.text, self.at = text, at
        self.newline = ""
        end, release = re.escape(delimiters.terminator), re.escape(delimiters.release)
        blank = re.escape(BLANK.replace(delimiters.terminator, ""))
        one = rf"(?:[^{end}{release}]++|{release}.)*+" if release else f"[^{end}]*+"
        self._pattern = re.compile(f"({one}){end}([{blank}]*+)", re.DOTALL)

    def __iter__(self) -> Iterator[str]:
        gaps: set[str] = set()
        while self.at < len(self.text):
            match = self._pattern.match(self.text, self.at)
            if match is None:
                raise EdiError("EDI_TRUNCATED", value=self.text[self.at : self.at + 20])
            raw, gap = match.groups()
            self.at = match.end()
            yield raw
            gaps.add(gap)  # not reached after the last segment of an interchange: what follows it is no line break
            self.newline = gap if gap in BREAKS and len(gaps) == 1 else ""


def _splitter(delimiters: Delimiters, controls: set[str]) -> Callable[[str], tuple[str, Elements]]:
    """Give the function that takes one raw segment apart."""
    element, component, _end, release, repetition = delimiters[:5]
    bad = controls - set(delimiters[:5])
    released = re.compile(f"{re.escape(release)}(.)", re.DOTALL) if release else None

    def split(raw: str) -> tuple[str, Elements]:
        if "\n" in raw or "\r" in raw:
            raw = raw.replace("\r", "").replace("\n", "")
        if bad and not bad.isdisjoint(raw):
            raise EdiError("EDI_CHARACTER", value=f"{ord(min(bad & set(raw))):02X}")
        marked = released is not None and release in raw
        if released is not None and marked:
            raw = released.sub(_mark, raw)
        if repetition:
            raw = raw.replace(repetition, REPEAT)
        tag, *values = raw.split(element)
        if not _TAG.fullmatch(tag):
            raise EdiError("EDI_TAG", value=tag[:20])
        parts = [tuple(value.split(component)) if component in value else (value,) for value in values]
        return tag, tuple([tuple(map(_unmark, one)) for one in parts] if marked else parts)

    return split


def _mark(match: re.Match[str]) -> str:
    """Put a released ASCII sign out of the way, as a lone surrogate: decoded text never holds one."""
    sign = match[1]
    return chr(_SURROGATE + ord(sign)) if sign.isascii() else sign


def _unmark(text: str) -> str:
    return _MARKED.sub(lambda match: chr(ord(match[0]) - _SURROGATE), text)
