"""The pseudonym kept honest: a text that looks like it names somebody is shown to its author."""

from django import forms

from blog.identites import Trouvaille, find, find_in_html, mask, mask_html
from blog.models.correspondance import name_parts, name_test
from comptes.models import Utilisateur
from journal.services import Detail
from rubriques.models import Rubrique
from rubriques.permissions import current_members
from texte.riche import RichTextFormField
from texte.simple import fold

MASK, KEEP = "masquer", "garder"
CIVILITIES = {"mlle", "mme", "madame", "mademoiselle", "monsieur", "mesdames", "messieurs"}


class TexteForm(forms.BaseForm):
    """A form whose texts `look_for_identities` looks through."""

    trouvailles: list[Trouvaille]  # shown to its author, who chooses
    choix: dict[str, Detail]  # what the journal notes


def look_for_identities(form: TexteForm, names: list[str], rubrique: Rubrique) -> None:
    """Stop a form whose texts look like they hold an identity, until its author chooses.

    To be called at the end of `clean()`. `form.trouvailles` says where; once the author chose,
    the texts are masked or kept, and `form.choix` is what the journal notes: the choice and the
    kinds of what was found, never the words. What an earlier version of the text held is not
    asked again; the members of the rubrique may be named.
    """
    form.trouvailles, form.choix = [], {}
    choice, is_name = form.data.get("identites"), name_test(rubrique)
    spare_members = is_named_member(rubrique, is_name)
    sortes: set[str] = set()
    number = 0
    for name in names:
        text = form.cleaned_data.get(name)
        if not text:  # missing, or refused for another reason
            continue
        field = form.fields[name]
        reader = Reader(field, is_name)
        before = reader.words_in(form.get_initial_for_field(field, name) or "")

        def spare(words, before=before):
            return spaced(words) in before or spare_members(words)

        found = [t for t in reader.find(text, spare) if not spare(t.texte)]
        sortes |= {trouvaille.sorte.value for trouvaille in found}
        number += len(found)
        if choice == MASK:
            form.cleaned_data[name] = reader.mask(text, found, spare)
        elif choice != KEEP and found:
            form.trouvailles += found
            kinds = ", ".join(dict.fromkeys(t.sorte.label for t in found))
            form.add_error(name, f"Ce texte semble contenir : {kinds}.")
    if sortes:
        chosen = "demande" if form.trouvailles else choice or ""
        form.choix = {"identites": chosen, "sortes": sorted(sortes), "nombre": number}


class Reader:
    """Reads a field as what it holds: rich text, or plain."""

    def __init__(self, field, is_name):
        self.is_rich, self.is_name = isinstance(field, RichTextFormField), is_name

    def find(self, text, spare):
        search = find_in_html if self.is_rich else find
        return search(text, is_name=self.is_name, spare=spare)

    def mask(self, text, found, spare):
        if self.is_rich:
            return mask_html(text, is_name=self.is_name, spare=spare)
        return mask(text, found)

    def words_in(self, text):
        return {spaced(t.texte) for t in self.find(text, lambda words: False)}


def spaced(words):
    return " ".join(fold(words).split())


def is_named_member(rubrique, is_name):
    """Return the test that tells the names of members, who may be named, from those of pupils."""
    members = current_members(rubrique).values("utilisateur")
    people = Utilisateur.objects.filter(pk__in=members)
    known = {
        part for names in people.values_list("first_name", "last_name") for part in parts_of(names)
    }

    def is_member(words):
        parts = [part for part in name_parts(words) if part not in CIVILITIES]
        return bool(parts) and known.issuperset(parts) and not any(map(is_name, parts))

    return is_member


def parts_of(names):
    return [part for name in names for part in name_parts(name)]
