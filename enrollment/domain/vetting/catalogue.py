"""The catalogue of factors both agencies check, each with its source (R-37, requirements 2.2 on the DHS OIG finding).

Published: the name of the factor, the law it rests on and whether it disqualifies. Points are for officers only
(requirements 3.2, reasons against secrecy). They come from the version of the standard that was in force when the
worksheet was opened; what stands here is the first version.
"""

from __future__ import annotations

from dataclasses import dataclass

from enrollment.domain.joint import AGENCIES, CBP, CBSA
from enrollment.domain.programmes import FAST_DRIVER, NEXUS_TRAVELLER, ORGANISATION, PERSON, PROGRAMMES
from portal.core.domain.text import Text

IDENTITY = "IDENTITY"


@dataclass(frozen=True, slots=True)
class Factor:
    """One thing an officer looks into.

    `agencies` check it, for holders of the kind `holder` (empty: both) and for `programmes` (empty: all). `ground` is
    the class of reason the applicant reads (a key of GROUNDS). `points` count when the factor is found; a
    `disqualifying` one must be resolved before anybody can approve, whatever the points.
    """

    code: str
    label: Text
    source: Text
    ground: str
    points: int
    disqualifying: bool = False
    holder: str = ""
    agencies: tuple[str, ...] = AGENCIES
    programmes: tuple[str, ...] = ()


_PRESENTATION = Text("SOR/2003-323 s. 22; 8 CFR 235.12", "DORS/2003-323, art. 22; 8 CFR 235.12")
_SECURITY = Text("C-TPAT minimum criteria; D23-1-1", "Critères minimaux du C-TPAT; D23-1-1")
_RESIDENCE = Text("SOR/2003-323 ss. 5 and 6.1", "DORS/2003-323, art. 5 et 6.1")

FACTORS: dict[str, Factor] = {
    factor.code: factor
    for factor in (
        Factor(
            IDENTITY,
            Text(
                "Same person or company as in an earlier denial, revocation or second membership",
                "Même personne ou entreprise que dans un refus, une révocation ou une seconde adhésion",
            ),
            _PRESENTATION,
            "UNTRUE_INFORMATION",
            6,
            True,
        ),
        Factor(
            "CONVICTION",
            Text("Conviction of an offence, also a pardoned one", "Condamnation pour une infraction, même réhabilitée"),
            _PRESENTATION,
            "CONVICTION",
            8,
            True,
            PERSON,
        ),
        Factor(
            "PENDING_CHARGE",
            Text("Criminal charge not yet decided", "Accusation criminelle non encore tranchée"),
            _PRESENTATION,
            "CONVICTION",
            6,
            True,
            PERSON,
        ),
        Factor(
            "CUSTOMS_SERIOUS",
            Text("Seizure or penalty for a serious contravention", "Saisie ou pénalité pour une contravention grave"),
            Text("SOR/2003-323 s. 22 (b); 19 USC 1592", "DORS/2003-323, art. 22b); 19 USC 1592"),
            "CUSTOMS_CONTRAVENTION",
            8,
            True,
        ),
        Factor(
            "CUSTOMS_MINOR",
            Text("Minor contravention within five years", "Contravention mineure depuis moins de cinq ans"),
            Text("SOR/2003-323 s. 22 (b); 19 USC 1592", "DORS/2003-323, art. 22b); 19 USC 1592"),
            "CUSTOMS_CONTRAVENTION",
            3,
        ),
        Factor(
            "INADMISSIBILITY",
            Text("Inadmissible, without a waiver", "Interdiction de territoire, sans dispense"),
            Text("IRPA ss. 34 to 42; 8 USC 1182", "LIPR, art. 34 à 42; 8 USC 1182"),
            "INADMISSIBILITY",
            8,
            True,
            PERSON,
        ),
        Factor(
            "INDEX_ENTRY",
            Text("Entry in a law-enforcement index, not explained", "Inscription à un index policier, non expliquée"),
            Text("8 CFR 235.12 (b)", "8 CFR 235.12b)"),
            "CONDITION_NOT_MET",
            5,
            True,
            PERSON,
            (CBP,),
        ),
        Factor(
            "RESIDENCE",
            Text("Three years of residence not shown", "Trois ans de résidence non établis"),
            _RESIDENCE,
            "CONDITION_NOT_MET",
            4,
            True,
            PERSON,
            programmes=(NEXUS_TRAVELLER,),
        ),
        Factor(
            "LICENCE",
            Text("No valid commercial driver's licence", "Aucun permis de conduire commercial valide"),
            Text("SOR/2003-323 s. 6.2", "DORS/2003-323, art. 6.2"),
            "DOCUMENT",
            6,
            True,
            PERSON,
            programmes=(FAST_DRIVER,),
        ),
        Factor(
            "ADDRESS_GAP",
            Text("Gap in the address history", "Lacune dans les adresses antérieures"),
            _RESIDENCE,
            "CONDITION_NOT_MET",
            2,
            holder=PERSON,
        ),
        Factor(
            "UNTRUE",
            Text("Answer that is not true or not complete", "Réponse inexacte ou incomplète"),
            Text("SOR/2003-323 s. 22 (c); 8 CFR 235.12", "DORS/2003-323, art. 22c); 8 CFR 235.12"),
            "UNTRUE_INFORMATION",
            6,
            True,
        ),
        Factor(
            "OWNER_RECORD",
            Text("Owner or officer with a conviction", "Propriétaire ou dirigeant condamné"),
            _SECURITY,
            "CONVICTION",
            8,
            True,
            ORGANISATION,
        ),
        Factor(
            "PENALTY_OPEN",
            Text("Penalty that is neither paid nor contested", "Pénalité ni payée ni contestée"),
            _SECURITY,
            "CUSTOMS_CONTRAVENTION",
            5,
            True,
            ORGANISATION,
        ),
        Factor(
            "INSOLVENT",
            Text("Insolvency or bankruptcy proceedings", "Procédure d'insolvabilité ou de faillite"),
            Text("D23-1-1", "D23-1-1"),
            "CONDITION_NOT_MET",
            4,
            holder=ORGANISATION,
            agencies=(CBSA,),
        ),
        Factor(
            "NO_CROSSINGS",
            Text("No crossing within the last 90 days", "Aucun passage depuis 90 jours"),
            Text("D23-1-1", "D23-1-1"),
            "CONDITION_NOT_MET",
            2,
            holder=ORGANISATION,
            agencies=(CBSA,),
        ),
        Factor(
            "PROFILE_GAP",
            Text("Gap in the security profile", "Lacune dans le profil de sûreté"),
            _SECURITY,
            "SECURITY_PROFILE",
            3,
            holder=ORGANISATION,
        ),
    )
}


def factors_for(agency: str, programme: str) -> tuple[Factor, ...]:
    """Give what an agency checks for a programme, in the order of the catalogue."""
    holder = PROGRAMMES[programme].holder
    return tuple(
        factor
        for factor in FACTORS.values()
        if agency in factor.agencies
        and factor.holder in ("", holder)
        and (not factor.programmes or programme in factor.programmes)
    )
