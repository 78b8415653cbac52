"""Applications under way in the demonstration: a driver's, half filled in, and a carrier's, sent with its documents."""

from __future__ import annotations

import io

from reportlab.pdfgen.canvas import Canvas

from enrollment.domain.questions import form_for
from enrollment.services import (
    application_save,
    application_start,
    application_submit,
    document_attach,
    document_receive,
)
from portal.site.seed.members import section_answers
from portal.site.seed.people import Cast

PROCEDURES = (
    ("seals", "Seal procedure", "Each bolt seal is logged with number, place, time and the person who put it on."),
    ("conveyances", "Inspection before each trip", "Seventeen points, signed by the driver, kept for a year."),
)
HALF = ("identity", "licence")


def applications_seed(cast: Cast) -> str:
    """Leave one draft half done and send one application that waits for both agencies; gives a line to tell."""
    _half_done(cast)
    _sent(cast)
    return "a driver's application half filled in, a carrier's sent with two documents to be scanned"


def _half_done(cast: Cast) -> None:
    actor = cast.actor("learner")
    application = application_start(actor=actor, programme="FAST_DRIVER")
    for section in form_for("FAST_DRIVER"):
        if section.code in HALF:
            answers = section_answers(section)
            application_save(actor=actor, application_id=application.id, section=section.code, answers=answers)
    row = {"from": "2024-03", "to": "", "street": "3 Third Street", "city": "Windsor ON", "country": "CA"}
    before = {"from": "2019-06", "to": "2023-10", "street": "4 Fourth Street", "city": "Sarnia ON", "country": "CA"}
    application_save(
        actor=actor, application_id=application.id, section="residence", answers={"addresses": [row, before]}
    )
    document_receive(actor=actor, kind="licence", name="licence.pdf", raw=a_page("Driver's licence", "A sample page."))


def _sent(cast: Cast) -> None:
    actor = cast.actor("applicant")
    application = application_start(actor=actor, programme="FAST_CARRIER")
    for section in form_for("FAST_CARRIER"):
        answers = section_answers(section)
        application_save(actor=actor, application_id=application.id, section=section.code, answers=answers)
    for question, title, words in PROCEDURES:
        received = document_receive(
            actor=actor, kind="procedure", name=f"{question}.pdf", raw=a_page(title, words), declared="application/pdf"
        )
        document_attach(actor=actor, application_id=application.id, question=question, document_id=received.document.id)
    application_submit(actor=actor, application_id=application.id)


def a_page(title: str, words: str) -> bytes:
    """Draw a PDF of one page."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=True)
    canvas.setFont("Helvetica-Bold", 18)
    canvas.drawString(72, 760, title)
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, 730, words)
    canvas.showPage()
    canvas.save()
    return out.getvalue()
