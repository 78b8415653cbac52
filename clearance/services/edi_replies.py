"""Our answer to a partner that files by message: what an agency would send, in the partner's own syntax."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from clearance.edi import EdiError, Envelope, Interchange, lex_all
from clearance.edi.answering import acknowledge, decision
from clearance.edi.answers import AnswerError
from portal.core import clock
from portal.core.services import next_number

SERIES = "edi-partners"
OWN_NAME = "PRECLEAR"
LONGEST_TEXT, LONGEST_CODE = 70, 8


def reply_to(content: bytes, *, faults: Sequence[EdiError] = (), outcomes: Sequence[Mapping[str, Any]] = ()) -> bytes:
    """Give the acknowledgement, and behind it one decision per trip; nothing when there is nobody to answer."""
    try:
        found, _said = lex_all(content)
    except EdiError:
        return b""
    first = found[0]
    if first.header is None:
        return b""
    parts = [acknowledge(each, faults, _envelope(first)) for each in found]
    parts += [_decision(first, outcome) for outcome in outcomes]
    return b"".join(parts)


def _decision(interchange: Interchange, outcome: Mapping[str, Any]) -> bytes:
    errors = [
        AnswerError(item["code"][:LONGEST_CODE], item["message"]["en"][:LONGEST_TEXT])
        for item in outcome["errors"]
        if item["severity"] == "error"
    ]
    return decision(
        _envelope(interchange),
        syntax=interchange.syntax,
        trip_number=outcome["trip_number"],
        sender_reference=interchange.control,
        errors=errors,
    )


def _envelope(interchange: Interchange) -> Envelope:
    """Back to the sender, under a number of ours."""
    return Envelope(
        sender=interchange.receiver or OWN_NAME,
        receiver=interchange.sender or "PARTNER",
        control=f"{next_number(SERIES, 0):09d}",
        prepared=clock.now(),
        test=interchange.test,
        encoding="latin-1",
    )
