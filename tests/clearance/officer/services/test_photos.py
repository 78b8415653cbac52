"""Photos of an inspection: told by content, drawn anew, kept with a digest, shown to officers of the case (4.7)."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from PIL import Image

from audit.trail.selectors import entries_for
from clearance.models import InspectionPhoto
from clearance.services.inspection_record import photo_add
from clearance.upload.pictures import LONGEST_SIDE, picture_read
from portal.core.domain.errors import Conflict, Invalid
from portal.core.domain.subjects import Subject
from tests.factories.accounts import make_staff, sign_in
from tests.factories.officer import PORT, make_inspected, make_photo, make_referred, picture, secondary

PLACE = b"47.1234 North"


def with_place() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = PLACE.decode()
    exif[0x0112] = 6
    return picture("JPEG", (300, 200), exif=exif, comment=PLACE)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_every_kind_becomes_a_plain_jpeg(kind: str) -> None:
    drawn = picture_read(picture(kind))
    assert Image.open(io.BytesIO(drawn.content)).format == "JPEG" and (drawn.width, drawn.height) == (60, 40)


def test_what_the_camera_wrote_is_gone_and_the_picture_stands_upright() -> None:
    raw = with_place()
    assert PLACE in raw
    drawn = picture_read(raw)
    assert PLACE not in drawn.content and not Image.open(io.BytesIO(drawn.content)).getexif()
    assert (drawn.width, drawn.height) == (200, 300)
    large = picture_read(picture("PNG", (LONGEST_SIDE * 2, 10)))
    assert large.width == LONGEST_SIDE


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        picture()[:200],
        picture("GIF"),
        b"\xff\xd8\xff" + b"0" * 9_000_000,
        picture("PNG", (10_000, 6_000)),
    ],
    ids=["empty", "tiny gif", "svg", "cut", "gif", "large", "bomb"],
)
def test_what_is_no_photo_is_refused(raw: bytes) -> None:
    with pytest.raises(Invalid):
        picture_read(raw)


def test_a_photo_is_kept_once_and_its_digest_is_in_the_trail() -> None:
    inspection = make_referred().inspection
    first = make_photo(inspection)
    assert make_photo(inspection, "Sent twice") == first
    [row] = [row for row in entries_for(Subject("inspection", inspection.id)) if "photographed" in row.event]
    assert first.sha256 in str(row.body)
    with pytest.raises(Invalid):
        make_photo(inspection, " ")
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        InspectionPhoto.objects.update(caption="Another")
    done = make_inspected()
    with pytest.raises(Conflict):
        photo_add(actor=secondary(), inspection_id=done.id, raw=picture(), caption="Late")


def test_the_photo_is_for_officers_of_the_case_and_never_cached() -> None:
    def client(role: str, agency: str = "CBP", port: str = PORT) -> Client:
        return sign_in(Client(), make_staff(role, agency, port=port))

    inspection = make_referred().inspection
    officer = client("officer.secondary")
    path = reverse("clearance:inspection_photo_add", args=[inspection.id])
    sent = {"photo": SimpleUploadedFile("x.jpg", with_place(), "image/jpeg"), "caption": "Seal on the left door"}
    assert officer.post(path, sent).status_code == 302
    bad = officer.post(path, {"caption": "Kept words"})
    assert bad.status_code == 422 and "Kept words" in bad.text and "data-error-summary" in bad.text
    photo = InspectionPhoto.objects.get()
    url = reverse("clearance:inspection_photo", args=[photo.id])
    answer = officer.get(url)
    assert answer.status_code == 200 and answer["Content-Type"] == "image/jpeg" and PLACE not in answer.content
    assert "no-store" in answer["Cache-Control"] and answer["X-Content-Type-Options"] == "nosniff"
    assert "Seal on the left door" in officer.get(reverse("clearance:inspection", args=[inspection.id])).text
    strangers = [client("officer.secondary", port="peace-bridge"), client("officer.pga", "FDA")]
    assert [each.get(url).status_code for each in strangers] == [404, 404]
    assert client("officer.primary").get(url).status_code == 403
    seen = [row for row in entries_for(Subject("inspection", inspection.id)) if "photo_seen" in row.event]
    assert len(seen) == 1
