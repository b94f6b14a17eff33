"""Two people edit one situation at once: nothing that either of them wrote is lost in silence."""

import pytest
from django.urls import reverse

from blog.correspondance.services import name_depositaires, write_identity
from journal.models import Trace
from tests.outils.bornes import bounded, fill


@pytest.fixture
def edit(world, as_user):
    """What a member sends, starting from the form that they opened."""
    url = reverse("blog:article_edit", args=[world.article.pk])

    def opened_by(user):
        form = as_user(user).get(url).context["form"]
        seen = {name: value for name, value in form.initial.items() if value is not None}
        seen |= {"natures": [n.pk for n in world.article.natures.all()]}

        def send(**changes):
            return as_user(user).post(url, seen | changes)

        return send

    return opened_by


def test_two_people_who_change_different_fields_are_both_kept(world, edit):
    first, second = edit(world.gestionnaire), edit(world.redacteur)
    assert first(referent=world.lecteur.pk, natures=[world.rubrique.natures.last().pk]) is not None
    answer = second(constats="Revenu lundi.")
    assert answer.status_code == 302
    world.article.refresh_from_db()
    assert world.article.constats == "Revenu lundi."
    assert world.article.referent == world.lecteur
    assert list(world.article.natures.all()) == [world.rubrique.natures.last()]
    fields = [t.details["champs"] for t in Trace.objects.filter(acte="modification")]
    assert fields == [["constats"], ["referent", "natures"]]


def test_the_second_is_told_who_wrote_and_not_who_read_since(world, as_user, edit):
    first, second = edit(world.gestionnaire), edit(world.redacteur)
    first(constats="Revenu lundi.")
    as_user(world.lecteur).get(world.article.get_absolute_url())
    page = second(constats="Toujours absent.").text
    assert f"{world.gestionnaire} a enregistré pendant que vous écriviez." in page


def test_a_field_that_two_people_changed_is_put_to_the_second_with_both_texts(world, edit):
    first, second = edit(world.gestionnaire), edit(world.redacteur)
    first(constats="Revenu lundi.", vigilance="urgent")
    answer = second(constats="Toujours absent.", niveau="3e")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Revenu lundi." in page and "Toujours absent." in page
    assert [d.champ for d in answer.context["disagreements"]] == ["Constats"]
    world.article.refresh_from_db()
    assert world.article.constats == "Revenu lundi." and world.article.niveau == "2de"

    form = answer.context["form"]
    assert form["constats"].value() == "Toujours absent."  # their own, still in the form
    assert form["vigilance"].value() == "urgent"  # what only the other one changed
    again = second(
        constats="Revenu lundi, absent mardi.",
        niveau="3e",
        vigilance="urgent",
        version=form["version"].value(),
        vu=form["vu"].value(),
    )
    assert again.status_code == 302
    world.article.refresh_from_db()
    kept = world.article.constats, world.article.niveau, world.article.vigilance
    assert kept == ("Revenu lundi, absent mardi.", "3e", "urgent")


def test_two_people_who_write_the_same_do_not_disagree(world, edit):
    first, second = edit(world.gestionnaire), edit(world.redacteur)
    first(constats="Revenu lundi.")
    assert second(constats="Revenu lundi.", vigilance="urgent").status_code == 302
    world.article.refresh_from_db()
    assert world.article.vigilance == "urgent"


def test_the_conflict_page_does_not_tell_which_names_the_key_table_holds(world, edit, as_user):
    """A refused save is no way to try names: the page shows what was typed, the journal knows."""
    people = [world.gestionnaire, world.redacteur]
    name_depositaires(rubrique=world.rubrique, people=people, par=world.gestionnaire)
    write_identity(
        article=world.article, identite="Zélie Vauquelin", seen=0, par=world.gestionnaire
    )
    first, second = edit(world.gestionnaire), edit(world.redacteur)
    first(constats="Revenu lundi.")
    answer = second(constats="on a vu vauquelin hier", identites="masquer")
    assert answer.status_code == 409
    assert answer.context["disagreements"][0].saisi == "on a vu vauquelin hier"
    assert "masqué" not in answer.context["form"]["constats"].value()
    trace = Trace.objects.filter(acte="identite", acteur=world.redacteur).get()
    assert trace.details == {"identites": "masquer", "sortes": ["nom"], "nombre": 1}


def test_a_merge_does_not_make_what_the_form_forbids(world, edit):
    sent = {"preoccupante": "envisagee", "preoccupante_le": "2026-10-01"}
    edit(world.gestionnaire)(**sent)
    first, second = edit(world.gestionnaire), edit(world.redacteur)
    first(preoccupante="envisagee", preoccupante_le="")
    answer = second(preoccupante="transmise", preoccupante_le="2026-10-01")
    assert answer.status_code == 409
    world.article.refresh_from_db()
    assert world.article.preoccupante == "envisagee"


@pytest.mark.parametrize("vu", ["", "n’importe quoi", "constats:0000"])
def test_a_form_that_does_not_say_what_it_showed_overwrites_nothing(world, edit, vu):
    first, second = edit(world.gestionnaire), edit(world.redacteur)
    first(constats="Revenu lundi.")
    assert second(constats="Toujours absent.", vu=vu).status_code == 409
    world.article.refresh_from_db()
    assert world.article.constats == "Revenu lundi."


def test_the_longest_texts_of_two_people_are_put_side_by_side_at_once(world, edit):
    first, second = edit(world.gestionnaire), edit(world.redacteur)
    assert first(constats=fill("Revenu lundi. ")).status_code == 302
    with bounded():
        answer = second(constats=fill("Absent mardi. "))
    assert answer.status_code == 409
    assert [d.champ for d in answer.context["disagreements"]] == ["Constats"]
