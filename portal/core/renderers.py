"""The form renderer: every Django form, field and formset comes out in our markup (templates/django/forms)."""

from django.forms.renderers import TemplatesSetting


class PreclearRenderer(TemplatesSetting):
    """Finds templates through the ordinary template settings, so `templates/django/forms` overrides Django's."""

    form_template_name = "django/forms/form.html"
    formset_template_name = "django/forms/formset.html"
    field_template_name = "django/forms/group.html"
