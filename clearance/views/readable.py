"""A message as a person reads it: one segment a line, whatever its delimiters."""

from __future__ import annotations

from dataclasses import replace

from clearance.edi import EdiError, lex_all, write

LONGEST = 200_000
MOST_LINES = 5_000


def readable(content: bytes) -> list[str]:
    """Give the segments as lines; bytes that are no message are shown as they are."""
    try:
        found, _faults = lex_all(content)
        parts = [write(replace(each, delimiters=each.delimiters._replace(newline="\n"))) for each in found]
    except EdiError:
        parts = [content]
    return b"".join(parts)[:LONGEST].decode("latin-1").splitlines()[:MOST_LINES]
