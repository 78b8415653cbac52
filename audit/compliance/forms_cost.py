"""The member's own figures for the cost of the border: shape only."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def _figure(label: Any, help_text: Any = "", most: int = 1_000_000) -> forms.DecimalField:
    return forms.DecimalField(label=label, help_text=help_text, min_value=0, max_value=most, decimal_places=2)


class OwnForm(forms.Form):
    """Start values are examples; nothing of it is stored."""

    use_required_attribute = False
    truck_hour = _figure(_("Truck and driver, dollars per hour"))
    litres = _figure(_("Fuel while idling, litres per hour"), most=100)
    litre = _figure(_("Fuel, dollars per litre"), most=100)
    value = _figure(_("Goods on a truck, dollars"), most=100_000_000)
    stock = _figure(_("Goods in stock, per cent of their value a year"), most=100)
    staff_hour = _figure(_("Office staff, dollars per hour"))
    filing = _figure(_("Staff per filing, minutes"), most=10_000)
    penalties = _figure(_("Penalties paid in the month, dollars"), most=100_000_000)
