import datetime
import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agenda.models import Seance
from blog.models import Article, Lecture, Suivi
from cellule.demonstration.scenario import PASSWORD as DEMO_PASSWORD
from coffre.keys import keyring
from coffre.models import Temoin
from comptes.models import Utilisateur
from journal.models import Trace
from rubriques.models import Espace, Habilitation, Rubrique
from rubriques.permissions import Action, allowed_rubriques
from tests.factories import PASSWORD, make_user

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
ANSWERS = {
    "nom": "Collège des Prés",
    "uai": "0440001X",
    "zone": "B",
    "identifiant": "principale",
    "prenom": "Jeanne",
    "famille": "Le Bihan",
    "email": "jeanne.le.bihan@exemple.invalid",
}
LINK = re.compile(r"(/comptes/mot-de-passe/choisir/[\w-]+/)")


def run(name, *args, **options):
    out = io.StringIO()
    call_command(name, *args, stdout=out, **options)
    return out.getvalue()


def create_espace(**values):
    return run("create_espace", noinput=True, **(ANSWERS | values))


# create_espace


def test_an_establishment_is_opened_by_options_and_its_head_signs_in_by_the_link(client):
    printed = create_espace(adresse="https://cellule.example/")

    espace = Espace.objects.get()
    assert (espace.nom, espace.code_uai, espace.zone) == ("Collège des Prés", "0440001X", "B")
    chef = espace.chefs.get()
    assert (chef.username, str(chef)) == ("principale", "Jeanne Le Bihan")
    assert (chef.fonction, chef.is_superuser, chef.is_staff) == ("direction", False, False)
    assert not chef.has_usable_password()
    assert f"https://cellule.example{LINK.search(printed)[1]}" in printed

    form = client.get(LINK.search(printed)[1], follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    client.post(reverse("account_login"), {"login": chef.email, "password": PASSWORD})
    page = client.get(espace.get_absolute_url()).content.decode()
    assert "Collège des Prés" in page
    new = reverse("rubriques:rubrique_create", args=[espace.slug])
    assert client.post(new, {"titre": "Cellule de veille"}).status_code == 302


def test_an_establishment_is_opened_by_questions(monkeypatch):
    asked = []
    answers = iter(f"  {answer} " for answer in ANSWERS.values())

    def answer(question):
        asked.append(question)
        return next(answers)

    monkeypatch.setattr("builtins.input", answer)
    printed = run("create_espace")

    assert LINK.search(printed)
    assert Espace.objects.get().chefs.get().username == "principale"
    assert asked[0] == "Nom de l’établissement : " and len(asked) == len(ANSWERS)


def test_a_question_is_asked_only_for_what_no_option_says(monkeypatch):
    asked = []
    monkeypatch.setattr("builtins.input", lambda q: asked.append(q) or "c")
    run("create_espace", **{k: v for k, v in ANSWERS.items() if k != "zone"})
    assert asked == ["Zone de vacances (A, B ou C) : "]
    assert Espace.objects.get().zone == "C"


def test_nobody_at_the_keyboard_is_told_which_option_is_missing(monkeypatch):
    def nobody(question):
        raise EOFError

    monkeypatch.setattr("builtins.input", nobody)
    with pytest.raises(CommandError, match="--nom is missing") as error:
        run("create_espace")
    assert "\n" not in str(error.value)
    assert not Espace.objects.exists() and not Utilisateur.objects.exists()
    assert LINK.search(create_espace())


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"nom": ""}, "nom"),
        ({"nom": "x" * 121}, "nom"),
        ({"uai": "0440001XY"}, "code_uai"),
        ({"uai": "0440001"}, "code_uai"),
        ({"uai": "ABCDEFGH"}, "code_uai"),
        ({"uai": ""}, "code_uai"),
        ({"zone": "D"}, "zone"),
        ({"zone": ""}, "zone"),
        ({"identifiant": ""}, "username"),
        ({"identifiant": "deux mots"}, "username"),
        ({"prenom": ""}, "first_name"),
        ({"famille": ""}, "last_name"),
        ({"email": ""}, "email"),
        ({"email": "pas une adresse"}, "email"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_wrong_answer_is_told_in_one_line_and_nothing_is_opened(wrong, told):
    with pytest.raises(CommandError, match=told) as error, transaction.atomic():
        create_espace(**wrong)
    assert "\n" not in str(error.value).strip()
    for model in [Espace, Utilisateur, Trace]:
        assert not model.objects.exists()
    assert LINK.search(create_espace())
    assert Espace.objects.count() == Utilisateur.objects.count() == 1


def test_an_establishment_or_an_email_already_there_is_refused():
    create_espace()
    other = {"identifiant": "autre", "email": "autre@exemple.invalid", "uai": "0440002Y"}
    for wrong in [
        other | {"uai": ANSWERS["uai"]},
        other | {"email": ANSWERS["email"]},
        other | {"email": ANSWERS["email"].upper()},
        other | {"identifiant": "principale"},
        other | {"identifiant": "PRINCIPALE"},
    ]:
        with pytest.raises(CommandError) as error, transaction.atomic():
            create_espace(**wrong)
        assert "\n" not in str(error.value)
        assert Espace.objects.count() == Utilisateur.objects.count() == 1
    create_espace(**other)
    assert Espace.objects.count() == Utilisateur.objects.count() == 2


def test_a_head_signs_in_with_an_e_mail_that_was_given_with_capitals(client):
    create_espace(email="Jeanne.Le.Bihan@exemple.invalid")
    chef = Utilisateur.objects.get()
    chef.set_password(PASSWORD)
    chef.save()
    for login in ["principale", ANSWERS["email"]]:
        client.post(reverse("account_login"), {"login": login, "password": PASSWORD})
        assert client.get("/").status_code == 200, login
        client.post(reverse("account_logout"))


def test_a_head_who_has_an_account_gets_a_second_establishment_and_keeps_their_password():
    chef = make_user("principale", email=ANSWERS["email"])
    create_espace(nom="Lycée des Dunes", email=ANSWERS["email"].upper())
    assert Espace.objects.get().chefs.get() == chef
    chef.refresh_from_db()
    assert chef.check_password(PASSWORD)
    assert Utilisateur.objects.count() == 1


def test_a_closed_account_does_not_become_head_of_an_establishment():
    make_user("principale", email=ANSWERS["email"], is_active=False)
    with pytest.raises(CommandError), transaction.atomic():
        create_espace()
    assert not Espace.objects.exists()
    Utilisateur.objects.update(is_active=True)
    create_espace()
    assert Espace.objects.get().chefs.get().username == "principale"


def test_opening_an_establishment_is_traced_without_a_name():
    create_espace()
    espace, chef = Espace.objects.get(), Utilisateur.objects.get()
    lines = {(t.acte, t.objet_id): t for t in Trace.objects.all()}
    assert set(lines) >= {("creation", str(espace.pk)), ("lien", str(chef.pk))}
    assert all(t.acteur is None and t.details == {} for t in lines.values())


def test_the_creation_of_the_account_of_a_head_is_traced():
    create_espace()
    chef = Utilisateur.objects.get()
    assert Trace.objects.filter(acte="creation", objet_id=str(chef.pk)).count() == 1


def test_no_establishment_is_opened_without_the_key_of_the_data(settings):
    create_espace()
    settings.COFFRE_KEYS = "t2:" + settings.COFFRE_KEYS.partition(":")[2]
    keyring.cache_clear()
    try:
        with pytest.raises(CommandError, match="The key 't1'"):
            create_espace(uai="0440002Y")
    finally:
        keyring.cache_clear()
    assert Espace.objects.count() == 1
    assert Temoin.objects.filter(pk="t1").exists()


# demo: when it runs


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


# demo: what it makes


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
        for action in Action:
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
