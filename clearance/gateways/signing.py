"""Signatures, digests and signed receipts of the AS2-style exchange (standard library only).

The form follows RFC 4130: headers AS2-From, AS2-To, Message-ID, a MIC over the content, and a receipt
(disposition notification) that repeats identifier and MIC. In place of S/MIME both sides sign with a shared
key (HMAC-SHA256); docs/adr/0012 says why, and what real certificates would change.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass
from typing import Protocol

TOLERANCE_SECONDS = 300
SIGNATURE = "Preclear-Signature"
TIMESTAMP = "Preclear-Timestamp"
RECEIPT_TYPE = "message/disposition-notification"
PROCESSED = "processed"
DUPLICATE = "processed/warning: duplicate-document"
LONGEST_HEADER = 200


class Headers(Protocol):
    """What every kind of headers can do: give one by its name."""

    def get(self, name: str, default: str, /) -> str:
        """Give the header, or the default."""


class SignatureError(ValueError):
    """The sender is not who it says, or the bytes are not those it signed."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who sends what to whom, as the headers say."""

    sender: str
    receiver: str
    message_id: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the other side says it got."""

    message_id: str
    mic: str
    disposition: str

    @property
    def accepted(self) -> bool:
        return self.disposition == PROCESSED or self.disposition.startswith("processed/warning")

    @property
    def repeated(self) -> bool:
        return self.disposition == DUPLICATE


def mic(content: bytes) -> str:
    """The message integrity check: SHA-256 of the content."""
    return base64.b64encode(hashlib.sha256(content).digest()).decode()


def signature(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    signed = f"{message_id}.{timestamp}.".encode() + body
    return base64.b64encode(hmac.new(secret.encode(), signed, hashlib.sha256).digest()).decode()


def headers(envelope: Envelope, secret: str, timestamp: int, body: bytes) -> dict[str, str]:
    """The headers of one signed message."""
    return {
        "AS2-Version": "1.2",
        "AS2-From": envelope.sender,
        "AS2-To": envelope.receiver,
        "Message-ID": f"<{envelope.message_id}>",
        "Disposition-Notification-Options": "signed-receipt-micalg=required, sha-256",
        TIMESTAMP: str(timestamp),
        SIGNATURE: signature(secret, envelope.message_id, timestamp, body),
    }


def envelope_of(given: Headers) -> Envelope:
    """Read the addresses of a message; raises SignatureError when one is missing."""
    parts = [given.get(name, "").strip().strip('"') for name in ("AS2-From", "AS2-To")]
    message_id = message_id_of(given)
    if not all(parts) or not message_id or any(len(part) > LONGEST_HEADER for part in (*parts, message_id)):
        raise SignatureError("AS2-From, AS2-To and Message-ID are needed")
    return Envelope(parts[0], parts[1], message_id)


def message_id_of(given: Headers) -> str:
    return given.get("Message-ID", "").strip().strip("<>")


def verify(given: Headers, secret: str, now: int, body: bytes) -> None:
    """Raise SignatureError unless the body was signed with this key a moment ago."""
    stamp = given.get(TIMESTAMP, "")
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= 12) or abs(now - int(stamp)) > TOLERANCE_SECONDS:
        raise SignatureError("the time of signing is missing or too far from now")
    wanted = signature(secret, message_id_of(given), int(stamp), body)
    if not secret or not hmac.compare_digest(wanted, given.get(SIGNATURE, "")):
        raise SignatureError("the signature does not fit")


def receipt_body(envelope: Envelope, content: bytes, disposition: str = PROCESSED) -> bytes:
    """Write the receipt of a message just taken."""
    lines = (
        "Reporting-UA: Preclear",
        f"Final-Recipient: as2; {envelope.receiver}",
        f"Original-Message-ID: <{envelope.message_id}>",
        f"Disposition: automatic-action/MDN-sent-automatically; {disposition}",
        f"Received-Content-MIC: {mic(content)}, sha-256",
        "",
    )
    return "\r\n".join(lines).encode()


def receipt_read(body: bytes) -> Receipt:
    """Read a receipt; what it does not say is empty."""
    fields: dict[str, str] = {}
    for line in body.decode("utf-8", "replace").splitlines()[:50]:
        name, _, value = line.partition(":")
        fields[name.strip().lower()] = value.strip()
    return Receipt(
        fields.get("original-message-id", "").strip("<>"),
        fields.get("received-content-mic", "").split(",")[0].strip(),
        fields.get("disposition", "").partition(";")[2].strip(),
    )
