"""Which service characters an interchange uses: declared by ISA or UNA, the standard's own, or seen in a bare message."""

from __future__ import annotations

from clearance.edi.errors import EdiError
from clearance.edi.model import EDIFACT, X12, Delimiters

ISA_WIDTHS = (2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1)
ISA_SIZE = 106
REPETITION_SINCE = "00402"
BREAKS = ("\n", "\r\n", "\r")
BLANK = " \t\r\n\x1a\ufeff"
LEVEL_A = Delimiters("+", ":", "'", "?")
X12_SIGNS = Delimiters("*", ">", "~")
LEVEL_B = Delimiters("\x1d", "\x1f", "\x1c")
STARTS = {"ISA": X12, "GS": X12, "ST": X12, "UNA": EDIFACT, "UNB": EDIFACT, "UNG": EDIFACT, "UNH": EDIFACT}


def detect(text: str, start: int) -> tuple[str, Delimiters, int]:
    """Give the syntax, the delimiters, and where the first segment begins."""
    tag = text[start : start + 3]
    if tag not in STARTS:
        tag = tag[:2]
    if tag not in STARTS:
        raise EdiError("EDI_UNKNOWN", value=tag)
    if tag == "ISA":
        return X12, _declared_by_isa(text[start : start + ISA_SIZE]), start
    if tag == "UNA":
        found = _declared_by_una(text[start : start + 9])
        begin = start + 9
        while begin < len(text) and text[begin] in BLANK:
            begin += 1
        gap = text[start + 9 : begin]
        return EDIFACT, found._replace(una_newline=gap if gap in BREAKS else ""), begin
    if STARTS[tag] == X12:
        return X12, _checked(_seen_in_bare(text, start + len(tag)), tag), start
    return EDIFACT, LEVEL_B if text[start + 3 : start + 4] == LEVEL_B.element else LEVEL_A, start


def _declared_by_isa(head: str) -> Delimiters:
    if len(head) < ISA_SIZE:
        raise EdiError("EDI_TRUNCATED", tag="ISA", segment=1)
    values = head[:-1].split(head[3])[1:]
    for number, width in enumerate(ISA_WIDTHS, 1):
        size = len(values[number - 1]) if number <= len(values) else 0
        if size != width:
            raise EdiError("EDI_HEADER", tag="ISA", segment=1, element=number, value=str(size), limit=width)
    repetition = values[10] if values[11] >= REPETITION_SINCE and not values[10].isalnum() else ""
    return _checked(Delimiters(head[3], values[15], head[-1], "", repetition.strip()), "ISA")


def _declared_by_una(head: str) -> Delimiters:
    if len(head) < 9:
        raise EdiError("EDI_TRUNCATED", tag="UNA", segment=1)
    release, repetition = head[6].strip(" "), head[7].strip(" ")
    return _checked(Delimiters(head[4], head[3], head[8], release, repetition, head[5], una=True), "UNA")


def _seen_in_bare(text: str, after_tag: int) -> Delimiters:
    """A bare ST or GS declares nothing: the sign after the tag parts elements, ~ ends segments, or else the line does."""
    element = text[after_tag : after_tag + 1] or "*"
    terminator = "~" if "~" in text else "\n"
    return Delimiters(element, ":" if element == ">" else ">", terminator)


def _checked(found: Delimiters, tag: str) -> Delimiters:
    used = [sign for sign in found[:5] if sign]
    if len(set(used)) < len(used) or any(sign.isalnum() or not sign.isascii() or sign == " " for sign in used):
        raise EdiError("EDI_DELIMITERS", tag=tag, segment=1)
    return found
