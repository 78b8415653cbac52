"""JSON and EDI files: read by their first bytes, refused in words, errors at trip and path."""

from __future__ import annotations

import json
from typing import Any

import pytest

from clearance.upload.documents import MOST_TRIPS, kind_of, read_upload
from clearance.upload.limits import LARGEST_FILE
from portal.core.domain.errors import Invalid
from tests.factories.manifests import manifest_dict

GOOD = manifest_dict("SB", 1, 1)


def zone(_crossing: str, _direction: str) -> str:
    return "UTC"


def manifests(value: Any) -> list[dict[str, Any]]:
    return [trip.data for trip in read_upload(json.dumps(value).encode(), zone)[1]]


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b'\xef\xbb\xbf {"trip": {}}', "json"),
        (b"[]", "json"),
        (b"ISA*00*", "edi"),
        (b"UNA:+.? '", "edi"),
        (b"\r\nUNB+UNOA", "edi"),
        (b"trip.reference;x", "grid"),
        (b"PK\x03\x04", "grid"),
        (b"", "grid"),
    ],
)
def test_the_kind_is_decided_by_the_first_bytes(raw: bytes, kind: str) -> None:
    assert kind_of(raw) == kind


@pytest.mark.parametrize(
    "value",
    [
        GOOD,
        [GOOD],
        {"trips": [GOOD]},
        {"trips": [{"manifest": GOOD}]},
        {"trips": [{"versions": [{"manifest": GOOD}, {}]}]},
    ],
)
def test_one_manifest_a_list_and_the_portals_own_export(value: Any) -> None:
    assert manifests(value) == [GOOD]


@pytest.mark.parametrize(
    "raw",
    [b"{", b'{"a": NaN}', b"[]", b'{"trips": []}', b"[" * 200_000, b'"x"]', b"{\xff}", b"[1e999999999999999999999,"],
)
def test_what_cannot_be_used_is_refused_in_words(raw: bytes) -> None:
    with pytest.raises(Invalid) as refusal:
        read_upload(raw, zone)
    assert refusal.value.items[0].message.fr


@pytest.mark.parametrize("entry", [None, 3, "x", [], {"trip": 4, "shipments": "x"}, {"manifest": None}])
def test_an_entry_that_is_no_manifest_still_has_a_place(entry: Any) -> None:
    (trip,) = read_upload(json.dumps([entry]).encode(), zone)[1]
    assert trip.reference == ""
    assert trip.cell("shipments[0].reference") == (1, "shipments[0].reference")


def test_too_many_trips_and_too_large_a_file() -> None:
    with pytest.raises(Invalid):
        read_upload(json.dumps([{}] * (MOST_TRIPS + 1)).encode(), zone)
    with pytest.raises(Invalid):
        read_upload(b"[" + b" " * LARGEST_FILE + b"]", zone)


@pytest.mark.parametrize("raw", [b"ISA", b"UNB+", b"ISA*00*~", b"UNA:+.? 'UNB+UNOA:1+A+B"])
def test_a_torn_message_is_refused_with_the_engines_words(raw: bytes) -> None:
    with pytest.raises(Invalid) as refusal:
        read_upload(raw, zone)
    assert refusal.value.items[0].code in {"CLR_U016", "CLR_U014"}
