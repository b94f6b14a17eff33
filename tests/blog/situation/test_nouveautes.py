"""What is new for me in a situation, and who read it."""

import datetime

from django.urls import reverse
from django.utils import timezone

from blog.models import Article, Lecture, Suivi
from blog.situation.services import correct_suivi
from rubriques.portee import Portee
from tests.outils.comptes import words_of
from tests.outils.factories import make_action, make_suivi
from tests.outils.screens import articles_in, page_of


def test_what_is_new_is_new_until_it_is_read(world, as_user):
    client = as_user(world.lecteur)
    assert "nouvelle situation" in client.get("/").content.decode()
    client.get(world.article.get_absolute_url())
    assert "nouvelle situation" not in client.get("/").content.decode()

    make_suivi(world.article, world.redacteur)
    assert "1 nouveau suivi" in client.get("/").content.decode()
    listing = reverse("blog:article_list", args=[world.rubrique.slug])
    assert "nouveau</span>" in client.get(listing).content.decode()
    assert "nouveau</span>" in client.get(world.article.get_absolute_url()).content.decode()
    assert "1 nouveau suivi" not in client.get("/").content.decode()


def test_my_own_suivi_is_not_new_for_me(world):
    Lecture.objects.create(
        article=world.article, utilisateur=world.redacteur, lue_le=timezone.now()
    )
    make_suivi(world.article, world.redacteur)
    article = Article.objects.visible_to(world.redacteur).with_news(world.redacteur).get()
    assert not article.is_nouveau


def test_lu_par_tells_who_opened_since_the_last_note_open_to_all(world, as_user, nurse):
    make_suivi(world.article, world.gestionnaire)
    page_of(as_user, world.lecteur, world.article)
    answer = as_user(world.gestionnaire).get(world.article.get_absolute_url())
    told = words_of(answer).partition("Depuis le dernier suivi ouvert à toute la cellule")[2]
    read, _, unread = told.partition("Pas encore\u00a0:")
    assert str(world.lecteur) in read and str(world.gestionnaire) in read
    assert str(nurse) not in read and nurse.nom_court in unread
    assert world.lecteur.nom_court not in unread


def test_lu_par_tells_the_day_and_the_hour_of_paris(world, as_user):
    """At 22 h 30 in Greenwich, in summer, the next day has begun: here it is « 1er »."""
    page_of(as_user, world.lecteur, world.article)
    long_ago = datetime.datetime(2026, 6, 1, tzinfo=datetime.UTC)
    Suivi.objects.update(cree_le=long_ago)
    moment = datetime.datetime(2026, 7, 31, 22, 30, tzinfo=datetime.UTC)
    Lecture.objects.filter(utilisateur=world.lecteur).update(lue_le=moment)
    answer = as_user(world.gestionnaire).get(world.article.get_absolute_url())
    assert f"{world.lecteur}, 1er août, 0 h 30" in words_of(answer)


def news_of(as_user, user, world):
    """What the list says is new of the situation of the world."""
    listing = reverse("blog:article_list", args=[world.rubrique.slug])
    (article,) = articles_in(as_user(user).get(listing))
    return article.nouveaux, article.remaniee


def test_what_changed_since_i_last_opened_it_is_new_for_me(world, as_user, nurse):
    note = make_suivi(world.article, world.redacteur)
    reserved = make_suivi(world.article, nurse, portee=Portee.SANTE_SOCIAL)
    acts = [
        lambda: correct_suivi(suivi=note, texte="<p>Deux</p>", par=world.redacteur, seen=1),
        lambda: make_action(world.article, world.redacteur),
        lambda: world.article.save(update_fields=["modifie_le"]),
    ]
    for act in acts:
        page_of(as_user, world.lecteur, world.article)
        assert news_of(as_user, world.lecteur, world) == (0, False)
        act()
        assert news_of(as_user, world.lecteur, world) == (0, True)
    page_of(as_user, world.lecteur, world.article)
    correct_suivi(suivi=reserved, texte="<p>Autre</p>", par=nurse, seen=1)
    assert news_of(as_user, world.lecteur, world) == (0, False)
