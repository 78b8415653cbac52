from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "portal.notices"
    label = "notices"
    verbose_name = "Messages to people and systems"
    default_auto_field = "django.db.models.BigAutoField"
