"""How forms are drawn. Controls are drawn here as Django's own templates do, mark for mark (a test
compares): those templates, one in the other, took a quarter of the time of the table."""

from collections.abc import Callable
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

Widget = dict[str, Any]  # the context of a control: its name, value, attributes, choices


class FieldRenderer(TemplatesSetting):
    """Every field of every form looks the same: label, control, help, error."""

    field_template_name = "_field.html"
    form_template_name = "_form.html"

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        draw = DRAWN.get(template_name)
        if draw is None:
            return super().render(template_name, context, request)
        return SafeString(draw(context["widget"]))


def text(value: object) -> str:
    return conditional_escape(value if isinstance(value, str) else str(value))


def attributes(widget: Widget) -> str:
    return "".join(
        f" {text(name)}" if value is True else f' {text(name)}="{text(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def draw_input(widget: Widget) -> str:
    value = "" if widget["value"] is None else f' value="{text(widget["value"])}"'
    name = text(widget["name"])
    return f'<input type="{text(widget["type"])}" name="{name}"{value}{attributes(widget)}>'


def draw_input_option(widget: Widget) -> str:
    if not widget.get("wrap_label"):
        return draw_input(widget)
    key = widget["attrs"].get("id")
    aimed = f' for="{text(key)}"' if key else ""
    return f"<label{aimed}>{draw_input(widget)} {text(widget['label'])}</label>"


def draw_textarea(widget: Widget) -> str:
    name, value = text(widget["name"]), text(widget["value"] or "")
    return f'<textarea name="{name}"{attributes(widget)}>\n{value}</textarea>'


def draw_select_option(widget: Widget) -> str:
    value = text(widget["value"])
    return f'<option value="{value}"{attributes(widget)}>{text(widget["label"])}</option>'


def draw_select(widget: Widget) -> str:
    parts = [f'<select name="{text(widget["name"])}"{attributes(widget)}>']
    for group, options, _ in widget["optgroups"]:
        parts += [f'\n  <optgroup label="{text(group)}">'] if group else []
        parts += [f"\n  {DRAWN[option['template_name']](option)}" for option in options]
        parts += ["\n  </optgroup>"] if group else []
    return "".join([*parts, "\n</select>"])


DRAWN: dict[str, Callable[[Widget], str]] = {
    f"django/forms/widgets/{name}.html": draw
    for draw, names in [
        (draw_input, "input text number date hidden checkbox email password search time"),
        (draw_input_option, "radio_option checkbox_option"),
        (draw_textarea, "textarea"),
        (draw_select_option, "select_option"),
        (draw_select, "select"),
    ]
    for name in names.split()
}
