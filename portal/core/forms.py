"""Put a refusal of a service where the person can see it: at the field it names, in their language."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import get_language

from portal.core.domain.errors import DomainError


def offer_choices(form: forms.BaseForm, name: str, choices: Iterable[tuple[str, str]]) -> None:
    """Give a choice field its options, which depend on who looks and in which language."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} offers no choices")
    field.choices = list(choices)


def form_refuse(form: forms.BaseForm, error: DomainError) -> None:
    """Add each error item to the field its path names, or to the form as a whole, with its fix.

    A form whose fields are called otherwise than the service's paths says so in `aliases` (path to field).
    """
    language = get_language() or "en"
    aliases: dict[str, str] = getattr(form, "aliases", {})
    for item in error.items:
        words = item.message.get(language)
        if item.fix:
            words = f"{words} {item.fix.get(language)}"
        field = aliases.get(item.path, item.path)
        form.add_error(field if field in form.fields else None, words)
