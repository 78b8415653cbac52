"""Pages of the trader's desk beside the wizard: saved records, one change at a time, the way back, export."""

from django.urls import path

from clearance.views import changes, export, saved, tariffs, upload, wizard

urlpatterns = [
    path("saved/", saved.saved, name="saved"),
    path("saved/add/<slug:kind>/", saved.add, name="saved_add"),
    path("saved/<uuid:record_id>/", saved.edit, name="saved_edit"),
    path("saved/<uuid:record_id>/retire/", saved.retire, name="saved_retire"),
    path("saved/<uuid:record_id>/restore/", saved.restore, name="saved_restore"),
    path("trips/<uuid:trip_id>/keep/", saved.keep_trip, name="trip_keep"),
    path("trips/<uuid:trip_id>/change/<slug:what>/", changes.change, name="trip_change"),
    path("trips/<uuid:trip_id>/return/", changes.way_back, name="trip_return"),
    path("file/from/<uuid:record_id>/", wizard.from_template, name="file_from_template"),
    path("file/<uuid:draft_id>/undo/", wizard.undo, name="draft_undo"),
    path("describe/", wizard.describe, name="describe"),
    path("upload/<uuid:batch_id>/finish/<int:place>/", upload.finish, name="upload_draft"),
    path("tariffs/", tariffs.page, name="tariffs"),
    path("tariffs.csv", tariffs.table, name="tariffs_csv"),
    path("export/", export.export, name="export"),
    path("export/<slug:what>.<slug:form>", export.export_file, name="export_file"),
]
