"""A form in which somebody writes freely looks for names, or says here why it does not."""

import importlib

from django import forms

from blog.identites.formulaire import TexteForm
from tests.outils.racine import ROOT
from tests.outils.sources import ARROW, modules
from texte.riche import RichTextFormField

ASKS_NOBODY = {  # what is typed there is no text about a pupil
    "ConnexionForm": "signing in",
    "LienForm": "choosing a password",
    "PageForm": "what the cellule is, its members, its charter",
    "RubriqueForm": "the title of a rubrique",
    "NaturesForm": "names of difficulties",
    "HeuresForm": "the place of a meeting, in which a code is refused",
    "SuiteForm": "two hidden codes of a page, which no template draws",
    "IdentiteForm": "the key table is where names go",
    "OuvertureForm": "why a line of the key table is opened, and the password",
    "EssaiForm": "words of a sheet, which the reprise looks through itself",
}


def forms_of_ours():
    """The forms of the applications, by name."""
    for app in ARROW:
        for path in modules(app):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            if "form" in name and "apps" not in name or name.endswith("views.annee"):
                module = importlib.import_module(name.removesuffix(".__init__"))
                for kind in vars(module).values():
                    if isinstance(kind, type) and issubclass(kind, forms.BaseForm):
                        if kind.__module__ == module.__name__:
                            yield kind


def is_free_text(field):
    is_char = type(field) is forms.CharField and not field.widget.is_hidden
    return is_char or isinstance(field, RichTextFormField)


def is_free(kind):
    return any(map(is_free_text, getattr(kind, "base_fields", {}).values()))


def asks(kind):
    """Whether the form, or one that it is made from, ends its `clean` by looking for names."""
    cleans = [base.__dict__["clean"] for base in kind.__mro__ if "clean" in base.__dict__]
    return any("look_for_identities" in clean.__code__.co_names for clean in cleans)


def test_a_form_in_which_somebody_writes_freely_looks_for_names():
    kinds = {kind.__name__: kind for kind in forms_of_ours()}
    free = {name for name, kind in kinds.items() if is_free(kind)}
    assert {"SuiviForm", "VueForm", "PointForm", "StatutForm", "ActionForm"} <= free
    excused = {
        name for name in free if any(base.__name__ in ASKS_NOBODY for base in kinds[name].__mro__)
    }
    for name in free - excused:
        assert issubclass(kinds[name], TexteForm), name
        assert asks(kinds[name]), name
