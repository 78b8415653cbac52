"""Pages of officers: booth, port board, secondary, partner agencies, threat profiles."""

from django.urls import path

from clearance.views import after_actions, agency, booth, cars, port, secondary, secondary_record, yields

urlpatterns = [
    path("booth/", booth.booth, name="booth"),
    path("booth/lookup/", booth.booth_lookup_json, name="booth_lookup"),
    path("booth/next/", booth.booth_next_rows, name="booth_next"),
    path("booth/<uuid:trip_id>/", booth.booth_trip, name="booth_trip"),
    path("booth/<uuid:trip_id>/release/", booth.release, name="booth_release"),
    path("booth/<uuid:trip_id>/refer/", booth.refer, name="booth_refer"),
    path("booth/<uuid:trip_id>/hold/", booth.hold, name="booth_hold"),
    path("booth/<uuid:trip_id>/lift/", booth.lift, name="booth_lift"),
    path("booth/<uuid:trip_id>/note/", booth.note, name="booth_note"),
    path("booth/<uuid:trip_id>/undo/", booth.undo, name="booth_undo"),
    path("port/", port.port, name="port"),
    path("port/<slug:crossing>/", port.port, name="port_board"),
    path("port/<slug:crossing>/rows/", port.port_rows, name="port_rows"),
    path("port/<slug:crossing>/car/", cars.car, name="port_car"),
    path("secondary/", secondary.secondary, name="secondary"),
    path("secondary/rows/", secondary.secondary_rows, name="secondary_rows"),
    path("secondary/bays/", secondary_record.bays, name="secondary_bays"),
    path("secondary/after-actions/", after_actions.after_actions, name="after_actions"),
    path("secondary/<uuid:inspection_id>/after-action/", after_actions.after_action, name="after_action"),
    path(
        "secondary/<uuid:inspection_id>/after-action/<slug:action>/",
        after_actions.after_action_act,
        name="after_action_act",
    ),
    path("secondary/photos/<uuid:photo_id>/", secondary_record.photo, name="inspection_photo"),
    path("secondary/<uuid:inspection_id>/entry/", secondary_record.entry, name="inspection_entry"),
    path("secondary/<uuid:inspection_id>/photo/", secondary_record.add_photo, name="inspection_photo_add"),
    path("secondary/<uuid:inspection_id>/", secondary.inspection, name="inspection"),
    path("secondary/<uuid:inspection_id>/start/", secondary.start, name="inspection_start"),
    path("secondary/<uuid:inspection_id>/release/", secondary.release, name="inspection_release"),
    path("secondary/<uuid:inspection_id>/refuse/", secondary.refuse, name="inspection_refuse"),
    path("agency/", agency.agency_desk, name="agency_desk"),
    path("agency/rows/", agency.agency_rows, name="agency_rows"),
    path("agency/<uuid:trip_id>/proceed/", agency.agency_proceed, name="agency_proceed"),
    path("agency/<uuid:trip_id>/hold/", agency.agency_hold, name="agency_hold"),
    path("yields/", yields.page, name="yields"),
]
