"""Pages of this app."""

from django.urls import URLPattern

app_name = "reference"
urlpatterns: list[URLPattern] = []
