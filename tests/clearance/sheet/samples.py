"""Lead sheets for tests that need no database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from audit.trail.domain.notes import Signer
from clearance.domain.sheet.content import Consignment, SheetContent, agencies_of
from clearance.domain.sheet.layout import SheetCode
from clearance.domain.sheet.signing import PURPOSE, sign
from clearance.domain.sheet.stops import stop_of
from clearance.printing.lead_sheet import Print
from portal.core.domain.text import Text

SIGNER = Signer.generate(PURPOSE)
TRUSTED = (SIGNER.verifier(),)
ISSUED = datetime(2026, 11, 24, 14, 30, tzinfo=UTC)
ETA = datetime(2026, 11, 24, 19, 5, tzinfo=UTC)
MOVEMENT = UUID("019aa111-2222-7333-8444-555566667777")

CODE = SheetCode(
    trip_number="ABCDTRIP000001",
    eta=ETA.date(),
    plate_country="CA",
    plate_jurisdiction="ON",
    plate="BBDD11",
    movement=MOVEMENT,
    number=3,
    tier="T2",
    lane="FAST",
    issued=ISSUED,
    expires=ETA + timedelta(hours=24),
)
TEXT = sign(CODE, SIGNER)


def content(direction: str = "SB", consignments: int = 1, **changes: Any) -> SheetContent:
    """A sheet as it is filed; `lane` and `lines` decide whether an inspection is expected."""
    lane = changes.pop("lane", "FAST")
    lines = changes.pop("lines", {"CBP": "accepted", "CBSA": "may_proceed"})
    made = SheetContent(
        direction=direction,
        trip_number="ABCDTRIP000001",
        number=3,
        eta=ETA,
        zone="America/Detroit",
        port=Text("Ambassador Bridge", "Pont Ambassador"),
        port_code="3801" if direction == "SB" else "0453",
        lane=lane,
        tier="T2",
        issued=ISSUED,
        carrier="Example Carrier",
        drivers=("Zoé Lefrançois",),
        plate_country="CA",
        plate_jurisdiction="ON",
        plate="BBDD11",
        trailers=("TR998 (ON BA12YY)",),
        seals=("884213",),
        consignments=tuple(
            Consignment(f"ABCDS{number:06d}", "PAPS", "Brake assemblies for passenger cars")
            for number in range(consignments)
        ),
        agencies=agencies_of(lines, direction),
        stop=stop_of("accepted", lane, lines, direction),
        bring=(),
        digest="a3" * 32,
    )
    return replace(made, **changes)


def printed(sheet: SheetContent, language: str = "en") -> Print:
    code = replace(CODE, trip_number=sheet.trip_number, lane=sheet.lane)
    return Print(
        content=sheet,
        code=sign(code, SIGNER),
        language=language,
        at=ISSUED,
        verify_url="https://preclear.example/clearance/sheet/verify/",
        complaint_url="https://preclear.example/commission/",
        phone="1-800-000-0000",
    )
