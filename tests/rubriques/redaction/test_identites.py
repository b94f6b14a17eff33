"""A text that looks like it names somebody is shown to its author, who masks it or keeps it."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from blog.correspondance.services import name_depositaires, write_identity
from blog.models import Action, Suivi
from journal.models import Trace
from tests.outils.factories import make_article, make_rubrique, make_suivi, make_user

NAMED = "<p>Lucas <strong>MOREAU</strong> a appelé, au 06 12 34 56 78, à propos du stage.</p>"
ASKED = "Ce texte semble contenir de quoi reconnaître quelqu’un"


@pytest.fixture
def write(world, as_user):
    url = reverse("blog:suivi_create", args=[world.article.pk])

    def send(texte=NAMED, user=world.redacteur, **values):
        sent = {"date": str(timezone.localdate()), "texte": texte, "portee": "cellule"}
        return as_user(user).post(url, sent | {"envoi": str(uuid.uuid4())} | values)

    return send


def written(world):
    return Suivi.objects.exclude(pk=world.suivi.pk).get().texte


def test_the_author_is_shown_where_and_nothing_is_saved(world, write):
    answer = write()
    page = answer.content.decode()
    assert answer.status_code == 400 and ASKED in page
    assert "<mark>Lucas MOREAU</mark>" in page and "<mark>06 12 34 56 78</mark>" in page
    assert "Masquer et enregistrer" in page and "Garder et enregistrer" in page
    assert "MOREAU" in answer.context["form"]["texte"].value()
    assert not Suivi.objects.exclude(pk=world.suivi.pk).exists()


def test_nobody_is_told_to_save_what_cannot_be_saved_yet(world, write):
    wrong = write(date="le 32").text
    assert ASKED in wrong and "Saisissez une date valide." in wrong
    assert "Masquer et enregistrer" not in wrong and "à corriger d’abord" in wrong
    right = write().text
    assert "Masquer et enregistrer" in right and "à corriger d’abord" not in right


def test_masking_takes_the_words_out_and_leaves_the_rest(world, write):
    assert write(identites="masquer").status_code == 302
    text = written(world)
    assert "MOREAU" not in text and "06 12" not in text
    assert "masqué" in text and "à propos du stage" in text


def test_keeping_leaves_the_text_as_it_is(world, write):
    assert write(identites="garder").status_code == 302
    assert "MOREAU" in written(world) and "06 12 34 56 78" in written(world)


@pytest.mark.parametrize("choice", ["masquer", "garder"])
def test_the_choice_is_in_the_journal_without_the_text(world, write, choice):
    write()
    write(identites=choice)
    asked, done = Trace.objects.filter(details__has_key="identites").order_by("pk")
    assert (asked.acte, asked.details["identites"]) == ("identite", "demande")
    assert (done.acte, done.details["identites"]) == ("creation", choice)
    assert asked.details["sortes"] == done.details["sortes"] == ["nom", "telephone"]
    journal = str(list(Trace.objects.values()))
    assert "MOREAU" not in journal and "06 12" not in journal


def test_a_text_without_identity_is_saved_without_a_question(world, write):
    assert (
        write("<p>Entretien CPE lundi, PAP signé. Rendez-vous CMP à venir.</p>").status_code == 302
    )
    assert not Trace.objects.filter(details__has_key="identites").exists()
    assert write(identites="n’importe quoi").status_code == 400  # no choice, so a question


def test_members_of_the_rubrique_may_be_named(world, write):
    world.lecteur.first_name, world.lecteur.last_name = "Karim", "Belhadj"
    world.lecteur.save()
    assert write("<p>Karim BELHADJ et M. Belhadj reçoivent la famille.</p>").status_code == 302
    stranger = make_user(first_name="Ernest", last_name="Quévilly")
    assert write(f"<p>{stranger.first_name} QUÉVILLY la reçoit.</p>").status_code == 400


def test_what_a_correction_leaves_as_it_was_is_not_asked_again(world, as_user):
    suivi = make_suivi(world.article, world.redacteur, texte=NAMED)
    url = reverse("blog:suivi_edit", args=[suivi.pk])
    client = as_user(world.redacteur)
    same = NAMED.replace("stage", "stage en entreprise")
    assert client.post(url, {"texte": same, "version": 1}).status_code == 302
    more = same + "<p>Sa mère : 07 98 76 54 32.</p>"
    answer = client.post(url, {"texte": more, "version": 2})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "<mark>07 98 76 54 32</mark>" in page and "<mark>06 12 34 56 78</mark>" not in page
    client.post(url, {"texte": more, "version": 2, "identites": "masquer"})
    suivi.refresh_from_db()
    assert "06 12 34 56 78" in suivi.texte and "07 98" not in suivi.texte


FORMS = {
    "article_edit": (
        "constats",
        {
            "niveau": "2de",
            "vigilance": "suivre",
            "signale_par": "cpe",
            "signale_le": "2026-09-14",
            "preoccupante": "aucune",
            "version": 1,
        },
    ),
    "action_create": ("libelle", {"etat": "a_faire"}),
    "statut_edit": ("motif", {"vers": "veille", "version": 1}),
}


@pytest.mark.parametrize("name", FORMS)
def test_every_form_with_a_free_text_asks(world, as_user, name):
    field, values = FORMS[name]
    values = values | {
        field: "Voir Mme Vauquelin au 06 12 34 56 78.",
        "natures": [world.rubrique.natures.first().pk],
        "responsable": world.redacteur.pk,
    }
    url = reverse(f"blog:{name}", args=[world.article.pk])
    client = as_user(world.redacteur)
    answer = client.post(url, values)
    assert answer.status_code == 400 and ASKED in answer.content.decode()
    assert client.post(url, values | {"identites": "masquer"}).status_code == 302
    world.article.refresh_from_db()
    texts = [
        world.article.constats,
        *[action.libelle for action in Action.objects.all()],
        *[change.motif for change in world.article.changements.all()],
    ]
    assert not [text for text in texts if "06 12" in text or "Vauquelin" in text]
    assert [text for text in texts if "masqué" in text]


def test_a_name_of_the_key_table_is_recognised_and_no_other_word(world, write):
    assert write("<p>Vauquelin était là.</p>").status_code == 302
    name_depositaires(rubrique=world.rubrique, people=[world.redacteur], par=world.gestionnaire)
    write_identity(article=world.article, identite="Zélie Vauquelin", seen=0, par=world.redacteur)
    answer = write("<p>Vu zélie ce matin.</p>")
    assert answer.status_code == 400
    assert "<mark>zélie</mark>" in answer.content.decode()
    assert write("<p>Vu ce matin.</p>").status_code == 302


def test_a_name_of_another_rubriques_table_says_nothing(world, as_user, write):

    other = make_article(make_rubrique())
    write_identity(article=other, identite="Zélie Vauquelin", seen=0, par=make_user())
    assert write("<p>Vauquelin était là.</p>").status_code == 302
