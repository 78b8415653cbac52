"""Filing step by step: a task list, sections in any order, save and return, check and send (requirements 5.3)."""

from clearance.views.wizard.checking import check, send
from clearance.views.wizard.describing import describe
from clearance.views.wizard.drafts import (
    discard,
    from_template,
    overview,
    restore,
    shipment_add,
    shipment_remove,
    start,
)
from clearance.views.wizard.editing import autosave, section_page, undo

__all__ = [
    "autosave",
    "check",
    "describe",
    "discard",
    "from_template",
    "overview",
    "restore",
    "section_page",
    "send",
    "shipment_add",
    "shipment_remove",
    "start",
    "undo",
]
