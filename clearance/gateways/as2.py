"""HTTPS with signed messages and signed receipts, over connections that are kept open."""

from __future__ import annotations

import time

import httpx

from clearance.gateways import signing
from clearance.gateways.transport import DELIVERED, REFUSED, UNREACHABLE, Outcome, Parcel

CONNECT_SECONDS, ANSWER_SECONDS = 3.0, 15.0
TOO_EARLY, TOO_MANY = 425, 429
LARGEST_RECEIPT = 64 * 1024


class As2Adapter:
    """Posts to one address. Redirects are not followed: an agency's address is what the administrator entered."""

    def __init__(
        self, address: str, secret: str, *, connect: float = CONNECT_SECONDS, answer: float = ANSWER_SECONDS
    ) -> None:
        self.address = address
        self.secret = secret
        self.client = httpx.Client(
            timeout=httpx.Timeout(answer, connect=connect), follow_redirects=False, trust_env=False
        )

    def deliver(self, parcel: Parcel) -> Outcome:
        envelope = signing.Envelope(parcel.sender, parcel.receiver, parcel.message_id)
        head = signing.headers(envelope, self.secret, int(time.time()), parcel.content)
        head["Content-Type"] = parcel.content_type
        try:
            answer = self.client.post(self.address, content=parcel.content, headers=head)
        except (httpx.TransportError, httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
            return Outcome(UNREACHABLE, f"{type(error).__name__}: {error}"[:300])
        if answer.status_code >= 500 or answer.status_code in (TOO_EARLY, TOO_MANY):
            return Outcome(UNREACHABLE, f"HTTP {answer.status_code}")
        if answer.status_code != 200:
            return Outcome(REFUSED, f"HTTP {answer.status_code}: {answer.text[:200]}")
        return self._receipt(parcel, answer)

    def _receipt(self, parcel: Parcel, answer: httpx.Response) -> Outcome:
        """Only a receipt the agency signed, for these very bytes, proves the delivery."""
        try:
            signing.verify(answer.headers, self.secret, int(time.time()), answer.content[:LARGEST_RECEIPT])
        except signing.SignatureError as error:
            return Outcome(UNREACHABLE, f"no valid receipt: {error}")
        receipt = signing.receipt_read(answer.content)
        facts = {"mic": receipt.mic, "disposition": receipt.disposition, "message_id": receipt.message_id}
        if receipt.message_id != parcel.message_id or receipt.mic != signing.mic(parcel.content):
            return Outcome(UNREACHABLE, "the receipt is for something else", facts)
        if not receipt.accepted:
            return Outcome(REFUSED, receipt.disposition[:300], facts)
        return Outcome(DELIVERED, "", facts)

    def close(self) -> None:
        self.client.close()
