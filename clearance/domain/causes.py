"""Why a truck is sent to secondary: two closed lists, so that nothing else can be saved (R-11, R-37).

A Green-FAST member is presumed clear: only GF1 to GF7 lift that presumption. `family` decides what a cause
may do (R-72): only safety and law can stop a member at the booth; paper goes to the audit queue.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from clearance.domain.prior.repeat import REPEAT_CAUSES
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

LEAST_WORDS = 40
# What a score or missing papers alone send to secondary: the one kind of check the cap of a loop limits.
ROUTINE_CAUSES = frozenset({"G8", "G9"})


@dataclass(frozen=True, slots=True)
class Cause:
    """One cause. `member` is what the member reads (a class, no secret detail); `label` what officers read.

    `needs_note`: an articulable fact of at least 40 characters. `needs_statute`: the law is cited in the note.
    `system_only`: drawn by the system, no officer can choose it. `review_minutes`: a supervisor looks at it
    within that time.
    """

    code: str
    label: Text
    member: Text
    green_fast: bool = False
    needs_note: bool = False
    needs_statute: bool = False
    system_only: bool = False
    review_minutes: int = 0


def _cause(code: str, label: tuple[str, str], member: tuple[str, str], **flags: int) -> Cause:
    green = code.startswith("GF")
    marks = {name: bool(value) for name, value in flags.items() if name != "review_minutes"}
    minutes = int(flags.get("review_minutes", 0))
    return Cause(code, Text(*label), Text(*member), green, review_minutes=minutes, **marks)


_SEAL = ("Seal broken or not the one filed", "Sceau brisé ou différent de celui déclaré")
_IDENTITY = ("Driver, plate or trailer do not match", "Conducteur, plaque ou remorque non concordants")
_IMAGE = ("Radiation or image alarm", "Alarme de radiation ou d'imagerie")
_FACT = ("Specific fact, written down", "Fait précis, consigné par écrit")
_LOOKOUT = ("Current lookout", "Avis de recherche en vigueur")
_RANDOM = ("Random draw by the system", "Tirage au sort par le système")
_LEGAL = ("Legal hold by another agency", "Retenue légale par un autre organisme")
_FACT_MEMBER = ("A specific observation by the officer", "Une observation précise de l'agent")
_LOOKOUT_MEMBER = ("A security check", "Une vérification de sûreté")

GREEN_FAST_CAUSES: dict[str, Cause] = {
    cause.code: cause
    for cause in (
        _cause("GF1", _SEAL, _SEAL),
        _cause("GF2", _IDENTITY, _IDENTITY),
        _cause("GF3", _IMAGE, _IMAGE),
        _cause("GF4", _FACT, _FACT_MEMBER, needs_note=True, review_minutes=15),
        _cause("GF5", _LOOKOUT, _LOOKOUT_MEMBER),
        _cause("GF6", _RANDOM, _RANDOM, system_only=True),
        _cause("GF7", _LEGAL, _LEGAL, needs_note=True, needs_statute=True),
    )
}

GENERAL_CAUSES: dict[str, Cause] = {
    cause.code: cause
    for cause in (
        _cause("G1", _SEAL, _SEAL),
        _cause("G2", _IDENTITY, _IDENTITY),
        _cause("G3", _IMAGE, _IMAGE),
        _cause("G4", _FACT, _FACT_MEMBER, needs_note=True),
        _cause("G5", _LOOKOUT, _LOOKOUT_MEMBER),
        _cause("G6", _RANDOM, _RANDOM, system_only=True),
        _cause("G7", _LEGAL, _LEGAL, needs_note=True, needs_statute=True),
        _cause(
            "G8",
            ("Advised by the threat profile", "Conseillé par le profil de menace"),
            ("A security check before release", "Une vérification de sûreté avant la mainlevée"),
        ),
        _cause(
            "G9",
            ("Documents or entry not on file", "Documents ou déclaration non au dossier"),
            ("Documents or entry not on file", "Documents ou déclaration non au dossier"),
        ),
        _cause(
            "G10",
            ("Partner agency examination", "Examen par un organisme partenaire"),
            ("Examination by a partner agency", "Examen par un organisme partenaire"),
        ),
        _cause(
            "G11",
            ("Driver asked for help or declared more", "Aide ou déclaration supplémentaire du conducteur"),
            ("Your own declaration at the booth", "Votre propre déclaration à la guérite"),
        ),
    )
}

CAUSES: dict[str, Cause] = GREEN_FAST_CAUSES | GENERAL_CAUSES


def is_routine(causes: Iterable[str]) -> bool:
    """Say whether a check for these causes is a routine one: no cause of seal, identity, alarm, fact, law or draw."""
    found = frozenset(causes)
    return bool(found) and found <= ROUTINE_CAUSES


def causes_for(
    *, presumed: bool, by_system: bool = False, cleared: bool = False, capped: bool = False
) -> tuple[Cause, ...]:
    """Give the causes that can be chosen: the closed list when the Green-FAST presumption holds.

    `cleared`: everything aboard was cleared before under seals that are intact, so that only what the earlier
    check could not know is a cause (R-55). `capped`: the trip's loop has had its routine checks (R-62).
    """
    table = GREEN_FAST_CAUSES if presumed else GENERAL_CAUSES
    return tuple(
        cause
        for cause in table.values()
        if (by_system or not cause.system_only)
        and (not cleared or cause.code.lstrip("GF") in REPEAT_CAUSES)
        and not (capped and cause.code in ROUTINE_CAUSES)
    )


def cause_refusal(
    code: str, note: str, *, presumed: bool, by_system: bool = False, cleared: bool = False, capped: bool = False
) -> ErrorItem | None:
    """Say why a referral with this cause cannot be saved; None when it can.

    `presumed`: the Green-FAST presumption holds, so only GF1 to GF7 count, whatever the lane (R-11). `cleared`:
    the load was cleared before and its seals are intact (R-55). `capped`: the loop has had its routine checks (R-62).
    """
    offered = causes_for(presumed=presumed, by_system=by_system, cleared=cleared, capped=capped)
    allowed = {cause.code: cause for cause in offered}
    cause = allowed.get(code)
    if cause is None:
        kind, words = _not_offered(code, cleared=cleared, capped=capped)
        fix = Text("Choose one of: {codes}.", "Choisissez parmi : {codes}.").format(codes=", ".join(allowed))
        return ErrorItem(kind, words, path="cause", value=code, fix=fix)
    if cause.needs_note and len(note.strip()) < LEAST_WORDS:
        return ErrorItem(
            "CLR_CAUSE_NOTE",
            Text(
                "This cause needs the fact in at least {n} characters.",
                "Ce motif exige le fait en au moins {n} caractères.",
            ).format(n=LEAST_WORDS),
            path="note",
            value=note[:80],
            fix=Text(
                "Write what you saw or know, and the law if the hold is a legal one.",
                "Écrivez ce que vous avez vu ou savez, et la loi s'il s'agit d'une retenue légale.",
            ),
        )
    return None


def _not_offered(code: str, *, cleared: bool, capped: bool) -> tuple[str, Text]:
    """Name the rule that keeps a cause off the list."""
    if cleared and code in CAUSES:
        return "CLR_CAUSE_REPEATS", REPEATS
    if capped and code in ROUTINE_CAUSES:
        return "CLR_CAUSE_LOOP_CAP", LOOP_CAP
    return "CLR_CAUSE_CLOSED_LIST", CLOSED_LIST


REPEATS = Text(
    "This load was cleared before and its seals are intact: this cause would repeat that check.",
    "Ce chargement a été dédouané auparavant, sceaux intacts : ce motif répéterait ce contrôle.",
)
LOOP_CAP = Text(
    "The trip's loop has had its routine checks for this period: it takes a cause of its own.",
    "La boucle du voyage a eu ses contrôles courants pour cette période : il faut un motif propre au voyage.",
)
CLOSED_LIST = Text("A referral needs a cause from the list.", "Un renvoi exige un motif de la liste.")
