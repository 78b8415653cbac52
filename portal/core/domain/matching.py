"""Whether a look-out means the person, plate or firm of a filing: exactly, perhaps, or not (R-98, R-89).

An exact match may stop a truck, so it takes an identity: the same name with the same date of birth, the same plate
of the same jurisdiction, or the same identifier. Everything that merely resembles is near: a person decides it.

| person | same birth date | a slip apart | unknown | another date |
|---|---|---|---|---|
| same name (order, accents, hyphens aside) | exact | near | near | no |
| name at least NAME_CLOSE alike | near | near | near | no |
| name at least NAME_FAINT alike | near | no | no | no |

| plate, trailer | not another jurisdiction | another jurisdiction |
|---|---|---|
| same characters | exact; near when a jurisdiction is not known, but for container numbers | no |
| same but for look-alikes (O/0, I/1, B/8) | near | no |
| one character missing, added or two neighbours swapped | near | no |
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from itertools import permutations
from re import compile as pattern
from typing import Any

from rapidfuzz.distance import OSA, JaroWinkler, Levenshtein

from portal.core.domain.spelling import COMMON_WORDS, alike, compact, company_words, deletions, name_words, sound

PERSON, PLATE, TRAILER, COMPANY, SEAL = "person", "plate", "trailer", "company", "seal"
KINDS = (PERSON, PLATE, TRAILER, COMPANY, SEAL)
EXACT, NEAR, NONE = "exact", "near", "none"

NAME_CLOSE = 0.93  # alike enough to ask about without a date of birth
NAME_FAINT = 0.84  # alike enough to ask about when the date of birth is the same
WORD_LEAST = 0.80  # every word of the shorter name must find one as alike as this
SOUNDS_SAME = 0.97
INITIAL = 0.93
MISSING_WORD = 0.03  # taken off for each word the longer name has more
FIRM_CLOSE = 0.92
SHORT_WORD = 5  # up to this length a word may be one slip away, a longer one two

CONTAINER = pattern(r"[A-Z]{3}[UJZ]\d{7}")  # ISO 6346: one number in the world

SAME, SLIP, UNKNOWN, OTHER = "same", "slip", "unknown", "other"


@dataclass(frozen=True, slots=True)
class Identity:
    """Who or what is meant, on the side of a look-out or of a filing.

    A person has `family`, `given`, `birth_date`; a plate or trailer `number` and `jurisdiction`; a seal `number`; a
    firm `name`. `identifiers` are numbers only one holder has: cards, travel documents, carrier and business codes.
    """

    kind: str
    family: str = ""
    given: str = ""
    birth_date: date | None = None
    number: str = ""
    jurisdiction: str = ""
    name: str = ""
    identifiers: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        born = self.birth_date.isoformat() if self.birth_date else ""
        return asdict(self) | {"birth_date": born, "identifiers": list(self.identifiers)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Identity:
        born = data.get("birth_date") or ""
        return cls(
            **{name: str(data.get(name, "")) for name in ("kind", "family", "given", "number", "jurisdiction", "name")},
            birth_date=date.fromisoformat(born) if born else None,
            identifiers=tuple(data.get("identifiers", ())),
        )

    @property
    def words(self) -> str:
        """The identity in one line."""
        if self.kind == PERSON:
            return ", ".join(part for part in (self.family, self.given) if part) or " ".join(self.identifiers)
        return self.name or " ".join(part for part in (self.jurisdiction, self.number) if part)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The verdict, how alike the two are (0 to 1), and how the dates of birth compare (persons)."""

    degree: str
    likeness: float = 0.0
    dates: str = ""


NO = Comparison(NONE)


def compare(wanted: Identity, filed: Identity) -> Comparison:
    """Hold one look-out against one person, plate, firm or seal of a filing. Other kinds never match."""
    if wanted.kind != filed.kind:
        return NO
    if _identifiers(wanted) & _identifiers(filed):
        return Comparison(EXACT, 1.0, birth_dates(wanted.birth_date, filed.birth_date) if wanted.kind == PERSON else "")
    if wanted.kind == PERSON:
        return _persons(wanted, filed)
    if wanted.kind == COMPANY:
        return _firms(wanted, filed)
    return _numbers(wanted, filed)


def _identifiers(identity: Identity) -> frozenset[str]:
    return frozenset(compact(number) for number in identity.identifiers if compact(number))


def _persons(wanted: Identity, filed: Identity) -> Comparison:
    likeness = names_alike(wanted, filed)
    dates = birth_dates(wanted.birth_date, filed.birth_date)
    if likeness == 1.0 and dates == SAME:
        return Comparison(EXACT, likeness, dates)
    least = NAME_FAINT if dates == SAME else NAME_CLOSE
    return Comparison(NEAR if dates != OTHER and likeness >= least else NONE, likeness, dates)


def birth_dates(left: date | None, right: date | None) -> str:
    """Compare dates of birth: the same, a slip apart (day and month swapped, or one digit), unknown, or other."""
    if left is None or right is None:
        return UNKNOWN
    if left == right:
        return SAME
    swapped = (left.year, left.day, left.month) == (right.year, right.month, right.day)
    digits = sum(a != b for a, b in zip(left.isoformat(), right.isoformat(), strict=True))
    return SLIP if swapped or digits == 1 else OTHER


def names_alike(left: Identity, right: Identity) -> float:
    """Say how alike two persons' names are, whatever the order of their words. 1.0 is the same name."""
    mine, theirs = name_words(f"{left.family} {left.given}"), name_words(f"{right.family} {right.given}")
    if not mine or not theirs:
        return 0.0
    if sorted(mine) == sorted(theirs) or _joined(left) & _joined(right):
        return 1.0
    return min(_words_alike(mine, theirs), 0.99)


def _joined(person: Identity) -> frozenset[str]:
    """The name run together both ways round, so that a hyphen or a gap makes no difference."""
    parts = ("".join(name_words(person.family)), "".join(name_words(person.given)))
    return frozenset("".join(order) for order in permutations(parts)) if all(parts) else frozenset()


def _words_alike(mine: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    """Pair each word of the shorter name with its best partner; all must have one.

    Two words at least must agree where both names have two, and one pair must be at most one slip apart: that is
    what `blocking_keys` finds.
    """
    short, long = sorted((mine, theirs), key=len)
    if len(short) < 2 <= len(long):
        return 0.0
    left, found, anchored = list(long), [], False
    for word in sorted(short, key=len, reverse=True):
        value, best = max((_word_alike(word, other), other) for other in left)
        if value < WORD_LEAST:
            return 0.0
        left.remove(best)
        found.append(value)
        anchored = anchored or shared(deletions([sound(word)]), deletions([sound(best)]))
    return max(0.0, sum(found) / len(found) - MISSING_WORD * len(left)) if anchored else 0.0


def _word_alike(left: str, right: str) -> float:
    if left == right:
        return 1.0
    if 1 in (len(left), len(right)):
        return INITIAL if left[0] == right[0] else 0.0
    first, second = sound(left), sound(right)
    if first == second:
        return SOUNDS_SAME
    slips = 1 if min(len(first), len(second)) <= SHORT_WORD else 2
    return JaroWinkler.similarity(first, second) if OSA.distance(first, second) <= slips else 0.0


def _firms(wanted: Identity, filed: Identity) -> Comparison:
    """A firm's name is no identity: without a shared identifier the best is near."""
    mine, theirs = company_words(wanted.name), company_words(filed.name)
    if not mine or not theirs:
        return NO
    first, second = "".join(map(sound, mine)), "".join(map(sound, theirs))
    likeness = 1.0 if first == second else JaroWinkler.normalized_similarity(first, second)
    slips = 1 if min(len(first), len(second)) <= 2 * SHORT_WORD else 2
    close = likeness == 1.0 or (likeness >= FIRM_CLOSE and OSA.distance(first, second) <= slips)
    return Comparison(NEAR if close else NONE, likeness)


def _numbers(wanted: Identity, filed: Identity) -> Comparison:
    mine, theirs = compact(wanted.number), compact(filed.number)
    places = {compact(wanted.jurisdiction), compact(filed.jurisdiction)} - {""}
    if not mine or not theirs or len(places) > 1:
        return NO
    if mine == theirs:
        return Comparison(EXACT if _one_holder(wanted, filed) else NEAR, 1.0)
    resembles = alike(mine) == alike(theirs) or _one_slip(wanted.kind, mine, theirs)
    return Comparison(NEAR if resembles else NONE, JaroWinkler.similarity(mine, theirs))


def _one_holder(wanted: Identity, filed: Identity) -> bool:
    """Say whether equal characters mean the same thing: a seal, a container, a plate of one known jurisdiction.

    A fleet's own trailer number is used by other fleets as well.
    """
    if wanted.kind == SEAL or bool(wanted.jurisdiction and filed.jurisdiction):
        return True
    return wanted.kind == TRAILER and bool(CONTAINER.fullmatch(compact(wanted.number)))


def _one_slip(kind: str, mine: str, theirs: str) -> bool:
    """One character missing or added, or two neighbours swapped. A changed one is another truck of the fleet."""
    if kind == SEAL or min(len(mine), len(theirs)) < SHORT_WORD or OSA.distance(mine, theirs) != 1:
        return False
    return len(mine) != len(theirs) or Levenshtein.distance(mine, theirs) == 2


# --- finding without looking at everybody --------------------------------------------------------------------
def blocking_keys(identity: Identity) -> frozenset[str]:
    """Give the keys under which an identity is filed and sought. What `compare` calls near shares at least one."""
    found = {f"{identity.kind}#{number}" for number in _identifiers(identity)}
    if identity.kind == PERSON:
        words = {sound(word) for word in name_words(f"{identity.family} {identity.given}") if len(word) > 1}
        parts = [sound("".join(name_words(part))) for part in (identity.family, identity.given)]
        found |= {f"person:{key}" for key in deletions(words | {part for part in parts if len(part) > 1})}
    elif identity.kind == COMPANY:
        words = {sound(word) for word in company_words(identity.name) if word not in COMMON_WORDS}
        found |= {f"company:{key}" for key in words | deletions(sorted(words, key=len)[-1:])}
        found.add(f"company:{''.join(map(sound, company_words(identity.name)))}")
    elif identity.kind == SEAL:
        found.add(f"seal:{alike(identity.number)}")
    else:
        found |= {f"{identity.kind}:{key}" for key in deletions([alike(identity.number)], SHORT_WORD)}
    return frozenset(key[:KEY_LENGTH] for key in found if not key.endswith((":", "#")))


KEY_LENGTH = 80


def fingerprints(identity: Identity, within: str = "") -> frozenset[str]:
    """Give what a marker "not the same" is tied to: any one of these makes it the same input again.

    A card or document number stands alone. A name counts with its date of birth; without one it counts only
    `within` the carrier whose filing was judged, so that a namesake elsewhere is not cleared unseen.
    """
    made = {f"{identity.kind}#{number}" for number in _identifiers(identity)}
    if identity.kind == PERSON:
        name = " ".join(sorted(name_words(f"{identity.family} {identity.given}")))
        born = identity.birth_date.isoformat() if identity.birth_date else f"@{within}"
        made.add(f"person:{name}|{born}")
    elif identity.kind == COMPANY:
        made.add(f"company:{' '.join(company_words(identity.name))}")
    else:
        made.add(f"{identity.kind}:{compact(identity.jurisdiction)}|{compact(identity.number)}")
    return frozenset(sha256(text.encode()).hexdigest() for text in made)


# --- showing -------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Piece:
    """A run of letters that two spellings share (`same`) or in which they differ; either side may be empty."""

    same: bool
    left: str
    right: str


def letters(left: str, right: str) -> tuple[Piece, ...]:
    """Lay two spellings beside one another, letter by letter, as people wrote them."""
    a, b = left.upper(), right.upper()
    steps = Levenshtein.opcodes(a, b)
    return tuple(
        Piece(step.tag == "equal", a[step.src_start : step.src_end], b[step.dest_start : step.dest_end])
        for step in steps
    )


def shared(keys: Iterable[str], others: Iterable[str]) -> bool:
    """Say whether two sets of keys meet."""
    return not frozenset(keys).isdisjoint(others)


__all__ = [
    "COMPANY",
    "EXACT",
    "KINDS",
    "NEAR",
    "NONE",
    "PERSON",
    "PLATE",
    "SEAL",
    "TRAILER",
    "Comparison",
    "Identity",
    "Piece",
    "birth_dates",
    "blocking_keys",
    "compare",
    "fingerprints",
    "letters",
    "names_alike",
    "shared",
]
