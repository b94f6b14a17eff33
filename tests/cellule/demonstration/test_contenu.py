"""The demonstration: when it runs, and what it makes."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agenda.models import Seance
from blog.models import Article, Lecture, Suivi
from cellule.demonstration.scenario import PASSWORD as DEMO_PASSWORD
from comptes.models import Utilisateur
from journal.models import Trace
from rubriques.models import Espace, Habilitation, Rubrique
from rubriques.permissions import Droit, allowed_rubriques
from tests.outils.commandes import run
from tests.outils.factories import make_user

DAY = "2026-11-23"
USABLE = [
    "proviseure",
    "principal",
    "conseillere",
    "cpe",
    "infirmiere",
    "assistante",
    "professeur",
    "technicien",
]


@pytest.fixture
def demonstration(settings):
    settings.DEMONSTRATION = True
    # Nine passwords to hash at each run: Argon2 is tested where accounts are.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return settings


@pytest.fixture
def demo(demonstration):
    """The demonstration as of a fixed day; what the command printed."""
    return run("demo", date=datetime.date.fromisoformat(DAY))


def test_the_demonstration_does_not_enter_an_installation_that_is_not_one(settings):
    assert settings.DEMONSTRATION is False
    for options in [{}, {"if_empty": True}]:
        with pytest.raises(CommandError, match="not a demonstration"):
            run("demo", **options)
    assert not Utilisateur.objects.exists() and not Espace.objects.exists()


@pytest.mark.parametrize("used", ["an account", "an establishment"])
def test_the_demonstration_does_not_enter_a_database_in_use(demonstration, used):
    if used == "an account":
        make_user()
    else:
        Espace.objects.create(nom="Lycée", code_uai="0440001X", zone="B")
    before = Utilisateur.objects.count(), Espace.objects.count()
    with pytest.raises(CommandError, match="in use"):
        run("demo")
    assert run("demo", if_empty=True) == ""
    assert (Utilisateur.objects.count(), Espace.objects.count()) == before
    assert not Article.objects.exists() and not Trace.objects.exists()


def test_a_second_start_of_the_demonstration_changes_nothing_and_tells_the_accounts_again(demo):
    before = [list(model.objects.values()) for model in (Article, Suivi, Utilisateur, Espace)]
    with pytest.raises(CommandError, match="in use"):
        run("demo")
    assert run("demo", if_empty=True) == demo
    after = [list(model.objects.values()) for model in (Article, Suivi, Utilisateur, Espace)]
    assert after == before
    assert len(after[0]) == 32


def test_a_date_that_is_none_is_told_in_one_line(demonstration):
    for text in ["23/11/2026", "demain", "2026-02-30", "", "2026-11-23; x"]:
        with pytest.raises(CommandError, match="--date") as error:
            call_command("demo", f"--date={text}")
        assert "\n" not in str(error.value)
    assert not Espace.objects.exists()
    run("demo", f"--date={DAY}")
    assert Espace.objects.count() == 2


def test_the_demonstration_has_its_situations_and_eight_accounts_that_sign_in(demo):
    assert Article.objects.count() == 32
    assert [e.nom for e in Espace.objects.all()] == ["Collège de l’Estuaire", "Lycée des Marais"]
    assert [u for u in USABLE if u not in demo] == []
    assert DEMO_PASSWORD in demo
    for user in Utilisateur.objects.all():
        client = Client()
        data = {"login": user.username, "password": DEMO_PASSWORD}
        client.post(reverse("account_login"), data)
        assert (client.get("/").status_code == 200) == (user.username in USABLE), user.username
    assert Utilisateur.objects.count() == len(USABLE) + 1


RIGHTS = {
    "proviseure": {"Lycée des Marais": {"read", "write", "manage"}},
    "principal": {"Collège de l’Estuaire": {"read", "write", "manage"}},
    "conseillere": {"Lycée des Marais": {"read"}, "Collège de l’Estuaire": {"read"}},
    "cpe": {"Lycée des Marais": {"read", "write"}},
    "infirmiere": {"Lycée des Marais": {"read"}},
    "assistante": {"Lycée des Marais": {"read"}, "Collège de l’Estuaire": {"read", "write"}},
    "professeur": {},
    "technicien": {},
    "remplacante": {},
}


def test_each_account_of_the_demonstration_holds_the_rights_that_are_told(demo):
    found = {}
    for user in Utilisateur.objects.all():
        held = found.setdefault(user.username, {})
        for action in Droit:
            for rubrique in allowed_rubriques(user, action).select_related("espace"):
                verb = action.value.removesuffix("_rubrique")
                held.setdefault(rubrique.espace.nom, set()).add(verb)
    assert found == RIGHTS


@pytest.mark.parametrize("username", ["professeur", "technicien"])
def test_who_holds_no_right_sees_nothing_of_the_demonstration(demo, username, as_user):
    def shown(name):
        client = as_user(Utilisateur.objects.get(username=name))
        pages = [client.get("/").content.decode()]
        for model in (Rubrique, Article, Seance, Espace):
            for obj in model.objects.all()[:3]:
                answer = client.get(obj.get_absolute_url())
                pages.append(answer.content.decode() if answer.status_code == 200 else "")
        codes = Article.objects.values_list("code", flat=True)
        return [code for code in codes if any(code in page for page in pages)], pages

    codes, pages = shown(username)
    assert codes == [] and set(pages[1:]) == {""}
    codes, pages = shown("proviseure")
    assert codes and any(pages[1:])


def snapshot():
    """What the demonstration says, without what is drawn or dated by the clock of the machine."""
    articles = Article.objects.order_by("rubrique__espace__nom", "code")
    suivis = Suivi.objects.order_by("article__code", "date", "auteur__username", "cree_le")
    seances = Seance.objects.order_by("agenda__rubrique__espace__nom", "occurrence__start")
    return {
        "situations": [
            (
                *(a.code, a.niveau, a.vigilance, a.statut, a.signale_par, a.signale_le),
                *(str(a.referent), a.prochain_point, a.constats, a.cree_le, a.modifie_le),
                sorted(n.nom for n in a.natures.all()),
            )
            for a in articles
        ],
        "suivis": sorted(
            (s.article.code, s.date, s.auteur.username, s.texte, s.cree_le) for s in suivis
        ),
        "seances": [(s.debut, s.fin, s.lieu, s.is_annulee) for s in seances],
        "droits": sorted(Habilitation.objects.values_list("utilisateur__username", "role")),
        "lectures": sorted(
            Lecture.objects.values_list("article__code", "utilisateur__username", "lue_le")
        ),
    }


def test_the_same_day_gives_the_same_demonstration(demonstration):
    found = []
    for day in [DAY, DAY, "2026-11-30"]:
        with transaction.atomic():
            run("demo", f"--date={day}")
            found.append(snapshot())
            transaction.set_rollback(True)
    first, second, a_week_later = found
    assert len(first["situations"]) == 32 and len(first["suivis"]) > 100
    for name in first:
        assert first[name] == second[name], name
    assert first["suivis"] != a_week_later["suivis"]


DAYS = [DAY, "2026-09-02", "2027-01-04", "2027-06-28", "2027-07-20"]
DAYS += ["2029-10-15"]  # beyond the published calendar of school holidays


@pytest.mark.parametrize("day", DAYS)
def test_nothing_of_the_demonstration_is_written_in_the_future_or_in_summer(demonstration, day):
    run("demo", f"--date={day}")
    as_of = datetime.date.fromisoformat(day)

    suivis = list(Suivi.objects.select_related("article"))
    assert len(suivis) > 100
    late = [s for s in suivis if s.date > as_of or s.cree_le > timezone.now()]
    assert not late, [str(s.date) for s in late]
    for suivi in suivis:
        assert not is_summer(suivi.date), suivi.date
        assert suivi.date.weekday() < 5, suivi.date
        assert suivi.date >= suivi.article.signale_le
    for article in Article.objects.all():
        assert article.signale_le <= as_of and not is_summer(article.signale_le)
        assert article.cree_le <= timezone.now() and article.modifie_le <= timezone.now()
    assert not Lecture.objects.filter(lue_le__gt=timezone.now()).exists()


def is_summer(day):
    return (7, 10) <= (day.month, day.day) <= (8, 31)


def test_the_meetings_of_the_demonstration_are_on_mondays_of_school_but_one_that_moved(demo):
    seances = list(Seance.objects.in_order())
    assert len(seances) > 60
    for rubrique in Rubrique.objects.all():
        mine = [seance for seance in seances if seance.agenda.rubrique_id == rubrique.pk]
        assert sum(seance.is_annulee for seance in mine) == 1
        assert sum(seance.is_deplacee for seance in mine) == 1
    for seance in seances:
        assert seance.prevue_debut.weekday() == 0
        assert not is_summer(seance.debut.date()), seance.debut
    assert any(s.debut.date() > datetime.date.fromisoformat(DAY) for s in seances)


def test_the_demonstration_is_told_on_every_page_and_names_no_real_mailbox(demo, as_user):
    assert all(u.email.endswith("@exemple.invalid") for u in Utilisateur.objects.all())
    page = as_user(Utilisateur.objects.get(username="cpe")).get("/").content.decode()
    assert "démonstration" in page.lower()
