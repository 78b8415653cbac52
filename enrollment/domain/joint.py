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


def joint_outcome(rows: Iterable[tuple[str, str]]) -> str:
    """Give approved, denied or pending from (agency, status) rows.

    Denied as soon as one agency has denied; approved only when a row of each agency says approved; a missing
    row, an unknown status or a row of a third agency never helps towards approval.
    """
    statuses = {agency: status for agency, status in rows if agency in AGENCIES}
    if DENIED in statuses.values():
        return DENIED
    if all(statuses.get(agency) == APPROVED for agency in AGENCIES):
        return APPROVED
    return PENDING
