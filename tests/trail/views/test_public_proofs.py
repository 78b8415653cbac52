"""Checkpoints and proofs of growth anybody may take away, and a receipt brought back (acceptance 3)."""

from __future__ import annotations

import json

import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from audit.trail.domain.consistency import verify_consistency
from audit.trail.selectors import receipt, trusted_keys
from audit.trail.services import seal
from tests.factories.trail import add_entry

pytestmark = pytest.mark.django_db(transaction=True)
VERIFY = "/audit/public/verify/"


def sealed(*sizes: int) -> list[dict[str, object]]:
    """Seal a log in steps up to these sizes; gives a receipt of each step."""
    found, before = [], 0
    for size in sizes:
        entries = [add_entry() for _ in range(size - before)]
        seal()
        before = size
        found.append(receipt(entries[-1]).as_dict())
    return found


def test_anybody_takes_a_proof_that_the_log_only_grew() -> None:
    sealed(3, 8)
    client = Client()
    answer = client.get(reverse("trail:consistency", args=[3, 8]))
    document = json.loads(answer.content)
    heads = verify_consistency(document, origin=django_settings.TRAIL_ORIGIN, trusted=trusted_keys())
    assert [head.size for head in heads] == [3, 8]
    assert client.get(reverse("trail:checkpoint_at", args=[3])).text == document["old"]
    for old, new in ((0, 8), (8, 3), (2, 8), (3, 9)):
        assert client.get(reverse("trail:consistency", args=[old, new])).status_code == 404
    assert client.get(reverse("trail:checkpoint_at", args=[10**30])).status_code == 404


def test_a_receipt_is_pasted_or_brought_as_a_file(django_assert_num_queries: object) -> None:
    (document,) = sealed(2)
    client = Client()
    client.get(VERIFY)
    with django_assert_num_queries(1):  # type: ignore[operator]
        page = client.post(VERIFY, {"receipt": json.dumps(document)})
    assert "It holds." in page.text
    file = SimpleUploadedFile("receipt.json", json.dumps({"receipts": [document, document]}).encode())
    assert client.post(VERIFY, {"file": file}).text.count("It holds.") == 2
    false = {**document, "entry": str(document["entry"]).replace("filed", "lost")}
    refused = client.post(VERIFY, {"receipt": json.dumps(false)}).text
    assert "Refused." in refused
    assert "The entry was altered" in refused


@pytest.mark.parametrize(
    ("posted", "words"),
    [
        ({"receipt": ""}, "Paste a receipt or choose its file."),
        ({"receipt": "[1, 2]"}, "This is no receipt of the portal."),
        ({"receipt": "not json"}, "This is no receipt of the portal."),
        ({"receipt": "[" * 100_000}, "This is no receipt of the portal."),
        ({"file": SimpleUploadedFile("receipt.json", b"\xff\xfe\x00")}, "This file is no text."),
        ({"file": SimpleUploadedFile("receipt.json", b"x" * 1_000_001)}, "The file is larger than 1 MB."),
    ],
)
def test_what_is_no_receipt_is_told_at_its_field(posted: dict[str, object], words: str) -> None:
    page = Client().post(VERIFY, posted)
    assert page.status_code == 422
    assert words in page.text


def test_checkpoints_are_listed_by_day() -> None:
    sealed(2, 5)
    page = Client().get(VERIFY).text
    assert reverse("trail:checkpoint_at", args=[5]) in page
    assert reverse("trail:checkpoint_at", args=[2]) not in page
