"""Rich text: the editor (django-prose-editor) and the sanitiser (nh3), here and nowhere else.

What the editor can make, the sanitiser lets through, and nothing more. Text is sanitised when it
is saved and again when it is shown. Without JavaScript the editor is a plain text box: what is
typed there becomes paragraphs.
"""

import re
from typing import Any, NoReturn
from urllib.parse import urlsplit

import nh3
from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django_prose_editor.fields import ProseEditorFormField

from coffre.fields import EncryptedTextField
from texte.simple import INVISIBLE, parted

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "Heading": {"levels": [3, 4]},
    "Link": {"enableTarget": False, "protocols": ["https", "mailto"]},
    "History": True,
    "Menu": {
        "groups": [
            {"group": "blockType -lists"},
            {"group": "lists"},
            {"group": "nodes -blockType -lists"},
            {"group": "marks"},
            {"group": "link"},
            {"group": "history"},
        ]
    },
}
TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "h3", "h4", "a"}
BLOCK_START = re.compile(r"\s*<(p|h[1-6]|ul|ol|blockquote)[\s>]", re.IGNORECASE)
# Accents piled on one letter: a language needs a few, a browser freezes on thousands.
MARK = r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
PILED = re.compile(rf"({MARK}{{8}}){MARK}+")
TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)(?:\s[^\s=>"]+="[^"]*")*>')  # as the cleaner writes them
# What HTML opens again in each block until it is closed. What differs by an attribute is opened
# again beside the others, so that thousands of them in thousands of blocks are millions of tags.
REOPENED = "b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u"
DRESSED = re.compile(rf"<(?:{REOPENED})[\s/]", re.IGNORECASE)
DRESS = re.compile(rf"<({REOPENED})[\s/][^<>]*>", re.IGNORECASE)
MOST_REOPENED = 1_000_000  # tags, at worst
CELL_END = re.compile(r"(?=</t[dh]\s*>\s*<t[dh][\s>])", re.IGNORECASE)
ROW_END = re.compile(r"(?=</t[dh]\s*>\s*</tr\s*>\s*<tr[\s>])", re.IGNORECASE)
DEEPEST = 20  # tags one in the other
MAX_LENGTH = 50_000
LONGEST_HTML = 5 * MAX_LENGTH  # once it is clean: signs are written as entities, blocks are closed


def keep_attribute(tag: str, name: str, value: str) -> str | None:
    """Keep a link's address only when it is https or mailto, with a host or a mailbox."""
    if name == "rel":
        return value  # the one that the cleaner sets
    if tag != "a" or name != "href":
        return None
    try:
        parts = urlsplit(value.strip())
    except ValueError:
        return None
    return (
        value if parts.scheme == "mailto" or (parts.scheme == "https" and parts.netloc) else None
    )


CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes={"a": {"href"}},
    attribute_filter=keep_attribute,
    url_schemes={"https", "mailto"},
    clean_content_tags={
        "script",
        "style",
        "svg",
        "math",
        "template",
        "noscript",
        "iframe",
        "title",
        "del",
        "s",
        "strike",  # what is struck out says the contrary of what is left of it
    },
    link_rel="noopener noreferrer nofollow",
    strip_comments=True,
)


def sanitise(text: str) -> str:
    """Return `text` as safe HTML: plain text becomes paragraphs, HTML keeps the allowed tags.

    The result is empty or begins with a block, so that it is its own sanitised form.
    """
    text = undress(INVISIBLE.sub("", text or "").replace("\r\n", "\n"))
    html = clean(text if BLOCK_START.match(text) else paragraphs(text))
    if not BLOCK_START.match(html):
        html = clean(f"<p>{html}")
    return html if is_readable(html) else ""


def undress(html: str) -> str:
    """Return `html` such that the cleaner takes a time in proportion to its length.

    Attributes that it would drop are dropped before when there are very many; what is still
    too heavy then is no text that anybody wrote, and is shown as it was typed.
    """
    if is_light(html):
        return html
    bare = DRESS.sub(r"<\1>", html)
    return bare if is_light(bare) else escape(html)


def is_light(html: str) -> bool:
    return len(DRESSED.findall(html)) * html.count("<") <= MOST_REOPENED


def clean(html: str) -> str:
    """Return `html` with the allowed tags alone, nested no deeper than people do.

    Marks that reorder text are taken out again: the cleaner decodes those written as entities.
    """
    cleaned = CLEANER.clean(apart(html) if "<t" in html.lower() else html)
    sober = unnest(PILED.sub(r"\1", INVISIBLE.sub("", cleaned)))
    return cleaned if sober == cleaned else CLEANER.clean(sober)


def apart(html: str) -> str:
    """Return HTML whose cells and rows stay apart once their tags are gone: « 6e 2 | 3 »."""
    return ROW_END.sub("<br>", CELL_END.sub(" | ", html))


def unnest(html: str) -> str:
    """Drop the tags, not the words, that lie deeper than DEEPEST in well-formed HTML."""
    depth = 0

    def keep(tag: re.Match[str]) -> str:
        nonlocal depth
        if tag[2] == "br":
            return tag[0]
        depth -= bool(tag[1])
        kept = tag[0] if depth < DEEPEST else ""
        depth += not tag[1]
        return kept

    return TAG.sub(keep, html)


def paragraphs(text: str) -> str:
    """Return plain text as HTML paragraphs: a blank line parts them, a line break stays one."""
    parts = re.split(r"\n\s*\n", parted(text.strip()))
    return "".join(f"<p>{escape(part.strip()).replace(chr(10), '<br>')}</p>" for part in parts)


def is_readable(html: str) -> bool:
    return bool(re.sub(r"<[^<>]*>|&nbsp;|\s", "", html))


def render_rich(html: str) -> SafeString:
    """Return `html` for a template, sanitised once more. Text is marked as safe here only."""
    return mark_safe(clean(html))  # noqa: S308  (what it is for)


class RichTextFormField(ProseEditorFormField):
    """The editor in a form; its cleaned value is sanitised HTML."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.pop("config", None)
        kwargs.pop("preset", None)
        kwargs["max_length"] = MAX_LENGTH
        super().__init__(  # type: ignore[no-untyped-call]  # the library says no types
            *args, extensions=dict(EXTENSIONS), sanitize=sanitise, **kwargs
        )
        self.widget.attrs |= {"rows": 8, "autocomplete": "off"}

    def bound_data(self, data: str | None, initial: object) -> str | None:
        """What a refused form gives back to the editor: the author's text, without its dangers."""
        too_long = len(data or "") > MAX_LENGTH  # given back as it is: the text box escapes it
        return clean(data) if data and not too_long and BLOCK_START.match(data) else data

    def clean(self, value: str | None) -> str:
        if len(value or "") > MAX_LENGTH:  # before the sanitiser, which takes long over such texts
            raise ValidationError(f"Ce texte dépasse {MAX_LENGTH} signes\u00a0: raccourcissez-le.")
        cleaned: str = super().clean(value)  # type: ignore[no-untyped-call]  # no types either
        if len(cleaned) > LONGEST_HTML:
            raise ValidationError(
                "La mise en forme de ce texte est trop lourde\u00a0: simplifiez-la."
            )
        if self.required and not cleaned:
            self.fail_as_empty()
        return cleaned

    def fail_as_empty(self) -> NoReturn:
        raise ValidationError(self.error_messages["required"], code="required")


class RichTextField(EncryptedTextField):
    """An encrypted text that is sanitised each time it is saved."""

    def prepare(self, clear: str) -> str:
        return sanitise(clear)

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return super().formfield(**{"form_class": RichTextFormField, "widget": None} | kwargs)
