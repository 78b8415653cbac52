"""A file is what its bytes say: wrong magic, too large, two things at once, names that lie (R-15)."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest

from enrollment.domain.documents import LARGEST
from enrollment.vault.content import content_read
from portal.core.domain.errors import Invalid
from tests.factories.documents import a_pdf, a_sheet, an_infected_pdf, as_bytes

PDF = a_pdf("A page")
JPEG = as_bytes(a_sheet((90, 120)))
PNG = as_bytes(a_sheet((90, 120)), "PNG")


def with_zip(raw: bytes) -> bytes:
    """The same file with an archive behind it, which unpackers accept."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("tool.exe", b"MZ")
    return raw + out.getvalue()


def in_catalogue(words: bytes) -> bytes:
    return PDF.replace(b"/Type /Catalog", b"/Type /Catalog " + words, 1)


def hidden(words: bytes) -> bytes:
    """An object stream, packed, as programs that write small PDFs do."""
    packed = zlib.compress(b"1 0 << " + words + b" >>")
    stream = b"9 0 obj\n<< /Type /ObjStm /Filter /FlateDecode >>\nstream\n" + packed + b"\nendstream\nendobj\n"
    return PDF.replace(b"xref\n", stream + b"xref\n", 1)


@pytest.mark.parametrize(
    ("name", "raw", "declared", "kept", "media_type"),
    [
        ("plan.pdf", PDF, "application/pdf", "plan.pdf", "application/pdf"),
        ("plan.PDF", PDF, "application/octet-stream", "plan.pdf", "application/pdf"),
        ("photo.jpeg", JPEG, "image/jpeg", "photo.jpg", "image/jpeg"),
        ("photo.jpg", JPEG, "image/jpg", "photo.jpg", "image/jpeg"),
        ("scan.png", PNG, "", "scan.png", "image/png"),
        ("../../etc/Passé 2.pdf", PDF, "", "Passé 2.pdf", "application/pdf"),
        ("plan.php.pdf", PDF, "", "plan-php.pdf", "application/pdf"),
        ("evil\u202efdp.exe.pdf", PDF, "", "evilfdp-exe.pdf", "application/pdf"),
        ("safe.pdf", an_infected_pdf(), "", "safe.pdf", "application/pdf"),
        ("packed.pdf", hidden(b"/Producer (us)"), "", "packed.pdf", "application/pdf"),
    ],
)
def test_what_is_taken_gets_a_clean_name(name: str, raw: bytes, declared: str, kept: str, media_type: str) -> None:
    content = content_read(name, raw, declared)
    assert (content.name, content.media_type, content.raw) == (kept, media_type, raw)
    assert len(content.sha256) == 64


@pytest.mark.parametrize(
    ("name", "raw", "declared", "code"),
    [
        ("empty.pdf", b"", "", "ENR_F001"),
        ("large.pdf", PDF + b"\0" * LARGEST, "", "ENR_F002"),
        ("note.txt", b"just words", "text/plain", "ENR_F003"),
        ("tool.pdf", b"MZ\x90\0" + PDF, "", "ENR_F003"),
        ("late.pdf", b"\n" + PDF, "", "ENR_F003"),
        ("photo.jpg", PNG, "", "ENR_F004"),
        ("photo.pdf", JPEG, "", "ENR_F004"),
        ("plan.pdf.exe", PDF, "", "ENR_F004"),
        ("plan", PDF, "", "ENR_F004"),
        ("plan.pdf", PDF, "text/html", "ENR_F004"),
        ("cut.pdf", PDF[: len(PDF) // 2], "", "ENR_F005"),
        ("cut.jpg", JPEG[: len(JPEG) // 2], "", "ENR_F005"),
        ("cut.png", PNG[: len(PNG) // 2], "", "ENR_F005"),
        ("pages.pdf", PDF.replace(b"/Type /Page\n", b"/Type /Cage\n"), "", "ENR_F005"),
        ("both.pdf", with_zip(PDF), "", "ENR_F006"),
        ("both.jpg", with_zip(JPEG), "", "ENR_F006"),
        ("both.png", PNG + b"<script>alert(1)</script>", "", "ENR_F006"),
        ("both.jpg", JPEG + PDF, "", "ENR_F006"),
        ("both.pdf", PDF + b"<html>", "", "ENR_F006"),
        ("locked.pdf", in_catalogue(b"/Encrypt 9 0 R"), "", "ENR_F007"),
        ("acts.pdf", in_catalogue(b"/OpenAction << /S /JavaScript /JS (x) >>"), "", "ENR_F008"),
        ("acts.pdf", in_catalogue(b"/Names << /EmbeddedFiles 9 0 R >>"), "", "ENR_F008"),
        ("acts.pdf", in_catalogue(b"/A << /S /L#61unch >>"), "", "ENR_F008"),
        ("acts.pdf", hidden(b"/S /Launch"), "", "ENR_F008"),
    ],
)
def test_what_is_not_taken_says_why_and_what_to_do(name: str, raw: bytes, declared: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        content_read(name, raw, declared)
    item = refused.value.items[0]
    assert (item.code, item.path) == (code, "file")
    assert item.fix and item.fix.fr and item.message.fr


def test_short_names_inside_packed_pictures_are_chance_and_no_program() -> None:
    stream = b"9 0 obj\n<< /Length 9 >>\nstream\nxx/JS yy/AA z\nendstream\nendobj\n"
    content_read("scan.pdf", PDF.replace(b"xref\n", stream + b"xref\n", 1))
