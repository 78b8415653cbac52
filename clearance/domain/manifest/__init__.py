"""The canonical manifest: types, reading from JSON, writing to JSON, digest."""

from clearance.domain.manifest.reading import from_dict, read
from clearance.domain.manifest.types import (
    Answer,
    Conveyance,
    CrewMember,
    Document,
    Equipment,
    GoodsLine,
    InBond,
    Manifest,
    Party,
    Seal,
    Shipment,
    Trip,
)
from clearance.domain.manifest.writing import canonical_bytes, digest, to_dict

__all__ = [
    "Answer",
    "Conveyance",
    "CrewMember",
    "Document",
    "Equipment",
    "GoodsLine",
    "InBond",
    "Manifest",
    "Party",
    "Seal",
    "Shipment",
    "Trip",
    "canonical_bytes",
    "digest",
    "from_dict",
    "read",
    "to_dict",
]
