"""Template tags of the screens: icons, rich text, the editor's scripts, short dates."""

from functools import cache

from django import template
from django.template import defaultfilters
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from js_asset import ImportMap, Media

from rubriques.redaction.brouillons import AUTHOR, mark_of
from temps.horloge import clock_in_words
from temps.mots import day, french
from texte.riche import RichTextFormField, render_rich

register = template.Library()
register.filter(french)
register.filter(day)


@register.simple_tag
@cache
def icon(name):
    """An icon of the sprite; always beside a word, so hidden from screen readers."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', static("icons.svg"), name
    )


@register.simple_tag(takes_context=True)
def author_mark(context):
    """Whose text a form holds: it is not saved in the name of who signs in after them."""
    return format_html(
        '<input type="hidden" name="{}" value="{}">', AUTHOR, mark_of(context["request"].user)
    )


@register.simple_tag(takes_context=True)
def author_mark_value(context):
    """Whose page this is: another member's news do not go into it."""
    return mark_of(context["request"].user)


@register.filter
def rich(html):
    """Rich text, sanitised again on its way to the screen."""
    return render_rich(html)


@register.simple_tag(takes_context=True)
def editor_media(context):
    """What opens the editor when it is wanted: where its scripts are, with the nonce of this
    answer, and its style sheets, which are not loaded as long as they are disabled."""
    return format_html(editor_tags(), context["request"].csp_nonce)


# What cleans a pasted text: loaded with the editor, by these names.
COLLAGE = ImportMap({f"cellule/{name}": f"js/{name}.js" for name in ["collage", "collage_blocs"]})


@cache
def editor_tags():
    ours = Media(importmap=COLLAGE)
    media = Media.from_media(RichTextFormField().widget.media + ours, nonce="{0}")
    where = "".join(media.render_importmap()).replace("{", "{{").replace("}", "}}")
    sheets = "".join(media.render_css()).replace("<link ", "<link data-editeur disabled ")
    script = format_html('<script type="module" src="{}"></script>', static("js/editor.js"))
    return where.replace("{{0}}", "{0}") + sheets + script


@register.simple_tag
def now_french(pattern):
    """This moment in words."""
    return french(timezone.now(), pattern)


@register.simple_tag
def clock():
    """« heure de Paris »: whose hours the page shows."""
    return clock_in_words()


@register.filter
def pluralize(number, endings="s"):
    """Django's, by the rule of French: zero is singular."""
    return defaultfilters.pluralize(number if number >= 2 else 1, endings)


@register.filter
def hours(seance):
    """« 13 h 30 à 14 h 30 »."""
    return f"{seance.debut:%-H h %M} à {seance.fin:%-H h %M}"
