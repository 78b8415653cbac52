"""Signatures of a provider's messages: HMAC-SHA256 over moment and body, good for five minutes (standard library only)."""

from __future__ import annotations

import hashlib
import hmac

HEADER = "Payment-Signature"
TOLERANCE_SECONDS = 300


class SignatureError(ValueError):
    """The sender is not who it says, the bytes are not those it signed, or the message is an old one."""


def signature(secret: str, timestamp: int, body: bytes) -> str:
    """Give the value of the header: `t=seconds,v1=hex`."""
    digest = hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={timestamp},v1={digest}"


def verify(header: str, secret: str, now: int, body: bytes) -> None:
    """Raise SignatureError unless the body was signed with this key within the last five minutes."""
    parts = dict(part.strip().split("=", 1) for part in header.split(",") if "=" in part)
    stamp = parts.get("t", "")
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= 12) or abs(now - int(stamp)) > TOLERANCE_SECONDS:
        raise SignatureError("the time of signing is missing or too far from now")
    if not secret or not hmac.compare_digest(
        signature(secret, int(stamp), body), f"t={stamp},v1={parts.get('v1', '')}"
    ):
        raise SignatureError("the signature does not fit")
