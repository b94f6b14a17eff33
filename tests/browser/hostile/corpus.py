"""What an attacker would write, family by family: the texts of test_hostile.py.

Each goes after `<p>Piège NNN</p>`, which makes it HTML and leaves something to read. Texts are
short, save those of `size`.
"""

from tests.browser.hostile.attributes import LIBRARIES, TEMPLATES
from tests.browser.hostile.broken import BROKEN, POLYGLOTS, SIZE
from tests.browser.hostile.documents import CSS, OTHER_DOCUMENTS, SVG
from tests.browser.hostile.letters import ENTITIES, LOOKALIKES, UNICODE
from tests.browser.hostile.links import LINKS
from tests.browser.hostile.mutations import CLOBBERS, MUTATIONS
from tests.browser.hostile.parts import IMAGE, RUN, SCRIPT
from tests.browser.hostile.scripts import HANDLERS, SCRIPTS

FAMILIES = {
    "scripts": SCRIPTS,
    "handlers": HANDLERS,
    "links": LINKS,
    "svg and mathml": SVG,
    "css": CSS,
    "other documents and forms": OTHER_DOCUMENTS,
    "mutations": MUTATIONS,
    "clobbering": CLOBBERS,
    "attributes of libraries": LIBRARIES,
    "templates": TEMPLATES,
    "unicode": UNICODE,
    "look-alikes": LOOKALIKES,
    "entities": ENTITIES,
    "broken tags": BROKEN,
    "polyglots": POLYGLOTS,
    "size": SIZE,
}
TEXTS = [text for family in FAMILIES.values() for text in family]
# Not HTML: shown as typed.
PLAIN = [
    SCRIPT,
    IMAGE,
    f"javascript:{RUN}",
    f"\"'><svg onload={RUN}>",
    "{{ 7|add:7 }}{% csrf_token %}",
    "</p>&lt;",
    "<b>gras</b> &amp; <!-- caché -->",
]
# A character that no database keeps: the form refuses it.
REFUSED = [
    "<p>Un zéro\0</p>",
    f"<p>Un zéro</p><scr\0ipt>{RUN}</scr\0ipt>",
    f"<p>Un zéro</p><a href='java\0script:{RUN}'>lien</a>",
    f"<p>Un zéro</p><img src=x\0onerror={RUN}>",
]
