"""Pages of this app: filing and trips for traders; the booth and the board for officers."""

from django.urls import path

from clearance.urls_booth import urlpatterns as booth_patterns
from clearance.urls_desk import urlpatterns as desk_patterns
from clearance.urls_gateways import urlpatterns as gateway_patterns
from clearance.urls_lookouts import urlpatterns as lookout_patterns
from clearance.urls_loops import urlpatterns as loop_patterns
from clearance.urls_officer import urlpatterns as officer_patterns
from clearance.urls_partners import urlpatterns as partner_patterns
from clearance.urls_policies import urlpatterns as policy_patterns
from clearance.urls_profiles import urlpatterns as profile_patterns
from clearance.urls_seals import urlpatterns as seal_patterns
from clearance.urls_simulations import urlpatterns as simulation_patterns
from clearance.views import crosswalks, fixing, sheet_public, sheets, trips, upload, wizard

app_name = "clearance"
urlpatterns = [
    *desk_patterns,
    *policy_patterns,
    *simulation_patterns,
    path("trips/", trips.board, name="trips"),
    path("trips/cards/", trips.board_cards, name="trips_fragment"),
    path("trips/all/", trips.trip_list, name="trip_list"),
    path("trips/<uuid:trip_id>/", trips.detail, name="trip_detail"),
    path("trips/<uuid:trip_id>/standing/", trips.standing, name="trip_fragment"),
    path("trips/<uuid:trip_id>/versions/<int:number>/", trips.version, name="trip_version"),
    path("trips/<uuid:trip_id>/copy/", trips.copy, name="trip_copy"),
    path("trips/<uuid:trip_id>/amend/", trips.amend, name="trip_amend"),
    path("trips/<uuid:trip_id>/cancel/", trips.cancel, name="trip_cancel"),
    path("trips/<uuid:trip_id>/fix/", fixing.fix_trip, name="trip_fix"),
    path("trips/<uuid:trip_id>/crosswalk/", crosswalks.of_trip, name="trip_crosswalk"),
    path("trips/<uuid:trip_id>/sheet/", sheets.sheet_page, name="lead_sheet"),
    path("trips/<uuid:trip_id>/sheet/<slug:language>.pdf", sheets.sheet_pdf, name="lead_sheet_pdf"),
    path("sheet/d/worker.js", sheet_public.driver_worker, name="driver_worker"),
    path("sheet/d/<slug:token>/", sheet_public.driver, name="driver"),
    path("sheet/verify/", sheet_public.verify, name="sheet_verify"),
    path("sheet/keys.json", sheet_public.keys, name="sheet_keys"),
    path("sheet/verify_sheet.py", sheet_public.verifier, name="sheet_verifier"),
    path("file/", wizard.start, name="file_start"),
    path("file/<uuid:draft_id>/", wizard.overview, name="draft"),
    path("file/<uuid:draft_id>/check/", wizard.check, name="draft_check"),
    path("file/<uuid:draft_id>/fix/", fixing.fix_draft, name="draft_fix"),
    path("file/<uuid:draft_id>/crosswalk/", crosswalks.of_draft, name="draft_crosswalk"),
    path("file/<uuid:draft_id>/send/", wizard.send, name="draft_send"),
    path("file/<uuid:draft_id>/discard/", wizard.discard, name="draft_discard"),
    path("file/<uuid:draft_id>/restore/", wizard.restore, name="draft_restore"),
    path("file/<uuid:draft_id>/shipments/add/", wizard.shipment_add, name="draft_shipment_add"),
    path("file/<uuid:draft_id>/shipments/<int:number>/remove/", wizard.shipment_remove, name="draft_shipment_remove"),
    path("file/<uuid:draft_id>/<slug:section>/", wizard.section_page, name="draft_section"),
    path("file/<uuid:draft_id>/<slug:section>/autosave/", wizard.autosave, name="draft_autosave"),
    path("upload/", upload.upload, name="upload"),
    path("upload/template/<slug:direction>.<slug:kind>", upload.template, name="upload_template"),
    path("upload/<uuid:batch_id>/", upload.detail, name="upload_detail"),
    path("upload/<uuid:batch_id>/original/", upload.original, name="upload_original"),
    *booth_patterns,
    *officer_patterns,
    *lookout_patterns,
    *partner_patterns,
    *profile_patterns,
    *seal_patterns,
    *gateway_patterns,
    *loop_patterns,
]
