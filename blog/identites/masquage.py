"""A text, plain or rich, without the identities that it holds."""

from blog.identites.balises import EMPTIED, remove_emptied
from blog.identites.recherche import PageLue, Spare, Trouvaille, read_html, sorte_of_link
from blog.models.correspondance import IsName, never


def mask_text(text: str, trouvailles: list[Trouvaille]) -> str:
    """Return a plain text where each of these passages, found in it, is masked."""
    return replace_passages(text, [(t.start, t.end, t.sorte.masque) for t in trouvailles])


def replace_passages(text: str, edits: list[tuple[int, int, str]]) -> str:
    pieces, at = [], 0
    for start, end, replacement in sorted(edits):
        if start >= at:
            pieces += [text[at:start], replacement]
            at = end
    return "".join(pieces) + text[at:]


def mask_html(html: str, *, is_name: IsName = never, spare: Spare = never) -> str:
    """Return a rich text where every identity is masked; a link to a person is a link no more."""
    return mask_read(html, read_html(html, is_name, spare), is_name=is_name, spare=spare)


def mask_read(html: str, lue: PageLue, *, is_name: IsName = never, spare: Spare = never) -> str:
    """The same for a text that was already looked through."""
    while edits := replacements_in(lue):
        html = remove_emptied(replace_passages(html, edits))
        lue = read_html(html, is_name, spare)
    return html


def replacements_in(lue: PageLue) -> list[tuple[int, int, str]]:
    """The mask goes where the passage begins; what it holds in other tags is emptied."""
    edits = []
    for start, end, sorte in lue.places:
        first, *others = lue.page.chunks(start, end)
        edits += [(*first, sorte.masque), *((*other, EMPTIED) for other in others)]
    for lien in lue.page.liens:
        if sorte_of_link(lien):
            edits += [(*tag, "") for tag in lien.tags]
    return edits
