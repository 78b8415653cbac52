"""A receipt checked for anybody, without login: pasted or as a file; nothing of it is kept (requirements 3.1 (6))."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from audit.compliance.forms_verify import VerifyForm
from audit.trail.selectors import checkpoints_daily
from audit.trail.selectors.checking import Checked, Unreadable, documents_checked
from portal.core.domain.text import Text
from portal.core.http import PortalRequest


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: PortalRequest) -> HttpResponse:
    """Say of each receipt whether it holds, or which step failed; list checkpoints and proofs to take away."""
    form = VerifyForm(request.POST or None, request.FILES or None)
    checked: list[Checked] = []
    if request.method == "POST" and form.is_valid():
        try:
            checked = documents_checked(form.cleaned_data["receipt"])
        except Unreadable:
            form.add_error("receipt", _("This is no receipt of the portal. Paste the whole file as you downloaded it."))
    days = checkpoints_daily()
    context: dict[str, Any] = {
        "form": form,
        "checked": [{"one": one, "problem": PROBLEMS.get(one.problem, OTHER)} for one in checked],
        "days": [{"day": day, "before": before} for day, before in zip_longest(days, days[1:])],
        "newest": days[0] if days else None,
    }
    return render(request, "compliance/verify.html", context, status=422 if form.errors else 200)


OTHER = Text(
    "A part is missing, damaged or signed by somebody else.", "Un élément manque, est abîmé ou signé par un tiers."
)
PROBLEMS = {
    "the entry was altered: its digest differs": Text(
        "The entry was altered: its digest differs.", "L'inscription a été modifiée : son empreinte diffère."
    ),
    "the entry is not sealed yet": Text(
        "The entry was not sealed yet. Download the receipt again in a few seconds.",
        "L'inscription n'était pas encore scellée. Téléchargez de nouveau le reçu dans quelques secondes.",
    ),
    "the proof does not lead from the entry to the signed root": Text(
        "The proof does not lead from the entry to the signed root.",
        "La preuve ne mène pas de l'inscription à la racine signée.",
    ),
    "the newer log does not begin with the older one": Text(
        "The newer log does not begin with the older one.", "Le registre récent ne commence pas par l'ancien."
    ),
}
