"""Pages of value-chain loops (R-62)."""

from django.urls import path

from clearance.views import loops

urlpatterns = [
    path("loops/", loops.loops, name="loops"),
    path("loops/export.csv", loops.loops_csv, name="loops_csv"),
    path("loops/new/", loops.loop_new, name="loop_new"),
    path("loops/<uuid:loop_id>/", loops.loop, name="loop"),
    path("loops/<uuid:loop_id>/sign/", loops.sign, name="loop_sign"),
    path("loops/<uuid:loop_id>/refuse/", loops.refuse, name="loop_refuse"),
    path("loops/<uuid:loop_id>/end/", loops.end, name="loop_end"),
]
