"""What is hashed: the salted digest of an entry, and leaves and nodes of the tree (RFC 9162 section 2.1).

An entry's digest is SHA-256(salt || canonical JSON of the whole entry). The random salt lets the digest be
published without giving the entry away to somebody who guesses its content, and lets personal data be
erased later (text and salt go, the digest stays in the tree).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from audit.trail.domain.canonical import canonical_text, utc_text

SALT_BYTES = 32
HASH_BYTES = 32
FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """Everything an entry states, as it is hashed: ids as text, `body` as canonical JSON text."""

    id: str
    event: str
    actor_kind: str
    actor_id: str | None
    actor_name: str
    actor_roles: str  # sorted, separated by spaces
    actor_agency: str
    actor_port: str
    actor_client: str
    actor_organisation_id: str | None
    organisation_id: str | None
    subject_type: str
    subject_id: str
    request_id: str
    body: str


def envelope_parts(facts: EntryFacts) -> tuple[str, str, str]:
    """Give the canonical JSON of an entry in three parts, to be joined as first + at + middle + body + last.

    `at` is left out because the database writes the moment itself, in the same INSERT.
    """
    text = canonical_text
    roles = ",".join(map(text, facts.actor_roles.split(" "))) if facts.actor_roles else ""
    # Written by hand because it is on the filing path; a test compares it with canonical().
    first = (
        f'{{"actor":{{"agency":{text(facts.actor_agency)},"client":{text(facts.actor_client)}'
        f',"id":{_id(facts.actor_id)},"kind":{text(facts.actor_kind)},"name":{text(facts.actor_name)}'
        f',"organisation_id":{_id(facts.actor_organisation_id)},"port":{text(facts.actor_port)}'
        f',"roles":[{roles}]}},"at":"'
    )
    last = (
        f',"event":{text(facts.event)},"id":{_id(facts.id)},"organisation_id":{_id(facts.organisation_id)}'
        f',"request_id":{text(facts.request_id)}'
        f',"subject":{{"id":{_id(facts.subject_id)},"type":{text(facts.subject_type)}}}'
        f',"version":{FORMAT_VERSION}}}'
    )
    return first, '","body":', last


def _id(value: str | None) -> str:
    return "null" if value is None else f'"{value}"'


def envelope(facts: EntryFacts, at: datetime) -> str:
    """Give the canonical JSON text of the whole entry."""
    first, middle, last = envelope_parts(facts)
    return f"{first}{utc_text(at)}{middle}{facts.body}{last}"


def entry_digest(salt: bytes, envelope_text: str) -> bytes:
    """Give the digest that stands for the entry everywhere else."""
    return hashlib.sha256(salt + envelope_text.encode()).digest()


def leaf_hash(digest: bytes) -> bytes:
    """Give the leaf of the tree for an entry's digest."""
    return hashlib.sha256(b"\x00" + digest).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Give the inner node over two subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


EMPTY_ROOT = hashlib.sha256(b"").digest()
