"""Short names of agencies as people read them; the codes of `portal/reference/data/agencies.csv` stay one language.

Codes are data: they stand in addresses, forms and messages. A French page says ASFC where the code is CBSA.
"""

from __future__ import annotations

from portal.core.domain.text import Text

DIFFERENT = {
    "CBSA": Text("CBSA", "ASFC"),
    "CFIA": Text("CFIA", "ACIA"),
    "STATE": Text("State", "State"),
    "HC": Text("HC", "SC"),
    "PHAC": Text("PHAC", "ASPC"),
    "NRCAN": Text("NRCan", "RNCan"),
    "GAC": Text("GAC", "AMC"),
    "DFO": Text("DFO", "MPO"),
    "CNSC": Text("CNSC", "CCSN"),
    "RCMP": Text("RCMP", "GRC"),
    "CRA": Text("CRA", "ARC"),
    "PLB": Text("PLB", "RPA"),
}


def agency_short(code: str) -> Text:
    """Give the short name of the agency in both languages; most are the code itself."""
    return DIFFERENT.get(code) or Text(code, code)
