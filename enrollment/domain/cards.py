"""Cards and travel documents: what can happen to a card, which documents are kept, how they are checked (R-12)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from enrollment.domain.numbers import TAG_SHAPE, normalised
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

LOST, STOLEN, DAMAGED, NOT_ARRIVED = "lost", "stolen", "damaged", "not_arrived"
STOP_CAUSES: dict[str, Text] = {
    LOST: Text("Lost", "Perdue"),
    STOLEN: Text("Stolen", "Volée"),
    DAMAGED: Text("Damaged", "Endommagée"),
    NOT_ARRIVED: Text("It never arrived by mail", "Jamais reçue par la poste"),
}
REPLACED, EXPIRED, MEMBERSHIP_ENDED = "replaced", "expired", "membership_ended"
END_CAUSES: dict[str, Text] = {
    REPLACED: Text("Replaced by a newer card", "Remplacée par une carte plus récente"),
    EXPIRED: Text("Ran out", "Échue"),
    MEMBERSHIP_ENDED: Text("The membership ended; the card must be returned", "Adhésion terminée; carte à retourner"),
}
CAUSES = {**STOP_CAUSES, **END_CAUSES}
USABLE = "active"


@dataclass(frozen=True, slots=True)
class DocumentType:
    """One kind of document. `regional` is issued by a state or province; `chip` may answer by radio (WHTI)."""

    code: str
    label: Text
    regional: bool = False
    chip: bool = False
    expires: bool = True


DOCUMENT_TYPES: dict[str, DocumentType] = {
    entry.code: entry
    for entry in (
        DocumentType("passport", Text("Passport", "Passeport")),
        DocumentType("passport_card", Text("US passport card", "Carte-passeport des États-Unis"), chip=True),
        DocumentType("edl", Text("Enhanced driver's licence", "Permis de conduire Plus"), regional=True, chip=True),
        DocumentType("enhanced_id", Text("Enhanced identity card", "Carte d'identité Plus"), regional=True, chip=True),
        DocumentType(
            "resident_card",
            Text("Permanent resident card, Canada or US", "Carte de résident permanent, Canada ou É.-U."),
            chip=True,
        ),
        DocumentType(
            "status_card", Text("Secure certificate of Indian status", "Certificat sécurisé de statut indien")
        ),
        DocumentType("birth_certificate", Text("Birth certificate", "Acte de naissance"), regional=True, expires=False),
    )
}
COUNTRIES = {"CA": Text("Canada", "Canada"), "US": Text("United States", "États-Unis")}
OTHER_COUNTRY = re.compile(r"[A-Z]{2}")
PROVINCES = ("AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT")
STATES_IN_WORDS = (
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK "
    "OR PA PR RI SC SD TN TX UT VT VA WA WV WI WY"
)
STATES = tuple(re.findall("[A-Z]{2}", STATES_IN_WORDS))
SUBDIVISIONS = {"CA": PROVINCES, "US": STATES}
NUMBER = re.compile(r"[A-Z0-9]{4,24}")
FEWEST = 5  # smaller groups are not published: they could be recognised


def check_document(values: Mapping[str, Any], today: date) -> list[ErrorItem]:
    """Say what is wrong with a document as typed: keys type, number, country, subdivision, tag, expires_on (a date)."""
    kind = DOCUMENT_TYPES.get(str(values.get("type")))
    if kind is None:
        return [_item("ENR_DOC_TYPE", "type", values.get("type"), _TYPE, _CHOOSE)]
    return [*_number(values), *_issuer(kind, values), *_tag(kind, values), *_expiry(kind, values, today)]


def _number(values: Mapping[str, Any]) -> list[ErrorItem]:
    number = normalised(str(values.get("number", "")))
    return [] if NUMBER.fullmatch(number) else [_item("ENR_DOC_NUMBER", "number", values.get("number"), _NUMBER, _COPY)]


def _issuer(kind: DocumentType, values: Mapping[str, Any]) -> list[ErrorItem]:
    country, place = str(values.get("country", "")), str(values.get("subdivision", ""))
    if not OTHER_COUNTRY.fullmatch(country):
        return [_item("ENR_DOC_COUNTRY", "country", country, _COUNTRY, _TWO_LETTERS)]
    if kind.regional and place not in SUBDIVISIONS.get(country, ()):
        return [_item("ENR_DOC_PLACE", "subdivision", place, _PLACE, _TWO_PLACE)]
    return []


def _tag(kind: DocumentType, values: Mapping[str, Any]) -> list[ErrorItem]:
    tag = normalised(str(values.get("tag", "")))
    if not tag:
        return []
    if not kind.chip:
        return [_item("ENR_DOC_NO_CHIP", "tag", tag, _NO_CHIP, _EMPTY)]
    return [] if TAG_SHAPE.fullmatch(tag) else [_item("ENR_DOC_TAG", "tag", values.get("tag"), _TAG, _COPY_TAG)]


def _expiry(kind: DocumentType, values: Mapping[str, Any], today: date) -> list[ErrorItem]:
    last = values.get("expires_on")
    if last is None:
        return [_item("ENR_DOC_EXPIRY", "expires_on", None, _EXPIRY, _AS_PRINTED)] if kind.expires else []
    return [] if last > today else [_item("ENR_DOC_EXPIRED", "expires_on", last.isoformat(), _OVER, _RENEW)]


def _item(code: str, path: str, value: Any, message: Text, fix: Text) -> ErrorItem:
    return ErrorItem(code, message, path=path, value=value, fix=fix)


def nudge_due(last_day: date, today: date, steps: tuple[int, ...], sent: int | None) -> int | None:
    """Give the reminder that is due (days before the end) and was not sent yet; None when there is none.

    `sent` is the smallest step sent so far. After a pause only the most urgent one goes out, never two at once.
    """
    left = (last_day - today).days
    due = [step for step in steps if left <= step]
    step = min(due, default=None)
    if step is None or left < 0 or (sent is not None and sent <= step):
        return None
    return step


def last_day(until: Any) -> date:
    """Give the last whole day before a moment at which something ends."""
    day: date = (until - timedelta(microseconds=1)).date()
    return day


_TYPE = Text("This kind of document is not kept here.", "Ce type de document n'est pas conservé ici.")
_CHOOSE = Text("Choose one of the list.", "Choisissez dans la liste.")
_NUMBER = Text("A document number has 4 to 24 letters and digits.", "Un numéro compte de 4 à 24 lettres et chiffres.")
_COPY = Text("Copy it from the document.", "Recopiez-le du document.")
_COUNTRY = Text("The issuing country is two letters.", "Le pays de délivrance s'écrit en deux lettres.")
_TWO_LETTERS = Text("Write CA, US or the country's code.", "Écrivez CA, US ou le code du pays.")
_PLACE = Text(
    "This document is issued by a province or a state.", "Ce document est délivré par une province ou un État."
)
_TWO_PLACE = Text("Write its two letters: ON, MI, BC.", "Écrivez ses deux lettres : ON, MI, BC.")
_NO_CHIP = Text("A document of this kind has no chip to read by radio.", "Ce type de document n'a pas de puce radio.")
_EMPTY = Text("Leave the chip number empty.", "Laissez le numéro de puce vide.")
_TAG = Text(
    "A chip number has 24 characters, 0 to 9 and A to F.", "Un numéro de puce compte 24 caractères, 0-9 et A-F."
)
_COPY_TAG = Text(
    "Copy it from the sleeve of the card, or leave it empty.", "Recopiez-le de l'étui de la carte, ou laissez-le vide."
)
_EXPIRY = Text("The last day of validity is missing.", "Il manque le dernier jour de validité.")
_AS_PRINTED = Text("Write the date printed on it: 2031-04-30.", "Inscrivez la date imprimée : 2031-04-30.")
_OVER = Text("This document has run out.", "Ce document est échu.")
_RENEW = Text("Enter the new one once you have it.", "Inscrivez le nouveau dès que vous l'avez.")
