"""The short list of natures of a rubrique, as its gestionnaire keeps it."""

import pytest
from django.urls import reverse

from blog.models import Nature
from blog.situation.services import set_aside
from tests.outils.factories import make_article, make_rubrique
from tests.outils.saisies import article_data


@pytest.fixture
def natures(world):
    return {str(n.pk): n.nom for n in Nature.objects.of(world.rubrique)}


def save(client, rubrique, data):
    return client.post(reverse("blog:nature_list", args=[rubrique.slug]), data)


def names(rubrique):
    return set(Nature.objects.of(rubrique).values_list("nom", flat=True))


def test_the_gestionnaire_renames_removes_and_adds(world, as_user, natures):
    used = str(world.article.natures.get().pk)
    (first, second), *_ = [tuple(k for k in natures if k != used)[:2]]
    data = natures | {first: natures[second], second: natures[first]}  # two names exchanged
    client = as_user(world.gestionnaire)
    assert save(client, world.rubrique, data).status_code == 302
    assert Nature.objects.get(pk=first).nom == natures[second]

    save(client, world.rubrique, data | {first: ""})
    assert natures[second] not in names(world.rubrique)
    save(client, world.rubrique, data | {first: "", "nouvelle_1": "Écrans"})
    assert "Écrans" in names(world.rubrique)
    assert world.article.natures.get().pk == Nature.objects.get(pk=used).pk


@pytest.mark.parametrize("kind", ["archived", "twice", "none"])
def test_a_list_that_makes_no_sense_is_told_and_not_kept(world, as_user, natures, kind):
    used = str(world.article.natures.get().pk)
    other = next(k for k in natures if k != used)
    rename = natures | {other: natures[used]}
    if kind == "archived":
        rename |= {used: ""}
        save(as_user(world.gestionnaire), world.rubrique, natures | {used: ""})
        del rename[used]
    data = {
        "archived": rename,
        "twice": natures | {other: natures[used].upper()},
        "none": dict.fromkeys(natures, ""),
    }[kind]
    before = names(world.rubrique)
    assert save(as_user(world.gestionnaire), world.rubrique, data).status_code == 400
    assert names(world.rubrique) == before


def test_the_list_of_another_rubrique_is_not_touched(world, as_user, natures):
    other = make_rubrique()
    foreign = Nature.objects.of(other).first()
    save(as_user(world.gestionnaire), world.rubrique, natures | {str(foreign.pk): "Autre nom"})
    foreign.refresh_from_db()
    assert foreign.nom != "Autre nom"


@pytest.fixture
def hidden(world):
    """A situation from which the gestionnaire is set aside, and the nature that it alone holds."""
    nature = Nature.objects.of(world.rubrique)[3]
    article = make_article(world.rubrique, world.redacteur, natures=[nature])
    set_aside(article=article, utilisateur=world.gestionnaire, aside=True, par=world.redacteur)
    return nature


def shown(client, rubrique):
    """What the page says beside each nature."""
    form = client.get(reverse("blog:nature_list", args=[rubrique.slug])).context["form"]
    return {field.name: field.help_text for field in form}


def test_a_nature_counts_the_situations_that_the_gestionnaire_sees(world, as_user, hidden):
    told = shown(as_user(world.gestionnaire), world.rubrique)
    assert told[str(world.article.natures.get().pk)].startswith("1 situation.")
    assert told[str(hidden.pk)] == "Videz pour retirer"
    assert told[str(hidden.pk)] == told[str(Nature.objects.of(world.rubrique)[4].pk)]


def test_whether_a_nature_may_be_removed_tells_of_no_situation(world, as_user, natures, hidden):
    client, free = as_user(world.gestionnaire), str(Nature.objects.of(world.rubrique)[4].pk)
    used = str(world.article.natures.get().pk)
    answers = {save(client, world.rubrique, natures | {k: ""}).status_code for k in [free, used]}
    gone = save(
        client, world.rubrique, {k: v for k, v in natures.items() if k not in (free, used)}
    )
    assert answers | {gone.status_code} == {302}
    assert save(client, world.rubrique, natures | {str(hidden.pk): ""}).status_code == 302
    assert str(hidden.pk) not in shown(client, world.rubrique)


def test_a_situation_keeps_a_nature_that_left_the_list(world, as_user, natures):
    nature, client = world.article.natures.get(), as_user(world.gestionnaire)
    save(client, world.rubrique, natures | {str(nature.pk): ""})
    assert nature.nom in client.get(world.article.get_absolute_url()).text
    edit = reverse("blog:article_edit", args=[world.article.pk])
    offered = dict(client.get(edit).context["form"].fields["natures"].choices)
    assert f"{nature.nom} (retirée)" in offered.values()
    create = reverse("blog:article_create", args=[world.rubrique.slug])
    assert nature.nom not in client.get(create).text
    assert client.post(edit, article_data(world.rubrique, version=1)).status_code == 302
    assert world.article.natures.get() == nature


def test_the_table_asks_for_a_nature_that_left_as_long_as_one_sees_it_held(
    world, as_user, natures, hidden
):
    nature, client = world.article.natures.get(), as_user(world.gestionnaire)
    save(client, world.rubrique, natures | {str(nature.pk): "", str(hidden.pk): ""})
    table = reverse("blog:article_list", args=[world.rubrique.slug])
    labels = dict(client.get(table).context["filtre"].form.fields["nature"].choices).values()
    assert f"{nature.nom} (retirée)" in labels
    assert not [label for label in labels if hidden.nom in label]
    of_the_writer = as_user(world.redacteur).get(table)
    assert f"{hidden.nom} (retirée)" in of_the_writer.text


def test_a_nature_that_left_comes_back_with_its_situations_under_its_name(world, as_user, natures):
    nature, client = world.article.natures.get(), as_user(world.gestionnaire)
    save(client, world.rubrique, natures | {str(nature.pk): ""})
    page = client.get(reverse("blog:nature_list", args=[world.rubrique.slug]))
    assert f"Retirées\xa0: {nature.nom}." in page.text.replace("&nbsp;", "\xa0")
    others = {key: nom for key, nom in natures.items() if key != str(nature.pk)}
    save(client, world.rubrique, others | {"nouvelle_1": nature.nom.upper()})
    assert Nature.objects.of(world.rubrique).get(nom=nature.nom) == nature
    assert world.article.natures.get() == nature
