"""Home, status and documentation pages."""

from django.urls import path

from portal.site import views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("style/", views.style, name="style"),
    path("style/search/", views.style_search, name="style_search"),
    path("status/", views.status, name="status"),
    path("status/status.csv", views.status_csv, name="status_csv"),
    path("status/health/", views.health, name="health"),
    path("status/stuck/", views.stuck, name="stuck"),
    path("status/stuck/<uuid:task_id>/retry/", views.stuck_retry, name="stuck_retry"),
    path("envoys/", views.envoys, name="envoys"),
    path("workflows/", views.workflows, name="workflows"),
    path("docs/rules/", views.docs_rules, name="docs_rules"),
    path("docs/elements/", views.docs_elements, name="docs_elements"),
]
