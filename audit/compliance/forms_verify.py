"""The form of the receipt verifier: pasted text or a file, one of the two."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MOST = 1_000_000


class VerifyForm(forms.Form):
    """A receipt as text or as the downloaded file; `receipt` holds its text afterwards."""

    use_required_attribute = False
    receipt = forms.CharField(
        label=gettext_lazy("Receipt"),
        help_text=gettext_lazy("Paste the whole file, with its brackets."),
        widget=forms.Textarea(attrs={"rows": 8, "class": "pc-mono", "spellcheck": "false"}),
        max_length=MOST,
        required=False,
    )
    file = forms.FileField(label=gettext_lazy("Or the file"), required=False)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        file = found.get("file")
        if file is not None:
            found["receipt"] = self._read(file)
        if not found.get("receipt") and not self.errors:
            self.add_error("receipt", _("Paste a receipt or choose its file."))
        return found

    def _read(self, file: Any) -> str:
        if file.size > MOST:
            self.add_error("file", _("The file is larger than 1 MB. Check its receipts in parts."))
            return ""
        try:
            return str(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            self.add_error("file", _("This file is no text. Choose the JSON file you downloaded."))
            return ""
