"""What other apps, pages and services may read of clearance."""

from clearance.selectors.agencies import agencies_concerned
from clearance.selectors.auditing import AuditBundle, trip_audit_bundle
from clearance.selectors.board import Board, Card, trip_board
from clearance.selectors.booth import BoothScreen, booth_screen, trip_for_officer
from clearance.selectors.carriers import carrier_for, may_file
from clearance.selectors.checking import filing_check
from clearance.selectors.context import context_for
from clearance.selectors.desks import (
    PortBoard,
    UndoOffer,
    agency_desk,
    booth_next,
    goods_of_agency,
    inspection_get,
    inspection_queue,
    port_board,
    undo_offer,
)
from clearance.selectors.drafts import draft_get, drafts_open
from clearance.selectors.element_use import ElementUse, element_use
from clearance.selectors.fixing import answer_items, fix_facts
from clearance.selectors.ladder import Step, ladder
from clearance.selectors.links import links_of
from clearance.selectors.lookup import Found, booth_lookup
from clearance.selectors.profiles import active_profile, profile_get, profile_list
from clearance.selectors.saved import paper_check, saved_get, saved_list, saved_offers
from clearance.selectors.sheets import (
    LeadSheet,
    SheetVerdict,
    driver_link_ended,
    driver_sheet,
    driver_token,
    lead_sheet,
    sheet_on_trip,
    sheet_scan,
    sheet_verify,
)
from clearance.selectors.trips import (
    TripPage,
    manifest_data,
    public_reasons,
    trip_for_actor,
    trip_list_for_trader,
    trip_page,
    trips_for_actor,
    version_get,
    version_list,
)
from clearance.selectors.uploads import upload_get, uploads_recent

__all__ = [
    "AuditBundle",
    "Board",
    "BoothScreen",
    "Card",
    "ElementUse",
    "Found",
    "LeadSheet",
    "PortBoard",
    "SheetVerdict",
    "Step",
    "TripPage",
    "UndoOffer",
    "active_profile",
    "agencies_concerned",
    "agency_desk",
    "answer_items",
    "booth_lookup",
    "booth_next",
    "booth_screen",
    "carrier_for",
    "context_for",
    "draft_get",
    "drafts_open",
    "driver_link_ended",
    "driver_sheet",
    "driver_token",
    "element_use",
    "filing_check",
    "fix_facts",
    "goods_of_agency",
    "inspection_get",
    "inspection_queue",
    "ladder",
    "lead_sheet",
    "links_of",
    "manifest_data",
    "may_file",
    "paper_check",
    "port_board",
    "profile_get",
    "profile_list",
    "public_reasons",
    "saved_get",
    "saved_list",
    "saved_offers",
    "sheet_on_trip",
    "sheet_scan",
    "sheet_verify",
    "trip_audit_bundle",
    "trip_board",
    "trip_for_actor",
    "trip_for_officer",
    "trip_list_for_trader",
    "trip_page",
    "trips_for_actor",
    "undo_offer",
    "upload_get",
    "uploads_recent",
    "version_get",
    "version_list",
]
