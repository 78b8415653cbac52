"""Signed notes with Ed25519 as C2SP signed-note describes them: text, empty line, signature lines."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"
DASH = "\u2014 "
PRIVATE_PREFIX = "PRIVATE+KEY"
MAX_NOTE_CHARACTERS = 100_000


class BadNote(ValueError):
    """The text is not a well-formed note, or no trusted key signed it."""


class BadKey(ValueError):
    """The text is not a key in the signed-note encoding."""


@dataclass(frozen=True, slots=True)
class Verifier:
    """A trusted public key with its name."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """Give the four bytes that point at this key in a signature line."""
        return hashlib.sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:4]

    def text(self) -> str:
        """Give the key as others type it in: name+id+base64."""
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(ED25519 + self.public).decode()}"

    @classmethod
    def parse(cls, text: str) -> Verifier:
        """Read a key written by `text()`. Raises BadKey."""
        name, key_id, raw = _key_fields(text.strip())
        verifier = cls(name, raw)
        if verifier.key_id != key_id:
            raise BadKey("the id of the key does not belong to its name and bytes")
        return verifier

    def accepts(self, message: bytes, signature: bytes) -> bool:
        """Say whether this key made the signature."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key with its name."""

    name: str
    seed: bytes

    @classmethod
    def generate(cls, name: str) -> Signer:
        """Make a new key."""
        _check_name(name)
        return cls(name, Ed25519PrivateKey.generate().private_bytes_raw())

    @classmethod
    def parse(cls, text: str) -> Signer:
        """Read a key written by `text()`. Raises BadKey."""
        text = text.strip()
        if not text.startswith(PRIVATE_PREFIX + "+"):
            raise BadKey("a private key starts with PRIVATE+KEY+")
        name, key_id, seed = _key_fields(text[len(PRIVATE_PREFIX) + 1 :])
        signer = cls(name, seed)
        if signer.verifier().key_id != key_id:
            raise BadKey("the id of the key does not belong to its name and bytes")
        return signer

    def text(self) -> str:
        """Give the secret encoding, for a file only the owner can read."""
        encoded = base64.b64encode(ED25519 + self.seed).decode()
        return f"{PRIVATE_PREFIX}+{self.name}+{self.verifier().key_id.hex()}+{encoded}"

    def verifier(self) -> Verifier:
        """Give the public half."""
        public = Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw()
        return Verifier(self.name, public)

    def sign(self, text: str) -> str:
        """Give `text`, which ends with a newline, as a note with one signature."""
        if not text.endswith("\n"):
            raise BadNote("the text of a note ends with a newline")
        signature = Ed25519PrivateKey.from_private_bytes(self.seed).sign(text.encode())
        encoded = base64.b64encode(self.verifier().key_id + signature).decode()
        return f"{text}\n{DASH}{self.name} {encoded}\n"


def open_note(note: str, trusted: Iterable[Verifier]) -> str:
    """Give the text of a note after checking it. Raises BadNote.

    Signatures of unknown keys are ignored (witnesses, rotated keys); one bad signature of a known key, or
    none by a known key, refuses the whole note.
    """
    text, signatures = _split_note(note)
    known = {(verifier.name, verifier.key_id): verifier for verifier in trusted}
    good = 0
    for name, key_id, signature in signatures:
        verifier = known.get((name, key_id))
        if verifier is None:
            continue
        if not verifier.accepts(text.encode(), signature):
            raise BadNote(f"the signature of {name} is wrong")
        good += 1
    if not good:
        raise BadNote("no trusted key signed this note")
    return text


def _split_note(note: str) -> tuple[str, list[tuple[str, bytes, bytes]]]:
    if len(note) > MAX_NOTE_CHARACTERS or any(ord(mark) < 0x20 and mark != "\n" for mark in note):
        raise BadNote("too long, or it contains control characters")
    head, separator, tail = note.rpartition("\n\n")
    if not separator or not head or not tail.endswith("\n"):
        raise BadNote("no signature block")
    lines = tail[:-1].split("\n")
    return head + "\n", [_signature_line(line) for line in lines]


def _signature_line(line: str) -> tuple[str, bytes, bytes]:
    name, space, encoded = line.removeprefix(DASH).partition(" ")
    raw = _decode(encoded, BadNote)
    if not line.startswith(DASH) or not name or not space or len(raw) < 5:
        raise BadNote("a signature line is malformed")
    return name, raw[:4], raw[4:]


def _key_fields(text: str) -> tuple[str, bytes, bytes]:
    parts = text.split("+", 2)
    if len(parts) != 3:
        raise BadKey("a key has the form name+id+base64")
    _check_name(parts[0])
    raw = _decode(parts[2], BadKey)
    try:
        key_id = bytes.fromhex(parts[1])
    except ValueError as error:
        raise BadKey("the id of the key is not hexadecimal") from error
    if len(raw) != 33 or raw[:1] != ED25519:
        raise BadKey("only Ed25519 keys are read")
    return parts[0], key_id, raw[1:]


def _decode(text: str, error: type[ValueError]) -> bytes:
    """Decode strictly: exactly one base64 text stands for the bytes."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as problem:
        raise error("not base64") from problem
    if base64.b64encode(raw).decode() != text:
        raise error("not canonical base64")
    return raw


def _check_name(name: str) -> None:
    if not name or "+" in name or any(mark.isspace() for mark in name):
        raise BadKey("the name of a key has no spaces and no plus sign")
