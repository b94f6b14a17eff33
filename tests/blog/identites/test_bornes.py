"""The longest texts that a form allows are looked through at once, whatever they hold."""

import pytest

from blog.models import Correspondance
from blog.models.correspondance import imprints
from blog.situation.forms.suivi import CorrectionForm
from tests.outils.bornes import bounded, fill
from tests.outils.factories import make_article
from texte.riche import MAX_LENGTH

LETTERS = "abcdefghijklmnopqrstuvwxyz"
DIFFERENT = " ".join(
    f"{a}{b}{c}{d}" for a in LETTERS for b in LETTERS for c in "aeiou" for d in "rstln"
)
LONG = {
    "one letter": fill("a "),
    "initials": fill("M. "),
    "joined initials": fill("J.-P. "),
    "names": fill("Mme Durand et "),
    "names in a row": fill("Jean DURAND "),
    "names of the table": fill("inès nedjar "),
    "different words": DIFFERENT[:MAX_LENGTH],
    "different capitals": DIFFERENT.title()[:MAX_LENGTH],
    "telephones": fill("06 12 34 56 78 "),
    "figures": fill("0"),
    "births": fill("né le 12/12/2010 "),
    "addresses": fill("12 rue de la Paix "),
    "half addresses": fill("12, rue de la A de la A de la A "),
    "towns": fill("75011 Paris-A"),
    "mailboxes": fill("a.b@c.fr "),
    "half mailboxes": fill("a.b@c"),
    "hyphens": fill("a-"),
    "one sign for a sentence": fill("ﷺ"),
    "one sign for three": fill("ﬃ"),
    "accents": fill("e\u0301"),
    "lines": fill("a\n\n"),
    "tags": fill("<p>a<strong>b</strong></p>"),
    "links": fill('<p><a href="mailto:a@b.fr">a</a></p>'),
    "nothing in tags": fill("<p><em><strong>Jean</strong></em> <em>Durand</em></p>"),
}


@pytest.fixture
def known(world):
    """A key table of the usual size."""
    for name in ["Inès Nedjar", *(f"Lucas Martin{letter}" for letter in LETTERS)]:
        article = make_article(world.rubrique, world.gestionnaire)
        Correspondance.objects.create(
            article=article, identite=name, empreintes=imprints(name), par=world.gestionnaire
        )
    return world


@pytest.mark.parametrize("choice", ["", "masquer"])
@pytest.mark.parametrize("kind", LONG)
def test_a_correction_of_the_longest_suivi_is_looked_through_at_once(known, kind, choice):
    data = {"texte": LONG[kind], "version": 1, "identites": choice}
    initial = {"texte": f"<p>{fill('Jean Durand ', MAX_LENGTH - 7)}</p>", "version": 1}
    form = CorrectionForm(data, initial=initial, rubrique=known.rubrique)
    with bounded():
        form.is_valid()
    assert "texte" in form.cleaned_data or form.errors["texte"]
