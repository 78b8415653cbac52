"""Learned cards inside a profile: their rules as one group, with the card they came from (issue item 2).

A card has no effect by itself. Its rules count when the profile they stand in is signed by both agencies.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from clearance.targeting.profile import Profile, ProfileError, profile_digest, rule_from_dict
from clearance.targeting.schema import SCHEMA
from clearance.targeting.scorecard import Card, card_from_dict, card_rules

GREATEST_PARTS = 60


def card_read(document: Any) -> Card:
    """Read a card that shall become rules of a profile; ProfileError names what is wrong or cannot be used."""
    if isinstance(document, Mapping):
        name = document.get("name")
        if not isinstance(name, Mapping) or not {"en", "fr"} <= name.keys():
            raise ProfileError("card.name", "missing")
    card = card_from_dict(document)
    if len(card.parts) > GREATEST_PARTS:
        raise ProfileError("card.parts", f"at most {GREATEST_PARTS} parts can be read and signed")
    for number, part in enumerate(card.parts):
        for cut in part.cuts:
            spec = SCHEMA.get(cut.name)
            if spec is None:
                raise ProfileError(f"card.parts[{number}].of", f"there is no fact {cut.name!r}")
            if spec.kind != cut.kind:
                raise ProfileError(f"card.parts[{number}].of", f"{cut.name} is a {spec.kind}, not a {cut.kind}")
    return card


def with_card(
    document: Mapping[str, Any], card_document: Any, *, border: str, owner: str, until: str | None
) -> dict[str, Any]:
    """The profile with the rules of a card; an earlier version of the same card gives way. Raises ProfileError."""
    card = card_read(card_document)
    entry = {"card": card_document, "border": border, "owner": owner, "until": until}
    made = dict(document)
    for old in document.get("cards", []):
        if old["card"]["id"] == card.id:
            made = without_card(made, profile_digest(old["card"]))
    rules = _rules_of(entry)
    if not rules:
        raise ProfileError("card.parts", "no bin of this card has points")
    return made | {"rules": [*made["rules"], *rules], "cards": [*made.get("cards", []), entry]}


def without_card(document: Mapping[str, Any], digest: str) -> dict[str, Any]:
    """The profile without one card and its rules; as it is when the card is not there."""
    made = dict(document)
    made["rules"] = [rule for rule in document["rules"] if rule.get("card") != digest]
    cards = [entry for entry in document.get("cards", []) if profile_digest(entry["card"]) != digest]
    made.pop("cards", None)
    return made | ({"cards": cards} if cards else {})


def _rules_of(entry: Mapping[str, Any]) -> list[dict[str, Any]]:
    card = card_read(entry["card"])
    rules = card_rules(card, border=entry["border"], owner=entry["owner"], until=entry["until"])
    return [rule | {"card": card.digest} for rule in rules]


def altered(profile: Profile) -> Iterator[tuple[int, str]]:
    """Place and digest of each card whose rules in the profile are not the ones the card gives."""
    for number, entry in enumerate(profile.cards):
        digest = profile_digest(entry["card"])
        held = {rule.id: rule for rule in profile.rules if rule.card == digest}
        try:
            meant = {rule["id"]: rule_from_dict(rule, "card") for rule in _rules_of(entry)}
        except ProfileError:
            meant = {}
        if held != meant:
            yield number, digest
