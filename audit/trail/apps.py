from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "audit.trail"
    label = "trail"
    verbose_name = "Trail"
    default_auto_field = "django.db.models.BigAutoField"
