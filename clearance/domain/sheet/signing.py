"""Signing the code and checking it: Ed25519 under a key that signs lead sheets and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from audit.trail.domain.notes import Signer, Verifier
from clearance.domain.sheet.layout import SheetCode, parse, write_signature

PURPOSE = "preclear/lead-sheet"
CONTEXT = b"preclear lead sheet 1\n"  # signed in front of every body, so that no other message can pass for a sheet

GENUINE, ALTERED, UNKNOWN_KEY, UNREADABLE = "genuine", "altered", "unknown_key", "unreadable"


@dataclass(frozen=True, slots=True)
class Checked:
    """What the signature says: `state` and, when the form is right, the code."""

    state: str
    code: SheetCode | None = None
    key_id: str = ""

    @property
    def genuine(self) -> bool:
        return self.state == GENUINE


def key_id_of(verifier: Verifier) -> str:
    """Give the eight characters by which the code names its key."""
    return verifier.key_id.hex().upper()


def sign(code: SheetCode, signer: Signer) -> str:
    """Give the whole text of the code. The same code under the same key is always the same text."""
    body = code.body(key_id_of(signer.verifier()))
    signature = Ed25519PrivateKey.from_private_bytes(signer.seed).sign(CONTEXT + body.encode("ascii"))
    return body + write_signature(signature)


def check(text: str, verifiers: Iterable[Verifier]) -> Checked:
    """Check form and signature against the published keys; never raises."""
    parsed = parse(text)
    if parsed is None:
        return Checked(UNREADABLE)
    keys = {key_id_of(verifier): verifier for verifier in verifiers if verifier.name == PURPOSE}
    verifier = keys.get(parsed.key_id)
    if verifier is None:
        return Checked(UNKNOWN_KEY, parsed.code, parsed.key_id)
    good = verifier.accepts(CONTEXT + parsed.body.encode("ascii"), parsed.signature)
    return Checked(GENUINE if good else ALTERED, parsed.code, parsed.key_id)
