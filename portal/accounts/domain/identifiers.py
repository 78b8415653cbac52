"""Identifiers the agencies give: how they are written and which are impossible.

Each check takes the identifier as `normalise` leaves it and gives one error item, or None. A check never
says that a number exists, only that it could. Sources: CBP and CBSA carrier code pages, 19 CFR 24.5 for
importer numbers, CRA for business numbers; formats are summarised in docs/partner-api.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from stdnum.ca import bn
from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.us import ein, ssn

from portal.accounts.domain.wording import BN15, CBSA_CARRIER, IOR, SCAC, USDOT
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

_SCAC = re.compile(r"[A-Z]{2,4}")
_EQUIPMENT_ENDINGS = ("U", "X", "Z")  # kept for containers, rail cars and trailers
_CBSA_CARRIER = re.compile(r"[A-Z0-9][A-Z0-9-]{3}")
_EIN = re.compile(r"(\d{2}-\d{7})([A-Z0-9]{2})?")
_SSN = re.compile(r"\d{3}-\d{2}-\d{4}")
_CBP_ASSIGNED = re.compile(r"\d{6}-\d{5}")
_USDOT = re.compile(r"[1-9]\d{0,7}")


def normalise(kind: str, value: str) -> str:
    """Write an identifier the one way it is stored: capitals, no blanks, hyphens only where they belong."""
    text = "".join(value.upper().split())
    if kind == BN15:
        return text.replace("-", "")
    if kind == USDOT:
        return text.removeprefix("USDOT").lstrip("#:")
    if kind == IOR:
        return _hyphenated(text)
    return text


def _hyphenated(text: str) -> str:
    """Put the hyphen of an employer number back when it was left out: 123456789AB is 12-3456789AB."""
    return f"{text[:2]}-{text[2:]}" if re.fullmatch(r"\d{9}([A-Z0-9]{2})?", text) else text


def check_scac(value: str, path: str = "") -> ErrorItem | None:
    """Check a Standard Carrier Alpha Code: two to four letters."""
    if not _SCAC.fullmatch(value):
        return ErrorItem(
            "ACC_SCAC",
            Text("A SCAC is two to four letters.", "Un SCAC compte de deux à quatre lettres."),
            path=path,
            value=value,
            fix=Text(
                "Copy it from your NMFTA letter, for example ABCD.",
                "Copiez-le de votre lettre de la NMFTA, par exemple ABCD.",
            ),
        )
    if len(value) == 4 and value.endswith(_EQUIPMENT_ENDINGS):
        return ErrorItem(
            "ACC_SCAC_EQUIPMENT",
            Text(
                "SCACs ending in U, X or Z are kept for equipment, not for carriers.",
                "Les SCAC finissant par U, X ou Z sont réservés au matériel, et non aux transporteurs.",
            ),
            path=path,
            value=value,
            severity="warning",
            fix=Text("Check that this is the carrier's code.", "Vérifiez qu'il s'agit bien du code du transporteur."),
        )
    return None


def check_cbsa_carrier(value: str, path: str = "") -> ErrorItem | None:
    """Check a CBSA carrier code: four characters, letters, digits or hyphens."""
    if _CBSA_CARRIER.fullmatch(value):
        return None
    return ErrorItem(
        "ACC_CBSA_CARRIER",
        Text(
            "A CBSA carrier code is four letters or digits; a hyphen may stand inside.",
            "Un code de transporteur de l'ASFC compte quatre lettres ou chiffres; il peut contenir un trait d'union.",
        ),
        path=path,
        value=value,
        fix=Text(
            "Copy it from your CBSA letter, for example 77AB.", "Copiez-le de votre lettre de l'ASFC, par exemple 77AB."
        ),
    )


def check_bn15(value: str, path: str = "") -> ErrorItem | None:
    """Check a Canadian programme account: nine digits with check digit, RC/RM/RP/RT, four digits."""
    try:
        complete = len(bn.validate(value)) == 15
    except InvalidChecksum:
        return ErrorItem(
            "ACC_BN15_DIGIT",
            Text(
                "The check digit of this business number does not fit: one of the first nine digits is mistyped.",
                "Le chiffre de contrôle ne correspond pas : l'un des neuf premiers chiffres est erroné.",
            ),
            path=path,
            value=value,
            fix=Text("Compare it with your CRA letter.", "Comparez-le à votre lettre de l'ARC."),
        )
    except ValidationError:
        complete = False
    if complete:
        return None
    return ErrorItem(
        "ACC_BN15",
        Text(
            "A business number account is nine digits, two letters (RM for import and export) and four digits.",
            "Un compte de numéro d'entreprise compte neuf chiffres, deux lettres (RM pour l'import-export) et quatre chiffres.",
        ),
        path=path,
        value=value,
        fix=Text(
            "Write all 15 characters, for example 123456782RM0001.",
            "Écrivez les 15 caractères, par exemple 123456782RM0001.",
        ),
    )


def check_ior(value: str, path: str = "") -> ErrorItem | None:
    """Check a US importer number: employer number with suffix, social security or CBP-assigned number."""
    employer = _EIN.fullmatch(value)
    if employer and ein.is_valid(employer[1]):
        return None
    if _SSN.fullmatch(value) and ssn.is_valid(value):
        return None
    if _CBP_ASSIGNED.fullmatch(value):
        return None
    return ErrorItem(
        "ACC_IOR",
        Text(
            "A US importer number is an employer number with its suffix (NN-NNNNNNNXX), a social security number "
            "(NNN-NN-NNNN) or a number CBP assigned (YYDDPP-NNNNN).",
            "Un numéro d'importateur américain est un numéro d'employeur avec suffixe (NN-NNNNNNNXX), un numéro de "
            "sécurité sociale (NNN-NN-NNNN) ou un numéro attribué par le CBP (AAJJPP-NNNNN).",
        ),
        path=path,
        value=value,
        fix=Text("Copy it from your CBP Form 5106.", "Copiez-le de votre formulaire 5106 du CBP."),
    )


def check_usdot(value: str, path: str = "") -> ErrorItem | None:
    """Check a USDOT number: one to eight digits."""
    if _USDOT.fullmatch(value):
        return None
    return ErrorItem(
        "ACC_USDOT",
        Text("A USDOT number is one to eight digits.", "Un numéro USDOT compte de un à huit chiffres."),
        path=path,
        value=value,
        fix=Text(
            "Copy it from the side of your truck, without “USDOT”.",
            "Copiez-le de la portière du camion, sans « USDOT ».",
        ),
    )


CHECKS: dict[str, Callable[[str, str], ErrorItem | None]] = {
    SCAC: check_scac,
    CBSA_CARRIER: check_cbsa_carrier,
    BN15: check_bn15,
    IOR: check_ior,
    USDOT: check_usdot,
}


def check_identifier(kind: str, value: str, path: str = "") -> ErrorItem | None:
    """Check an identifier of any kind; an unknown kind is an error too."""
    check = CHECKS.get(kind)
    if check is None:
        return ErrorItem(
            "ACC_IDENTIFIER_KIND",
            Text("This kind of identifier is not known.", "Ce type d'identifiant est inconnu."),
            path=path,
            value=kind,
            fix=Text("Use one of: {kinds}.", "Employez l'un de ceux-ci : {kinds}.").format(kinds=", ".join(CHECKS)),
        )
    return check(value, path)
