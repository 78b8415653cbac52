"""What other apps, pages and tasks may call to change clearance."""

from clearance.services.amending import trip_amend, trip_cancel
from clearance.services.drafts import (
    draft_amend,
    draft_check,
    draft_copy,
    draft_discard,
    draft_edit,
    draft_restore,
    draft_save,
    draft_start,
    draft_submit,
)
from clearance.services.filing import FiledTrip, manifest_read, trip_file
from clearance.services.uploads import upload_process, upload_process_as_owner, upload_receive

__all__ = [
    "FiledTrip",
    "draft_amend",
    "draft_check",
    "draft_copy",
    "draft_discard",
    "draft_edit",
    "draft_restore",
    "draft_save",
    "draft_start",
    "draft_submit",
    "manifest_read",
    "trip_amend",
    "trip_cancel",
    "trip_file",
    "upload_process",
    "upload_process_as_owner",
    "upload_receive",
]
