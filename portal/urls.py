"""Every address of the portal. Each name needs a rule in portal.site.url_access."""

from django.urls import include, path

from portal.core.views.events import events

urlpatterns = [
    path("", include("portal.site.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("session/", include("allauth.urls")),
    path("organisation/", include("portal.accounts.urls")),
    path("notices/", include("portal.notices.urls")),
    path("reference/", include("portal.reference.urls")),
    path("trail/", include("audit.trail.urls")),
    path("membership/", include("enrollment.urls")),
    path("clearance/", include("clearance.urls")),
    path("audit/", include("audit.compliance.urls")),
    path("commission/", include("appeals.urls")),
    path("oauth/", include("portal.urls_oauth")),
    path("api/v1/", include("portal.urls_api")),
    path("events/<slug:channel>", events, name="events"),
]

handler404 = "portal.core.html_errors.page_not_found"
