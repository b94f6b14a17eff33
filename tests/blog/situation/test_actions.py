"""Actions: those that are late stand out for who does them."""

import re

from django.urls import reverse

from blog.models import Action


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
