"""A rich text as its reader sees it: words and lines, each with its place in the HTML."""

import re
from dataclasses import dataclass
from html import unescape

INLINE = {"strong", "em", "a"}  # every other tag begins a line
TOKEN = re.compile(
    r"<(?P<end>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9]*+)"
    r"(?P<attributes>(?:[^<>\"']++|\"[^\"]*\"|'[^']*')*+)>"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});)"
    r"|(?P<words>[^<&]++)|.",
    re.DOTALL,
)
SPACES = str.maketrans("\n\r\t\f", "    ")
HREF = re.compile(r"(?<![\w\-])href\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))", re.IGNORECASE)
EMPTIED = "\0"  # where the whole of a tag may be gone; no sanitised text holds it
EMPTY_TAG = re.compile(rf"<(strong|em|a)\b[^<>]*>{EMPTIED}+</\1>")

Span = tuple[int, int]


@dataclass
class Lien:
    """A link: its address and where that stands in the HTML, its tags, its place in the words."""

    href: str
    start: int
    end: int
    tags: list[Span]
    at: int


@dataclass(frozen=True)
class Page:
    """What is read, the place in the HTML of each of its characters, and the links."""

    texte: str
    spans: list[Span]
    liens: list[Lien]

    def place(self, start: int, end: int) -> Span:
        return self.spans[start][0], self.spans[end - 1][1]

    def chunks(self, start: int, end: int) -> list[Span]:
        """Return the pieces of HTML, parted by tags, that hold this passage."""
        chunks = [self.spans[start]]
        for span in self.spans[start + 1 : end]:
            if span[0] <= chunks[-1][1]:
                chunks[-1] = (chunks[-1][0], span[1])
            else:
                chunks.append(span)
        return chunks


def flatten(html: str) -> Page:
    """Return `html` as read: blocks and `<br>` are lines, other line breaks are spaces."""
    pieces: list[str] = []
    spans: list[Span] = []
    liens: list[Lien] = []
    is_open = False
    for token in TOKEN.finditer(html):
        tag = (token["tag"] or "").lower()
        if token["words"]:
            pieces.extend(token["words"].translate(SPACES))
            spans.extend((at, at + 1) for at in range(*token.span()))
        elif not tag:
            chars = unescape(token.group()).translate(SPACES)
            pieces.extend(chars)
            spans.extend([token.span()] * len(chars))
        elif tag not in INLINE:
            pieces.append("\n")
            spans.append(token.span())
        elif tag == "a":
            is_open = read_link(token, liens, len(pieces), is_open)
    return Page("".join(pieces), spans, liens)


def read_link(token: re.Match[str], liens: list[Lien], at: int, is_open: bool) -> bool:
    """Note a tag of a link; return whether a link with an address is now open."""
    if token["end"]:
        if is_open:
            liens[-1].tags.append(token.span())
        return False
    href = HREF.search(token["attributes"])
    if href:
        start = token.start("attributes")
        group = href.lastindex or 0
        place = href.span(group)
        address = unescape(href[group])
        liens.append(Lien(address, start + place[0], start + place[1], [token.span()], at))
    return bool(href)


def remove_emptied(html: str) -> str:
    """Return `html` without the tags that masking left with nothing inside."""
    while EMPTY_TAG.search(html):
        html = EMPTY_TAG.sub(EMPTIED, html)
    return html.replace(EMPTIED, "")
