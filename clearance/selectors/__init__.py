"""What other apps, pages and services may read of clearance."""

from clearance.selectors.agencies import agencies_concerned
from clearance.selectors.agency_desk import DeskRow, desk_rows, goods_for
from clearance.selectors.agency_status import AgencyStatus, agency_statuses
from clearance.selectors.appealing import (
    contestable_of_trip,
    in_camera,
    inspection_record,
    score_record,
    trip_of_inspection,
    trip_of_score,
)
from clearance.selectors.auditing import AuditBundle, trip_audit_bundle
from clearance.selectors.board import Board, Card, Filter, trip_board
from clearance.selectors.booth import BoothScreen, booth_screen, trip_for_officer
from clearance.selectors.booth_rows import booth_prepare
from clearance.selectors.carriers import carrier_for, may_file
from clearance.selectors.checking import filing_check
from clearance.selectors.code_book import code_book
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
from clearance.selectors.evidence import Evidence, Reference, movement_evidence, trip_deciders
from clearance.selectors.fixing import answer_items, answers_with_fixes, fix_facts
from clearance.selectors.gateways import (
    AgencySide,
    TripMessages,
    answers_of_trip,
    gateway_page,
    grace_of,
    inbound_get,
    inbound_of,
    inbound_open,
    message_get,
    messages_for,
    messages_of_trip,
    messages_stuck,
    outages_now,
)
from clearance.selectors.ladder import Step, ladder
from clearance.selectors.links import links_of
from clearance.selectors.lookup import Found, booth_lookup
from clearance.selectors.offline import offline_conflict, offline_outcomes, trucks_to_take
from clearance.selectors.orders import StandIn, order_get, orders_for_actor, orders_open, stand_ins
from clearance.selectors.profiles import active_profile, profile_get, profile_list
from clearance.selectors.requests import request_for_officer, request_for_trader
from clearance.selectors.reuse import answers_last
from clearance.selectors.rule_changes import profile_number_active, profile_rule_digest
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
from clearance.selectors.sightings import (
    AtBooth,
    at_booth_now,
    lanes_of_port,
    reader_of_key,
    sighting_of_trip,
    trucks_expected,
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
    "AgencySide",
    "AgencyStatus",
    "AtBooth",
    "AuditBundle",
    "Board",
    "BoothScreen",
    "Card",
    "DeskRow",
    "ElementUse",
    "Evidence",
    "Filter",
    "Found",
    "LeadSheet",
    "PortBoard",
    "Reference",
    "SheetVerdict",
    "StandIn",
    "Step",
    "TripMessages",
    "TripPage",
    "UndoOffer",
    "active_profile",
    "agencies_concerned",
    "agency_desk",
    "agency_statuses",
    "answer_items",
    "answers_last",
    "answers_of_trip",
    "answers_with_fixes",
    "at_booth_now",
    "booth_lookup",
    "booth_next",
    "booth_prepare",
    "booth_screen",
    "carrier_for",
    "code_book",
    "contestable_of_trip",
    "context_for",
    "desk_rows",
    "draft_get",
    "drafts_open",
    "driver_link_ended",
    "driver_sheet",
    "driver_token",
    "element_use",
    "filing_check",
    "fix_facts",
    "gateway_page",
    "goods_for",
    "goods_of_agency",
    "grace_of",
    "in_camera",
    "inbound_get",
    "inbound_of",
    "inbound_open",
    "inspection_get",
    "inspection_queue",
    "inspection_record",
    "ladder",
    "lanes_of_port",
    "lead_sheet",
    "links_of",
    "manifest_data",
    "may_file",
    "message_get",
    "messages_for",
    "messages_of_trip",
    "messages_stuck",
    "movement_evidence",
    "offline_conflict",
    "offline_outcomes",
    "order_get",
    "orders_for_actor",
    "orders_open",
    "outages_now",
    "paper_check",
    "port_board",
    "profile_get",
    "profile_list",
    "profile_number_active",
    "profile_rule_digest",
    "public_reasons",
    "reader_of_key",
    "request_for_officer",
    "request_for_trader",
    "saved_get",
    "saved_list",
    "saved_offers",
    "score_record",
    "sheet_on_trip",
    "sheet_scan",
    "sheet_verify",
    "sighting_of_trip",
    "stand_ins",
    "trip_audit_bundle",
    "trip_board",
    "trip_deciders",
    "trip_for_actor",
    "trip_for_officer",
    "trip_list_for_trader",
    "trip_of_inspection",
    "trip_of_score",
    "trip_page",
    "trips_for_actor",
    "trucks_expected",
    "trucks_to_take",
    "undo_offer",
    "upload_get",
    "uploads_recent",
    "version_get",
    "version_list",
]
