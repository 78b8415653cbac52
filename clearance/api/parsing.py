"""Reading what a machine sends: bounded, and never a server error."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from django.core.exceptions import RequestDataTooBig
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser
from rest_framework.request import Request

from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError, ErrorItem, Invalid
from portal.core.domain.text import Text
from portal.core.services.idempotency import KEY_LENGTH

LARGEST_BODY = 5 * 1024 * 1024
LARGEST_VERSION = 2_147_483_647
LONGEST_NOTE = 500


class JsonBody(BaseParser):
    """Strict JSON: no NaN, no nesting beyond the interpreter's depth. `whole_body` has bounded the size."""

    media_type = "application/json"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        try:
            return json.loads(stream.read().decode("utf-8"), parse_constant=_refuse)
        except (ValueError, RecursionError) as error:
            raise ParseError from error


def _refuse(_name: str) -> NoReturn:
    raise ValueError


class BadRequest(DomainError):
    """The request itself, not the filing, is wrong."""

    status = 400
    title = Text("The request is not complete", "La demande est incomplète")


class PreconditionRequired(DomainError):
    """A change without saying which state it starts from."""

    status = 428
    title = Text("Say which version you saw", "Indiquez la version consultée")


class TooLarge(DomainError):
    """More than this service reads in one request."""

    status = 413
    title = Text("The request is too large", "La demande est trop volumineuse")


def whole_body(request: Request) -> bytes:
    """Read the body before anything else does: its bytes are what the idempotency key stands for."""
    try:
        raw: bytes = request.body
    except RequestDataTooBig as error:
        raise TooLarge([TOO_LARGE]) from error
    if len(raw) > LARGEST_BODY:
        raise TooLarge([TOO_LARGE])
    return raw


TOO_LARGE = ErrorItem(
    "CLR_BODY_TOO_LARGE",
    Text("The body is larger than 5 MB.", "Le corps dépasse 5 Mo."),
    fix=Text(
        "Split the trip, or leave out what is not aboard.", "Divisez le voyage, ou retirez ce qui n'est pas à bord."
    ),
)


def idempotency_key(request: Request) -> str:
    """Give the key of the request; raises BadRequest when it is missing or unusable."""
    key = request.headers.get("Idempotency-Key", "")
    if 1 <= len(key) <= KEY_LENGTH and key.isascii() and key.isprintable():
        return key
    raise BadRequest(
        [
            ErrorItem(
                "CLR_IDEMPOTENCY_KEY",
                Text(
                    "The header Idempotency-Key is missing or not usable.",
                    "L'en-tête Idempotency-Key est absent ou inutilisable.",
                ),
                path="Idempotency-Key",
                fix=Text(
                    "Send a new UUID for each new filing, and the same one when you repeat it.",
                    "Envoyez un nouvel UUID pour chaque déclaration, et le même pour la répéter.",
                ),
            )
        ]
    )


def idempotency_client(actor: Actor) -> str:
    """Keys of one caller never meet those of another."""
    return f"client:{actor.client_id}"[:80] if actor.client_id else f"user:{actor.user_id}"


def expected_version(request: Request) -> int:
    """Read the state the caller saw, from If-Match or `?expected_version=`; raises when it is missing."""
    given = request.headers.get("If-Match", "").removeprefix("W/").strip('" ')
    given = given or request.query_params.get("expected_version", "")
    if given.isascii() and given.isdigit() and 0 < int(given[:10]) <= LARGEST_VERSION and len(given) <= 10:
        return int(given)
    raise PreconditionRequired(
        [
            ErrorItem(
                "CLR_EXPECTED_VERSION",
                Text(
                    "An amendment must say which row_version it starts from.",
                    "Une modification doit indiquer la valeur row_version de départ.",
                ),
                path="If-Match",
                fix=Text(
                    "Read the trip and send its ETag as If-Match.",
                    "Lisez le voyage et renvoyez son ETag dans If-Match.",
                ),
            )
        ]
    )


def cancel_body(data: Any) -> tuple[str, int | None]:
    """Read the body of a cancellation: a note and the row_version seen, both optional; raises Invalid."""
    if not isinstance(data, dict):
        raise Invalid([_wrong("", Text("Send a JSON object.", "Envoyez un objet JSON."))])
    note, seen = data.get("note", ""), data.get("expected_version")
    faults = []
    if not isinstance(note, str) or len(note) > LONGEST_NOTE:
        faults.append(_wrong("note", Text("Text of up to 500 characters.", "Un texte d'au plus 500 caractères.")))
    if seen is not None and not (type(seen) is int and 0 < seen <= LARGEST_VERSION):
        faults.append(_wrong("expected_version", Text("A whole number from 1.", "Un nombre entier à partir de 1.")))
    faults += [
        _wrong("", Text("Fields here: note, expected_version.", "Champs possibles ici : note, expected_version."))
        for key in data
        if key not in {"note", "expected_version"}
    ]
    if faults:
        raise Invalid(faults)
    return "".join(char if char.isprintable() else " " for char in note).strip(), seen


def _wrong(path: str, fix: Text) -> ErrorItem:
    return ErrorItem(
        "CLR_CANCEL_BODY",
        Text("This cannot be read.", "Cette valeur ne peut pas être lue."),
        path=path,
        fix=fix,
    )
