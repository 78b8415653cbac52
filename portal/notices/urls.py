"""Pages of this app, under /notices/."""

from django.urls import path

from portal.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.notice_list, name="list"),
    path("webhooks/", views.webhooks, name="webhooks"),
    path("webhooks/<uuid:endpoint_id>/<slug:action>/", views.endpoint_act, name="endpoint_act"),
    path("webhooks/messages/<uuid:delivery_id>/replay/", views.delivery_replay, name="delivery_replay"),
    path("<uuid:notice_id>/", views.notice, name="notice"),
]
