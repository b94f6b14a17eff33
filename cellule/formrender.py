from django.forms.renderers import TemplatesSetting


class FieldRenderer(TemplatesSetting):
    """Every field of every form looks the same: label, control, help, error."""

    field_template_name = "_field.html"
    form_template_name = "_form.html"
