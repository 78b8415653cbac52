"""Messages to and from the agencies: X12 and UN/EDIFACT. Pure; the only exception is EdiError. See docs/edi.md."""

from clearance.edi.building import BuiltSegment
from clearance.edi.catalogue import all_maps, map_for, map_get
from clearance.edi.errors import EdiError
from clearance.edi.lexing import lex, lex_all
from clearance.edi.model import EDIFACT, X12, Delimiters, Group, Interchange, Message, Segment
from clearance.edi.reading import Reading, bare, build, build_segments, read, rebuild
from clearance.edi.wrapping import Envelope, wrap
from clearance.edi.writing import segment_writer, write

__all__ = [
    "EDIFACT",
    "X12",
    "BuiltSegment",
    "Delimiters",
    "EdiError",
    "Envelope",
    "Group",
    "Interchange",
    "Message",
    "Reading",
    "Segment",
    "all_maps",
    "bare",
    "build",
    "build_segments",
    "lex",
    "lex_all",
    "map_for",
    "map_get",
    "read",
    "rebuild",
    "segment_writer",
    "wrap",
    "write",
]
