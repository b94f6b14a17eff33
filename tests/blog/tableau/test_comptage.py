"""The table and its tiles against a count by hand, in plain Python, on random rubriques.

Some notes are reserved, some members set aside: each finds what the count says, and no more.
"""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from blog.models import Action, Article, Nature, Suivi
from blog.situation.services import set_aside
from blog.tableau.filtres import ArticleFilter
from rubriques.permissions import Role
from rubriques.portee import Portee
from tests.outils.factories import (
    make_action,
    make_article,
    make_member,
    make_rubrique,
    make_seances,
    make_suivi,
)
from tests.outils.screens import articles_in

MEMBERS, ARTICLES = 3, 6
FONCTIONS = ["direction", "infirmier", "cpe"]
MEETINGS = [-35, -21, -7, 7]  # days from today
people = st.integers(0, MEMBERS - 1)
ago = st.integers(-60, 0)


@dataclass(frozen=True)
class Note:
    day: int
    auteur: int
    portee: str
    withdrawn: bool


@dataclass(frozen=True)
class Case:
    niveau: str
    vigilance: str
    statut: str
    natures: frozenset
    referent: int | None
    dispositifs: list
    point: int | None
    opened: int
    notes: list
    actions: list  # (échéance, state)
    aside: frozenset
    read: frozenset


cases = st.builds(
    Case,
    niveau=st.sampled_from(["6e", "2de"]),
    vigilance=st.sampled_from(["suivre", "urgent"]),
    statut=st.sampled_from(["signalee", "suivie", "close"]),
    natures=st.frozensets(st.integers(0, 2), min_size=1),
    referent=st.none() | people,
    dispositifs=st.lists(st.sampled_from(["pai", "pap", "pps"]), unique=True),
    point=st.none() | st.integers(-10, 10),
    opened=ago,
    notes=st.lists(
        st.builds(
            Note,
            day=ago,
            auteur=people,
            portee=st.sampled_from(Portee.values),
            withdrawn=st.booleans(),
        ),
        max_size=3,
    ),
    actions=st.lists(
        st.tuples(st.integers(-5, 5), st.sampled_from(Action.Etat.values)), max_size=2
    ),
    aside=st.frozensets(people, max_size=1),
    read=st.frozensets(people),
)
QUESTIONS = {
    "statut": ["suivie", "close", "signalee"],
    "niveau": ["6e", "2de"],
    "vigilance": ["urgent"],
    "nature": [0, 1, 2],
    "referent": ["aucun", 0, 1, 2],
    "dispositif": ["pai", "pap", "pps", "aucun"],
    "point": ["reunion", "depasse", "aucun"],
    "semaines": [1, 3, 6],
    "reunions": [1, 2, 3, 4],
    "retard": ["oui"],
    "nouveau": ["oui"],
}
ASKED = [
    {"statut": "toutes"} | {name: value} for name, values in QUESTIONS.items() for value in values
]
ASKED += [{name: value} for name, value in [("niveau", "6e"), ("retard", "oui")]]  # the open ones
ASKED += [{"vigilance": "urgent", "referent": "aucun"}, {"nature": 1, "semaines": 2}]


class Staged:
    """Cases as the database holds them."""

    def __init__(self, cases):
        self.today = timezone.localdate()
        self.cases, self.rubrique = cases, make_rubrique()
        self.members = [
            make_member(self.rubrique, Role.GESTIONNAIRE, fonction=f) for f in FONCTIONS
        ]
        self.natures = list(Nature.objects.of(self.rubrique)[:3])
        for offset in MEETINGS:
            make_seances(self.rubrique, self.members[0], jour=self.day(offset))
        self.articles = [self.write(case) for case in cases]

    def day(self, offset):
        return self.today + datetime.timedelta(days=offset)

    def write(self, case):
        opened = datetime.datetime.combine(self.day(case.opened), datetime.time(9))
        article = make_article(
            self.rubrique,
            self.members[0],
            natures=[self.natures[n] for n in case.natures],
            niveau=case.niveau,
            vigilance=case.vigilance,
            statut=case.statut,
            referent=None if case.referent is None else self.members[case.referent],
            dispositifs=case.dispositifs,
            prochain_point=None if case.point is None else self.day(case.point),
            cree_le=timezone.make_aware(opened),
        )
        for member in case.read:
            client = Client()
            client.force_login(self.members[member])
            client.get(article.get_absolute_url())
        for note in case.notes:
            auteur = self.members[note.auteur]
            suivi = make_suivi(article, auteur, date=self.day(note.day), portee=note.portee)
            if note.withdrawn:
                Suivi.objects.filter(pk=suivi.pk).update(retire_le=timezone.now())
        for offset, etat in case.actions:
            make_action(article, self.members[0], echeance=self.day(offset), etat=etat)
        for member in case.aside:
            set_aside(
                article=article, utilisateur=self.members[member], aside=True, par=self.members[0]
            )
        return article

    def asked(self, query):
        """A question in numbers, as the address asks it."""
        named = dict(query)
        if "nature" in named:
            named["nature"] = self.natures[named["nature"]].pk
        if named.get("referent") in range(MEMBERS):
            named["referent"] = self.members[named["referent"]].pk
        return named


def is_new(case, member):
    """Read before anything was written: every readable note of another, and action, is new.

    The first member opened the situation, and wrote its actions.
    """
    if member not in case.read:
        return member != 0
    readable = [n for n in case.notes if not n.withdrawn and n.auteur != member]
    bound = FONCTIONS[member] == "infirmier"
    notes = [n for n in readable if n.portee == "cellule" or bound and n.portee == "sante_social"]
    return bool(notes) or bool(case.actions) and member != 0


def last_sign(case):
    """The day of the last standing note, reserved or not; else that of the opening."""
    return max((n.day for n in case.notes if not n.withdrawn), default=case.opened)


def answers(case, member, query):
    """The oracle: whether a case is in the table of a member who asks `query`."""
    if member in case.aside:
        return False
    late = [d for d, etat in case.actions if d < 0 and etat in ("a_faire", "en_cours")]
    point, statut = case.point, query.get("statut")
    past = [m for m in MEETINGS if m <= 0]
    number = query.get("reunions", 0)
    due = {
        None: True,
        "reunion": point is not None and point <= 7,
        "depasse": point is not None and point < 0,
        "aucun": point is None,
    }
    uses = query.get("dispositif")
    return all(
        [
            case.statut != "close" if statut is None else statut in ("toutes", case.statut),
            query.get("niveau") in (None, case.niveau),
            query.get("vigilance") in (None, case.vigilance),
            query.get("nature") in (None, *case.natures),
            query.get("referent") in (None, "aucun" if case.referent is None else case.referent),
            uses is None or (uses in case.dispositifs or uses == "aucun" and not case.dispositifs),
            due[query.get("point")],
            last_sign(case) < -7 * query["semaines"] if "semaines" in query else True,
            not number or number <= len(past) and last_sign(case) < past[-number],
            bool(late) or "retard" not in query,
            is_new(case, member) or "nouveau" not in query,
        ]
    )


TILES = {
    "revoir": {"point": "reunion"},
    "urgent": {"vigilance": "urgent"},
    "retard": {"retard": "oui"},
    "sans_referent": {"referent": "aucun"},
    "silence": {"reunions": 3},
    "signalee": {"statut": "signalee"},
    "nouveau": {"nouveau": "oui"},
}


@settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.generate],
)
@given(st.lists(cases, min_size=ARTICLES, max_size=ARTICLES))
def test_the_table_and_its_tiles_say_what_a_count_by_hand_says(cases):
    with transaction.atomic():
        staged = Staged(cases)
        for member, user in enumerate(staged.members):
            with transaction.atomic():
                check(staged, member, user)
                transaction.set_rollback(True)
        transaction.set_rollback(True)


def check(staged, member, user):
    client = Client()
    client.force_login(user)
    url = reverse("blog:article_list", args=[staged.rubrique.slug])
    mine = Article.objects.visible_to(user).filter(rubrique=staged.rubrique).for_table(user)
    for query in ASKED:
        data = {name: str(value) for name, value in staged.asked(query).items()}
        found = ArticleFilter(data, rubrique=staged.rubrique, queryset=mine).qs
        expected = counted(staged, member, query)
        assert {article.pk for article in found} == expected, query
    page = client.get(url, staged.asked(ASKED[member]))
    assert {a.pk for a in articles_in(page)} == counted(staged, member, ASKED[member])
    tuiles = client.get(url).context["tuiles"]
    assert {tuile.nom: tuile.nombre for tuile in tuiles} == {
        nom: len(counted(staged, member, query)) for nom, query in TILES.items()
    }
    board = client.get(staged.rubrique.get_absolute_url()).context["panneaux"][0].context
    for carte in board["cartes"]:
        expected = counted(staged, member, TILES[carte["vue"].nom])
        assert carte["vue"].nombre == len(expected)
        assert {article.pk for article in carte["articles"]} <= expected


def counted(staged, member, query):
    pairs = zip(staged.articles, staged.cases, strict=True)
    return {article.pk for article, case in pairs if answers(case, member, query)}
