from django.apps import AppConfig


class ClearanceConfig(AppConfig):
    name = "clearance"
    label = "clearance"
    verbose_name = "Filing, targeting, booth and release"
    default_auto_field = "django.db.models.BigAutoField"
