"""Near matches laid side by side and judged, and the published catalogue of factors (4.8, R-37, R-89)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from enrollment import selectors, services
from enrollment.domain.denials import GROUNDS
from enrollment.domain.joint import AGENCIES
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.transitions import NEAR_MATCH
from enrollment.domain.vetting.catalogue import FACTORS, Factor
from enrollment.domain.vetting.identity import WHY
from enrollment.domain.vetting.standard import Standard
from enrollment.models import NearMatch
from enrollment.selectors.scoping import APPLICATION_READERS
from enrollment.views.desks import address_of
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError, ErrorItem, Invalid, NotFound
from portal.core.domain.matching import COMPANY, PERSON, letters
from portal.core.domain.text import Text
from portal.core.http import PortalRequest

PARTS: dict[str, tuple[tuple[str, Text], ...]] = {
    PERSON: (
        ("family", Text("Family name", "Nom de famille")),
        ("given", Text("Given names", "Prénoms")),
        ("birth_date", Text("Date of birth", "Date de naissance")),
        ("identifiers", Text("Document", "Document")),
    ),
    COMPANY: (
        ("name", Text("Name of the company", "Nom de l'entreprise")),
        ("identifiers", Text("Identifying numbers", "Numéros d'identification")),
    ),
}
JUDGED = {"same": services.near_match_confirm, "different": services.near_match_refute}


@require_http_methods(["GET", "HEAD", "POST"])
def near_match(request: PortalRequest, match_id: UUID) -> HttpResponse:
    """Lay an applicant beside an earlier record, letter by letter, and judge whether they are the same."""
    found = selectors.near_match_get(actor=request.actor, match_id=match_id)
    refused: DomainError | None = None
    if request.method == "POST":
        judge = JUDGED.get(request.POST.get("verdict", ""))
        try:
            if judge is None:
                raise Invalid([NO_VERDICT])
            judge(actor=request.actor, match_id=match_id, grounds=request.POST.get("grounds", "").replace("\x00", ""))
        except NotFound:
            raise
        except DomainError as error:
            refused = error
        else:
            messages.success(request, _("Your verdict is recorded."))
            return redirect(address_of(found.worksheet))
    context = {
        "match": found,
        "state": NEAR_MATCH.state(found.status),
        "why": WHY[found.why],
        "likeness": round(100 * found.likeness),
        "sides": _sides(found, selectors.identity_of(found.worksheet)),
        "back": address_of(found.worksheet),
        "judges": found.status == "waiting" and found.worksheet.agency == request.actor.agency,
        "grounds": request.POST.get("grounds", ""),
        "items": refused.items if refused else (),
    }
    return render(request, "enrollment/near_match.html", context, status=refused.status if refused else 200)


def _sides(found: NearMatch, mine: dict[str, Any]) -> list[dict[str, Any]]:
    theirs: dict[str, Any] = found.other.identity
    rows = []
    for name, label in PARTS[str(mine["kind"])]:
        left, right = _text(theirs.get(name)), _text(mine.get(name))
        if left or right:
            pieces = letters(left, right) if left and right else ()
            equal = bool(pieces) and all(piece.same for piece in pieces)
            rows.append({"label": label, "earlier": left, "applied": right, "pieces": pieces, "equal": equal})
    return rows


def _text(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value or "")


@require_safe
def standard(request: PortalRequest) -> HttpResponse:
    """Publish what is checked, by which agency, on which law; points and thresholds are for vetting officers."""
    actor: Actor | None = request.actor
    inside = actor is not None and actor.is_staff and actor.has(*APPLICATION_READERS)
    found = selectors.standard_in_force()
    context = {
        "rows": [_factor(factor, found) for factor in FACTORS.values()],
        "inside": inside,
        "standard": found,
        "thresholds": [
            {"programme": one.name, "threshold": found.thresholds[code], "months": found.months[code]}
            for code, one in PROGRAMMES.items()
        ],
    }
    return render(request, "enrollment/standard.html", context)


def _factor(factor: Factor, found: Standard) -> dict[str, Any]:
    programmes = [PROGRAMMES[code].name for code in factor.programmes] or [
        one.name for one in PROGRAMMES.values() if factor.holder in ("", one.holder)
    ]
    return {
        "factor": factor,
        "class": GROUNDS[factor.ground],
        "agencies": factor.agencies if len(factor.agencies) < len(AGENCIES) else (),
        "programmes": programmes,
        "points": found.points[factor.code],
    }


NO_VERDICT = ErrorItem(
    "ENR_VERDICT",
    Text("Say whether it is the same person.", "Dites s'il s'agit de la même personne."),
    path="verdict",
    fix=Text("Choose one of the two verdicts.", "Choisissez l'un des deux verdicts."),
)
