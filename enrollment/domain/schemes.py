"""Schemes of trust run elsewhere or by one agency alone: security standards, traveller cards, foreign AEO (R-03, R-04).

A recognition says which of them opens what here; this table only says what they are and who can confirm one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from enrollment.domain.joint import CBP, CBSA
from enrollment.domain.programmes import ORGANISATION, PERSON
from portal.core.domain.text import Text

SVI_NUMBER = re.compile(r"^[A-Z0-9]{8,20}$")
NUMBER = re.compile(r"^[A-Z0-9]{6,20}$")
PASSID = re.compile(r"^[0-9]{9}$")


@dataclass(frozen=True, slots=True)
class Scheme:
    """One scheme. `holder` is organisation or person, `confirmed_by` the agencies whose officers may confirm one.

    `standard` marks a recognised security standard, which also counts as a criterion of a tier.
    """

    code: str
    name: Text
    run_by: Text
    holder: str
    confirmed_by: tuple[str, ...]
    number_name: Text
    shape: re.Pattern[str] = NUMBER
    standard: bool = False

    @property
    def confirmers(self) -> Text:
        """Name the agencies that confirm it, each as it is called in the language."""
        return Text(", ".join(self.confirmed_by), ", ".join(self.confirmed_by).replace(CBSA, "ASFC"))


_BOTH = (CBP, CBSA)
_CBP_NAME = Text("CBP", "CBP")
_CBSA_NAME = Text("CBSA", "ASFC")
_PASSID = Text("PASSID, nine digits", "PASSID, neuf chiffres")
_AEO_NUMBER = Text("Authorisation number", "Numéro d'autorisation")

SCHEMES: dict[str, Scheme] = {
    scheme.code: scheme
    for scheme in (
        Scheme("CTPAT", Text("C-TPAT", "C-TPAT"), _CBP_NAME, ORGANISATION, (CBP,),
               Text("SVI number", "Numéro SVI"), SVI_NUMBER, True),
        Scheme("PIP", Text("Partners in Protection (PIP)", "Partenaires en protection (PEP)"), _CBSA_NAME,
               ORGANISATION, (CBSA,), Text("PIP number", "Numéro PEP"), NUMBER, True),
        Scheme("CSA", Text("Customs Self-Assessment (CSA)", "Programme d'autocotisation des douanes (PAD)"),
               _CBSA_NAME, ORGANISATION, (CBSA,), Text("CSA number", "Numéro PAD"), NUMBER, True),
        Scheme("SENTRI", Text("SENTRI", "SENTRI"), _CBP_NAME, PERSON, (CBP,), _PASSID, PASSID),
        Scheme("GLOBAL_ENTRY", Text("Global Entry", "Global Entry"), _CBP_NAME, PERSON, (CBP,), _PASSID, PASSID),
        Scheme("FLUX", Text("FLUX", "FLUX"), Text("CBP and the Netherlands", "CBP et les Pays-Bas"), PERSON, (CBP,),
               Text("Membership number", "Numéro d'adhésion")),
        Scheme("EU_AEOS", Text("AEO security (European Union)", "OEA sûreté (Union européenne)"),
               Text("customs of the member states", "les douanes des États membres"), ORGANISATION, _BOTH, _AEO_NUMBER),
        Scheme("MX_OEA", Text("NEEC / OEA (Mexico)", "NEEC / OEA (Mexique)"),
               Text("customs of Mexico", "les douanes du Mexique"), ORGANISATION, _BOTH, _AEO_NUMBER),
        Scheme("JP_AEO", Text("AEO (Japan)", "OEA (Japon)"), Text("customs of Japan", "les douanes du Japon"),
               ORGANISATION, _BOTH, _AEO_NUMBER),
        Scheme("KR_AEO", Text("AEO (Republic of Korea)", "OEA (République de Corée)"),
               Text("customs of the Republic of Korea", "les douanes de la République de Corée"), ORGANISATION, _BOTH,
               _AEO_NUMBER),
    )
}  # fmt: skip
STANDARDS = tuple(code for code, scheme in SCHEMES.items() if scheme.standard)


def schemes_for(holder: str) -> tuple[Scheme, ...]:
    """Give the schemes a company, or a person, can hold."""
    return tuple(scheme for scheme in SCHEMES.values() if scheme.holder == holder)


def scheme_number(value: str) -> str:
    """Give a number without spaces, points and hyphens, in capitals."""
    return re.sub(r"[\s.\-]", "", value).upper()
