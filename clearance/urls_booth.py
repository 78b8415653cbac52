"""The booth's own machinery, all below the folder its worker looks after."""

from django.urls import path

from clearance.views import booth, booth_offline, booth_post

urlpatterns = [
    path("booth/worker.js", booth_offline.worker, name="booth_worker"),
    path("booth/offline/", booth_offline.page, name="booth_offline"),
    path("booth/offline/trucks/", booth_offline.trucks, name="booth_trucks"),
    path("booth/offline/decisions/", booth_offline.decisions, name="booth_decisions"),
    path("booth/post/", booth_post.choose, name="booth_post"),
    path("booth/window/", booth_post.at_window, name="booth_at_window"),
    path("booth/<uuid:trip_id>/trader/", booth.booth_trader, name="booth_trader"),
]
