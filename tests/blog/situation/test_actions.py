"""Actions: those that are late stand out for who does them."""

import re

from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from blog.models import Action
from tests.outils.factories import make_action


def test_an_action_late_stands_out_on_the_situation_the_list_and_the_home_of_who_does_it(
    world, as_user
):
    url = reverse("blog:action_create", args=[world.article.pk])
    data = {
        "libelle": "Appeler le CMP",
        "responsable": world.redacteur.pk,
        "echeance": "2026-01-05",
        "etat": "a_faire",
    }
    as_user(world.gestionnaire).post(url, data)
    client = as_user(world.redacteur)
    listing = reverse("blog:article_list", args=[world.rubrique.slug])
    for path in [world.article.get_absolute_url(), "/"]:
        page = client.get(path).content.decode()
        assert "Appeler le CMP" in page and "en retard" in page
    page = client.get(world.article.get_absolute_url()).content.decode()
    assert re.search("5 janvier( 2026)?, en retard", page)  # beside its day, in its row
    assert "1 en retard" in client.get(listing).content.decode()

    action = Action.objects.get(responsable=world.redacteur)
    edit = reverse("blog:action_edit", args=[action.pk])
    client.post(edit, data | {"etat": "faite", "resultat": "Rendez-vous pris", "version": 1})
    page = client.get(world.article.get_absolute_url()).content.decode()
    assert "Rendez-vous pris" in page
    assert "Appeler le CMP" not in client.get("/").content.decode()


def test_a_day_is_told_with_its_year_when_it_is_not_this_one(world, as_user):
    today = timezone.localdate()
    days = [today, today.replace(year=today.year + 1, day=2), today.replace(year=2020, day=2)]
    for day in days:
        make_action(world.article, world.lecteur, echeance=day)
    page = as_user(world.lecteur).get(world.article.get_absolute_url())
    shown = [cell.get_text() for cell in rows_of(page, "Échéance")]
    told = [re.search(r"\d+(?:er)? \w+(?: (\d{4}))?", text) for text in shown]
    assert sorted(day[1] or "" for day in told if day) == ["", "2020", str(today.year + 1)]


def rows_of(page, label):
    return BeautifulSoup(page.content, "html.parser").select(f'td[data-label="{label}"]')
