"""Files for the vault, drawn here: a PDF, pictures good and bad, and documents received and scanned."""

from __future__ import annotations

import io
import itertools
from typing import Any
from uuid import UUID

from PIL import Image, ImageDraw, ImageFilter
from reportlab.pdfgen.canvas import Canvas

from enrollment import services
from enrollment.models import Document
from portal.core.domain.actors import Actor
from portal.core.scanning import CLEAN, INFECTED, Verdict
from portal.simulators.virus_scanner import EICAR

_numbers = itertools.count(1)


class Says:
    """A scanner that always says the same."""

    def __init__(self, state: str, detail: str = "") -> None:
        self.verdict = Verdict(state, detail)

    def scan(self, content: bytes) -> Verdict:
        return self.verdict


def a_pdf(words: str = "") -> bytes:
    """A PDF of one page; without words each one is another file."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=True)
    canvas.drawString(72, 720, words or f"Page {next(_numbers)}")
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def an_infected_pdf() -> bytes:
    """A PDF that is fine but for the harmless test string of scanners in a remark."""
    raw = a_pdf()
    end = raw.rindex(b"startxref")
    return raw[:end] + b"%" + EICAR + b"\n" + raw[end:]


def a_sheet(
    size: tuple[int, int] = (630, 810), *, paper: int = 235, blur: float = 0, light: float = 1.0
) -> Image.Image:
    """A picture with shoulders, a round shape and some texture on plain paper."""
    sheet = Image.effect_noise(size, 6).point(lambda value: value + paper - 128)
    draw = ImageDraw.Draw(sheet)
    wide, high = size
    draw.ellipse((wide * 0.3, high * 0.22, wide * 0.7, high * 0.62), fill=150)
    draw.rectangle((wide * 0.2, high * 0.7, wide * 0.8, high), fill=60)
    for line in range(0, wide, 9):
        draw.line((line, high * 0.3, line, high * 0.55), fill=110)
    if blur:
        sheet = sheet.filter(ImageFilter.GaussianBlur(blur))
    return sheet.point(lambda value: min(255, int(value * light))).convert("RGB")


def as_bytes(picture: Image.Image, kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()


def make_document(actor: Actor, kind: str = "other", state: str = CLEAN, raw: bytes = b"", **options: Any) -> Document:
    """Have a document received and scanned with the verdict given; an empty state leaves it waiting."""
    content = raw or a_pdf()
    received = services.document_receive(
        actor=actor, kind=kind, name=options.pop("name", "paper.pdf"), raw=content, **options
    )
    if state:
        services.document_scan(document_id=received.document.id, ask=Says(state, "Test" if state == INFECTED else ""))
    return Document.objects.get(pk=received.document.id)


def attach(actor: Actor, application_id: UUID, question: str, document: Document) -> None:
    services.document_attach(actor=actor, application_id=application_id, question=question, document_id=document.id)


def document_in_draft(actor: Actor, words: str) -> Document:
    """Open a carrier's draft with a document beside one answer; who then applies goes on with it."""
    draft = services.application_start(actor=actor, programme="FAST_CARRIER")
    document = make_document(actor, name=f"{words}.pdf")
    attach(actor, draft.id, "seals", document)
    return document
