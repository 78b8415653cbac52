from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "portal.site"
    label = "portal_site"
    verbose_name = "Wiring and home pages"
    default_auto_field = "django.db.models.BigAutoField"
