"""Where the agencies' systems bring their answers: signed by the key of the connection, receipted with it."""

from __future__ import annotations

import time

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from clearance.gateways import signing
from clearance.selectors.gateways import endpoint_of_partner
from clearance.services import Arrival, inbound_receive, secret_unseal
from clearance.services.inbound import LARGEST_MESSAGE

PLAIN = "text/plain; charset=utf-8"


@csrf_exempt
@require_POST
def inbound(request: HttpRequest) -> HttpResponse:
    """Keep an agency's message and give a signed receipt; whoever does not sign gets 401 and leaves nothing."""
    try:
        body = request.body
    except RequestDataTooBig:
        return _plain("too large", 413)
    if not body or len(body) > LARGEST_MESSAGE:
        return _plain("empty or too large", 413 if body else 400)
    try:
        envelope = signing.envelope_of(request.headers)
        endpoint = endpoint_of_partner(sender=envelope.sender, receiver=envelope.receiver)
        secret = secret_unseal(endpoint.sealed_secret) if endpoint else ""
        signing.verify(request.headers, secret, int(time.time()), body)
    except signing.SignatureError as error:
        return _plain(str(error), 401)
    if endpoint is None:
        return _plain("unknown partner", 401)
    _row, repeated = inbound_receive(
        endpoint=endpoint, content=body, arrival=Arrival("as2", transfer_id=envelope.message_id)
    )
    receipt = signing.receipt_body(envelope, body, signing.DUPLICATE if repeated else signing.PROCESSED)
    back = signing.Envelope(envelope.receiver, envelope.sender, f"receipt-{envelope.message_id}")
    head = signing.headers(back, secret, int(time.time()), receipt)
    return HttpResponse(receipt, content_type=signing.RECEIPT_TYPE, headers=head)


def _plain(words: str, status: int) -> HttpResponse:
    return HttpResponse(words + "\n", content_type=PLAIN, status=status)
