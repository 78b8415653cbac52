"""REST endpoints of this app, mounted under /api/v1/ in the `api` namespace."""

from django.urls import path

from clearance.api.edi import EdiAnswerApi, EdiDetailApi, EdiListApi
from clearance.api.lane_events import LaneEventApi
from clearance.api.seal_events import SealEventApi
from clearance.api.trips import TripCancelApi, TripDetailApi, TripListApi
from clearance.api.versions import TripVersionApi, TripVersionListApi

urlpatterns = [
    path("edi", EdiListApi.as_view(), name="edi_list"),
    path("edi/<uuid:inbound_id>", EdiDetailApi.as_view(), name="edi_detail"),
    path("edi/<uuid:inbound_id>/answer", EdiAnswerApi.as_view(), name="edi_answer"),
    path("lane-events", LaneEventApi.as_view(), name="lane_events"),
    path("seal-events", SealEventApi.as_view(), name="seal_events"),
    path("trips", TripListApi.as_view(), name="trip_list"),
    path("trips/<uuid:trip_id>", TripDetailApi.as_view(), name="trip_detail"),
    path("trips/<uuid:trip_id>/cancel", TripCancelApi.as_view(), name="trip_cancel"),
    path("trips/<uuid:trip_id>/versions", TripVersionListApi.as_view(), name="trip_version_list"),
    path("trips/<uuid:trip_id>/versions/<int:number>", TripVersionApi.as_view(), name="trip_version"),
]
