"""From the manifest back to JSON: the form that is stored, signed and compared."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from clearance.domain.elements import GROUPS, RECORD, RECORDS
from clearance.domain.manifest.types import Manifest


def _record(record: object, group: str) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for element in GROUPS[group]:
        value = getattr(record, element.key)
        if value is None or value == "" or value == () or value is False:
            continue
        if element.kind == RECORDS:
            out[element.key] = [_record(item, element.group) for item in value]
        elif element.kind == RECORD:
            out[element.key] = _record(value, element.group)
        else:
            out[element.key] = _scalar(value)
    return out


def _scalar(value: Any) -> Any:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    return list(value) if isinstance(value, tuple) else value


def to_dict(manifest: Manifest) -> dict[str, Any]:
    """Give the JSON form. What is absent is left out, so a new optional element changes no old digest."""
    return _record(manifest, "manifest")


def canonical_bytes(manifest: Manifest) -> bytes:
    """Give the one byte string of this content: sorted keys, no spaces, UTF-8."""
    text = json.dumps(to_dict(manifest), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def digest(manifest: Manifest) -> str:
    """Give the SHA-256 of the canonical bytes, in hexadecimal: the receipt of a filing."""
    return hashlib.sha256(canonical_bytes(manifest)).hexdigest()
