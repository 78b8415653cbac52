"""Two agencies, one outcome. Each country keeps its own decision; silence never reads as a yes (architecture rule 2)."""

from __future__ import annotations

from collections.abc import Iterable

from portal.core.domain.text import Text

CBP = "CBP"
CBSA = "CBSA"
AGENCIES = (CBP, CBSA)
AGENCY_NAMES = {
    CBP: Text(
        "US Customs and Border Protection", "Service des douanes et de la protection des frontières des États-Unis"
    ),
    CBSA: Text("Canada Border Services Agency", "Agence des services frontaliers du Canada"),
}

PENDING = "pending"
APPROVED = "approved"
DENIED = "denied"
RECOGNISED = "recognised"


def joint_outcome(rows: Iterable[tuple[str, str]]) -> str:
    """Give approved, denied or pending from (agency, status) rows.

    Denied as soon as one agency has denied; approved only when each agency says approved, or one does and the other's
    row is recognised, which refers to that approval (R-04). Two recognised rows refer to nothing. A missing row, an
    unknown status or a row of a third agency never helps towards approval.
    """
    statuses = {agency: status for agency, status in rows if agency in AGENCIES}
    if DENIED in statuses.values():
        return DENIED
    said = [statuses.get(agency) for agency in AGENCIES]
    if APPROVED in said and all(status in (APPROVED, RECOGNISED) for status in said):
        return APPROVED
    return PENDING
