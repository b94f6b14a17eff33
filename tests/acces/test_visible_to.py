"""What each person may read, said by an oracle in plain Python on random rubriques.

Each page, list, count, search, live answer and history must agree with it: what is to be read is
there, and nothing else.
"""

import re
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from blog.models import Article, Suivi
from blog.situation.services import correct_suivi, set_aside
from comptes.models import Utilisateur
from rubriques.permissions import Role, set_role
from rubriques.portee import Portee
from tests.outils.factories import (
    make_action,
    make_article,
    make_member,
    make_rubrique,
    make_suivi,
)
from tests.outils.screens import articles_in

MEMBERS, ARTICLES = 4, 3
people = st.integers(0, MEMBERS - 1)


@dataclass(frozen=True)
class Note:
    article: int
    auteur: int
    portee: str
    corrected: bool
    withdrawn: bool


@dataclass(frozen=True)
class Scene:
    """A rubrique at random: its members, who is set aside from what, its notes."""

    members: list
    aside: frozenset
    notes: list
    gone: int | None  # a member whose right was withdrawn after they wrote


notes = st.builds(
    Note,
    article=st.integers(0, ARTICLES - 1),
    auteur=people,
    portee=st.sampled_from(Portee.values),
    corrected=st.booleans(),
    withdrawn=st.booleans(),
)
scenes = st.builds(
    Scene,
    members=st.lists(
        st.tuples(
            st.sampled_from(Role.values),
            st.sampled_from(Utilisateur.Fonction.values),
            st.booleans(),  # whether a gestionnaire lets them read the notes of santé-social
        ),
        min_size=MEMBERS,
        max_size=MEMBERS,
    ),
    aside=st.frozensets(st.tuples(st.integers(0, ARTICLES - 1), people), max_size=4),
    notes=st.lists(notes, max_size=8),
    gone=st.none() | people,
)


class Staged:
    """A scene as the database holds it. Each note says two words of its own."""

    def __init__(self, scene):
        self.scene, rubrique, elsewhere = scene, make_rubrique(), make_rubrique()
        self.members = [
            make_member(rubrique, role, fonction=fonction, sante_social=bound)
            for role, fonction, bound in scene.members
        ]
        for user, (*_, bound) in zip(self.members, scene.members, strict=True):
            make_member(elsewhere, Role.LECTEUR, user=user, sante_social=not bound)
        self.articles = [
            make_article(rubrique, self.members[n % MEMBERS], constats=f"constatnum{n}")
            for n in range(ARTICLES)
        ]
        self.suivis = [self.write(number, note) for number, note in enumerate(scene.notes)]
        for article, member in scene.aside:
            make_action(self.articles[article], self.members[member], libelle=f"acte{article}")
            set_aside(
                article=self.articles[article],
                utilisateur=self.members[member],
                aside=True,
                par=self.members[0],
            )
        if scene.gone is not None:
            gone = self.members[scene.gone]
            set_role(rubrique=rubrique, utilisateur=gone, role=None, par=None)
        self.rubrique = rubrique

    def write(self, number, note):
        auteur = self.members[note.auteur]
        first = f"<p>{word(number, 'a') if note.corrected else word(number)}</p>"
        suivi = make_suivi(self.articles[note.article], auteur, texte=first, portee=note.portee)
        if note.corrected:
            text = f"<p>{word(number)}</p>"
            correct_suivi(suivi=suivi, texte=text, par=auteur, seen=1)
        if note.withdrawn:
            retire = {"retire_le": timezone.now(), "retire_par": auteur}
            Suivi.objects.filter(pk=suivi.pk).update(**retire)
        return suivi

    def sees(self, member, article):
        """The oracle of situations."""
        return member != self.scene.gone and (article, member) not in self.scene.aside

    def reads(self, member, note):
        """The oracle of notes."""
        if not self.sees(member, note.article) or note.withdrawn:
            return False
        *_, bound = self.scene.members[member]
        return (
            note.portee == "cellule"
            or note.auteur == member
            or (note.portee == "sante_social" and bound)
        )


def word(number, version="b"):
    return f"motnum{number}{version}fin"


def words_of(text):
    return set(re.findall(r"motnum\d+[ab]fin", text))


@pytest.mark.parametrize("way", ["lists", "pages", "live", "search", "lu_par"])
def test_what_each_member_finds_is_what_the_oracle_says(way):
    @settings(
        max_examples={"lists": 24, "lu_par": 12}.get(way, 12),
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.too_slow],
        phases=[Phase.generate],  # shrinking takes minutes: the failing scene is short enough
    )
    @given(scenes)
    def check(scene):
        with transaction.atomic():
            staged = Staged(scene)
            for member, user in enumerate(staged.members):
                with transaction.atomic():
                    CHECKS[way](staged, member, user)
                    transaction.set_rollback(True)
            transaction.set_rollback(True)

    check()


def check_lists(staged, member, user):
    """Situations, notes, and the numbers drawn from them."""
    shown = {a.pk for n, a in enumerate(staged.articles) if staged.sees(member, n)}
    mine = {
        suivi.pk
        for suivi, note in zip(staged.suivis, staged.scene.notes, strict=True)
        if staged.reads(member, note)
    }
    assert {a.pk for a in Article.objects.visible_to(user)} == shown
    assert {s.pk for s in Suivi.objects.visible_to(user)} == mine
    known = Suivi.objects.known_to(user)
    assert {s.article_id for s in known} <= shown
    assert {s.pk for s in known if s.lisible and not s.is_retire} == mine
    client = signed_in(user)
    opened = {n for n in range(ARTICLES) if client.get(url_of(staged, n)).status_code == 200}
    assert opened == {n for n in range(ARTICLES) if staged.sees(member, n)}
    for note in staged.scene.notes:  # written again, by the same author: news for the others
        make_suivi(staged.articles[note.article], staged.members[note.auteur], portee=note.portee)
    for article in Article.objects.visible_to(user).with_news(user):
        number = staged.articles.index(article)
        news = [
            note
            for note in staged.scene.notes
            if note.article == number and note.auteur != member and reads_new(staged, member, note)
        ]
        assert article.nouveaux == len(news)


def reads_new(staged, member, note):
    return staged.reads(member, Note(note.article, note.auteur, note.portee, False, False))


def check_pages(staged, member, user):
    """Every page on which a text stands: no foreign word, and each of one's own."""
    client = signed_in(user)
    for number in range(ARTICLES):
        page = client.get(url_of(staged, number))
        assert page.status_code == (200 if staged.sees(member, number) else 404)
        assert words_of(page.content.decode()) == mine_in(staged, member, number)
    home, listing = client.get("/"), client.get(list_of(staged))
    gone = member == staged.scene.gone
    assert listing.status_code == (404 if gone else 200)
    for page in [home, listing]:
        text = page.content.decode()
        assert not words_of(text)
        hidden = [a for n, a in enumerate(staged.articles) if not staged.sees(member, n)]
        assert not [a.code for a in hidden if a.code in text]
        assert not re.search(
            "|".join(f"acte{a}" for a, m in staged.scene.aside if m == member) or "jamais", text
        )
    for number, (suivi, note) in enumerate(zip(staged.suivis, staged.scene.notes, strict=True)):
        history = client.get(reverse("blog:suivi_history", args=[suivi.pk]))
        reads = staged.reads(member, note)
        assert history.status_code == (200 if reads else 404)
        both = {word(number), word(number, "a")} if note.corrected else {word(number)}
        assert words_of(history.content.decode()) == (both if reads else set())


def check_live(staged, member, user):
    """The live address says what the page says, and moves for what may be read alone."""
    client, states = signed_in(user), {}
    for number in range(ARTICLES):
        answer = live(client, staged, number)
        assert words_of(answer.content.decode()) == mine_in(staged, member, number)
        states[number] = answer.get("ETag")
    for note in staged.scene.notes:
        make_suivi(staged.articles[note.article], staged.members[note.auteur], portee=note.portee)
    for number in range(ARTICLES):
        if not staged.sees(member, number):
            assert live(client, staged, number).status_code == 404
            continue
        moved = any(
            note.article == number and reads_new(staged, member, note)
            for note in staged.scene.notes
        )
        answer = live(client, staged, number, states[number])
        assert answer.status_code == (200 if moved else 304)


def check_search(staged, member, user):
    """A word finds its situation for who may read it, and nothing for anybody else."""
    client = signed_in(user)
    if member == staged.scene.gone:
        assert client.post(list_of(staged), {"mots": "constatnum0"}).status_code == 404
        return
    for number, note in enumerate(staged.scene.notes):
        found = found_by(client, staged, word(number))
        assert found == ({note.article} if staged.reads(member, note) else set())
    for number in range(ARTICLES):
        found = found_by(client, staged, f"CONSTATNUM{number}")
        assert found == ({number} if staged.sees(member, number) else set())


def check_lu_par(staged, member, user):
    """Nobody who is set aside, or gone, is among the readers that others see."""
    client = signed_in(user)
    for number in range(ARTICLES):
        if not staged.sees(member, number):
            continue
        lectures = client.get(url_of(staged, number)).context["lectures"]
        told = {m.utilisateur for m in [*lectures["read"], *lectures["unread"]]}
        others = {u for m, u in enumerate(staged.members) if staged.sees(m, number)}
        assert told == others
        assert user in {m.utilisateur for m in lectures["read"]}


CHECKS = {
    "lists": check_lists,
    "pages": check_pages,
    "live": check_live,
    "search": check_search,
    "lu_par": check_lu_par,
}


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def url_of(staged, number):
    return staged.articles[number].get_absolute_url()


def list_of(staged):
    return reverse("blog:article_list", args=[staged.rubrique.slug])


def live(client, staged, number, state=None):
    url = reverse("blog:article_live", args=[staged.articles[number].pk])
    return client.get(url, headers={"If-None-Match": state} if state else {})


def mine_in(staged, member, number):
    return {
        word(n)
        for n, note in enumerate(staged.scene.notes)
        if note.article == number and staged.reads(member, note)
    }


def found_by(client, staged, words):
    articles = articles_in(client.post(list_of(staged), {"mots": words}))
    return {staged.articles.index(article) for article in articles}
