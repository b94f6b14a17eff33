"""Views of the table that members keep, for themselves or for all."""

from django.urls import reverse

from blog.models import VueEnregistree
from journal.models import Trace
from rubriques.permissions import Role
from tests.outils.factories import make_article, make_member
from tests.outils.screens import codes


def keep(client, world, query, **fields):
    url = reverse("blog:vue_create", args=[world.rubrique.slug])
    return client.post(f"{url}?{query}", {"nom": "Premières à revoir"} | fields)


def test_a_view_is_kept_for_oneself_and_shows_the_situations_of_the_moment(world, table, as_user):
    answer = keep(as_user(world.lecteur), world, "niveau=1re&tri=-code&mots=secret&x=y")
    assert answer.status_code == 302
    vue = VueEnregistree.objects.get()
    assert (vue.requete, vue.partagee) == ("niveau=1re&tri=-code", False)
    assert "Premières à revoir" in table().content.decode()
    later = make_article(world.rubrique, niveau="1re")
    assert codes(as_user(world.lecteur).get(answer.url)) == [later.code]
    listing = reverse("blog:article_list", args=[world.rubrique.slug])
    assert "Premières à revoir" not in as_user(world.gestionnaire).get(listing).content.decode()
    stored = VueEnregistree.objects.filter(pk=vue.pk).values_list("nom", flat=True).get()
    assert "revoir" not in stored


def test_what_is_typed_in_an_address_is_kept_in_no_view(world, as_user):
    keep(as_user(world.lecteur), world, "retard=Zoé+est+battue&semaines=0006&ouverte=2026-09")
    assert VueEnregistree.objects.get().requete == "ouverte=2026-09&semaines=6&retard=oui"


def test_a_filter_that_is_too_long_is_told(world, as_user):
    columns = ".".join(["regime"] * 200)
    answer = keep(as_user(world.lecteur), world, f"colonnes={columns}&tri={'code,' * 200}")
    assert answer.status_code in (302, 400)
    assert max((len(vue.requete) for vue in VueEnregistree.objects.all()), default=0) <= 600


def test_a_view_whose_nature_is_gone_says_so_in_words(world, table):
    page = table(nature="6f9619ff-8b86-d011-b42d-00c04fc964ff")
    text = page.content.decode()
    assert page.status_code == 400 and "Ce choix n’existe pas, ou plus." in text
    assert "00c04fc964ff» " not in text and "00c04fc964ff n’en fait" not in text


def test_who_writes_may_keep_a_view_for_all_and_a_reader_may_not(world, table, as_user):
    keep(as_user(world.lecteur), world, "niveau=1re", partagee="oui")
    assert not VueEnregistree.objects.get().partagee
    keep(as_user(world.redacteur), world, "niveau=2de", nom="Secondes", partagee="oui")
    assert "Secondes" in table().content.decode()
    shared = VueEnregistree.objects.get(partagee=True)
    url = reverse("blog:vue_delete", args=[shared.pk])
    assert as_user(world.lecteur).post(url).status_code == 403
    assert as_user(world.gestionnaire).post(url).status_code == 302
    assert "Secondes" not in table().content.decode()


def test_a_view_of_another_member_is_not_there(world, as_user):
    keep(as_user(world.redacteur), world, "niveau=1re")
    other = make_member(world.rubrique, Role.GESTIONNAIRE)
    url = reverse("blog:vue_delete", args=[VueEnregistree.objects.get().pk])
    assert as_user(other).post(url).status_code == 404


def test_the_name_of_a_view_that_names_somebody_is_put_to_its_author(world, as_user):
    answer = keep(as_user(world.redacteur), world, "niveau=1re", nom="Appeler le 06 12 34 56 78")
    assert answer.status_code == 400
    assert not VueEnregistree.objects.exists()
    trace = Trace.objects.get(acte="identite")  # whoever tries names is seen doing so
    assert trace.acteur == world.redacteur and "06 12" not in str(trace.details)
