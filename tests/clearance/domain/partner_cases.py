"""The cases of the rules about partner agencies (CLR_N110 to CLR_N114), in the shape of rule_cases."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from clearance.domain.partners.service import Service
from portal.core.domain.text import Text
from tests.factories.manifests import ETA

SEVERITIES = {
    "070200": (("APHIS", "must"), ("CFIA", "must"), ("FDA", "must")),
    "180632": (("FDA", "must"), ("CFIA", "must")),
}
LINE = "shipments.0.lines.0"
AT_LINE = "shipments[0].lines[0]"
TOMATOES = {f"{LINE}.hs_code": "070200", f"{LINE}.description": "Fresh tomatoes on the vine"}
CHOCOLATE = {f"{LINE}.hs_code": "180632", f"{LINE}.description": "Dark chocolate bars"}


def answer(question: str, value: str) -> dict[str, str]:
    return {"question": question, "value": value}


def closed(agency: str) -> Service:
    """Give an agency that is closed on arrival and opens four hours later."""
    return Service(Text(agency, agency), False, ETA, ETA + timedelta(hours=4))


# path, changes, context: turned into cases by rule_cases
PARTNER_CASES: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "CLR_N110": (f"{AT_LINE}.answers[END_USE]", TOMATOES, {"severities": SEVERITIES}),
    "CLR_N111": (f"{AT_LINE}.answers[END_USE]", {f"{LINE}.answers": [answer("END_USE", "SOUP")]}, {}),
    "CLR_N112": (f"{AT_LINE}.answers[0].question", {f"{LINE}.answers": [answer("SOUP", "1")]}, {}),
    "CLR_N113": (f"{AT_LINE}.answers[FDA_PRIOR_NOTICE]", CHOCOLATE, {"severities": SEVERITIES}),
    "CLR_N114": ("trip.eta", CHOCOLATE, {"severities": SEVERITIES, "services": closed}),
}
