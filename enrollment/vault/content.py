"""What a file really is, told by its content alone: PDF, JPEG or PNG, whole, and nothing else besides (R-15).

The name and what the browser says are only compared with it. Kept as it came, byte for byte: it is evidence, and its
SHA-256 is shown; that is why pictures are not drawn anew here, unlike the photos officers take in secondary.
"""

from __future__ import annotations

import hashlib
import io
import re
import zlib
from dataclasses import dataclass

from PIL import Image

from enrollment.domain.documents import EXTENSIONS, JPEG, LARGEST, PDF, PNG, TYPE_NAMES
from enrollment.vault import refusing
from portal.core.domain.file_names import named_as

MAGIC = {PDF: b"%PDF-", JPEG: b"\xff\xd8\xff", PNG: b"\x89PNG\r\n\x1a\n"}
PDF_HEAD = re.compile(rb"%PDF-(1\.[0-7]|2\.0)[\r\n\t ]")
# Things a document for reading has no use for: programs, files inside, addresses it sends something to.
ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|AA)(?![A-Za-z0-9])")
ENCRYPTED = re.compile(rb"/Encrypt(?![A-Za-z0-9])")
HEX_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")
STREAM = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
OBJECT_STREAM = re.compile(rb"/ObjStm.{0,400}?stream\r?\n", re.DOTALL)
PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
TAIL = 2048
FOREIGN = (b"PK\x05\x06", b"<script", b"<?php", b"<html", b"<SCRIPT", b"<HTML")
MOST_PIXELS = 60_000_000
LARGEST_UNPACKED = 20 * 1024 * 1024
MOST_STREAMS = 2000


@dataclass(frozen=True, slots=True)
class Content:
    """A file that passed: its bytes, real type, cleaned name, and for a picture its size in pixels."""

    raw: bytes
    media_type: str
    name: str
    width: int = 0
    height: int = 0

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.raw).hexdigest()


def content_read(name: str, raw: bytes, declared: str = "") -> Content:
    """Tell what was sent; raise Invalid naming what is wrong with it and what to do.

    `declared` is the type the sender claims. More than ten mebibytes, an empty file, another type than PDF, JPEG
    and PNG, a name or claim that says otherwise than the content, a damaged file and one that is two things at once
    are refused.
    """
    if not raw:
        raise refusing.refuse(refusing.EMPTY)
    if len(raw) > LARGEST:
        raise refusing.refuse(refusing.TOO_LARGE, megabytes=LARGEST // 1024 // 1024)
    media_type = next((kind for kind, magic in MAGIC.items() if raw.startswith(magic)), "")
    if not media_type:
        raise refusing.refuse(refusing.UNKNOWN_TYPE)
    _agree(name, declared, media_type)
    if media_type == PDF:
        _check_pdf(raw)
        return Content(raw, PDF, named_as(name, "pdf"))
    width, height = _check_picture(raw, media_type)
    return Content(raw, media_type, named_as(name, EXTENSIONS[media_type][0]), width, height)


def _agree(name: str, declared: str, media_type: str) -> None:
    """Name and claim have to say what the content is."""
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    claimed = declared.partition(";")[0].strip().lower()
    known = {"", "application/octet-stream", media_type, "image/jpg" if media_type == JPEG else media_type}
    if extension not in EXTENSIONS[media_type] or claimed not in known:
        raise refusing.refuse(refusing.NAME_DIFFERS, type=TYPE_NAMES[media_type], extension=EXTENSIONS[media_type][0])


def _check_pdf(raw: bytes) -> None:
    """A PDF from its first byte to its end mark, readable without a password, without anything that acts."""
    if not PDF_HEAD.match(raw) or b"startxref" not in raw or b"%%EOF" not in raw[-TAIL:]:
        raise refusing.refuse(refusing.DAMAGED, type="PDF")
    if any(mark in raw[raw.rfind(b"%%EOF") :] for mark in FOREIGN) or FOREIGN[0] in raw[-66_000:]:
        raise refusing.refuse(refusing.TWO_THINGS)
    # Chance puts short names into compressed pictures: only what is outside of streams is read as PDF.
    plain = _unescaped(STREAM.sub(b"", raw) + b"\n".join(_object_streams(raw)))
    if ENCRYPTED.search(plain):
        raise refusing.refuse(refusing.LOCKED)
    if ACTIVE.search(plain):
        raise refusing.refuse(refusing.ACTIVE)
    if not PAGE.search(plain):
        raise refusing.refuse(refusing.DAMAGED, type="PDF")


def _unescaped(raw: bytes) -> bytes:
    """/J#53 is a way of writing /JS."""
    return HEX_NAME.sub(lambda found: bytes([int(found.group(1), 16)]), raw)


def _object_streams(raw: bytes) -> list[bytes]:
    """Unpack the streams in which a PDF may keep its objects, within bounds; a broken one is a damaged file."""
    found: list[bytes] = []
    room = LARGEST_UNPACKED
    for number, head in enumerate(OBJECT_STREAM.finditer(raw)):
        opened = zlib.decompressobj()
        try:
            part = opened.decompress(raw[head.end() :], room + 1)
        except zlib.error as error:
            raise refusing.refuse(refusing.DAMAGED, type="PDF") from error
        room -= len(part)
        if room < 0 or number > MOST_STREAMS:
            raise refusing.refuse(refusing.TWO_THINGS)
        found.append(part)
    return found


def _check_picture(raw: bytes, media_type: str) -> tuple[int, int]:
    """A picture that can be drawn to its last line, with nothing behind it."""
    name = TYPE_NAMES[media_type]
    if MAGIC[PDF] in raw or any(mark in raw[-66_000:] for mark in FOREIGN):
        raise refusing.refuse(refusing.TWO_THINGS)
    try:
        with Image.open(io.BytesIO(raw), formats=(name,)) as found:
            if found.width * found.height > MOST_PIXELS:
                raise refusing.refuse(refusing.TOO_MANY_PIXELS)
            found.load()
            return found.width, found.height
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise refusing.refuse(refusing.DAMAGED, type=name) from error
