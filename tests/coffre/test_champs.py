"""Fields sealed on their way to the database, and opened only when somebody reads them."""

import uuid

import pytest
from django.core.exceptions import FieldError
from django.db import transaction
from django.db.models import Value

from agenda.models import Seance
from blog.models import Article, Suivi
from coffre.fields import Sealed
from coffre.keys import CoffreError
from tests.outils.coffre import K1, K2, SECRET, assert_says_nothing, stored
from tests.outils.factories import CANARY, make_article, make_suivi
from tests.outils.pannes import spoil


def test_the_text_of_one_situation_copied_into_another_does_not_open(world):
    other = make_article(world.rubrique, constats=SECRET)
    token = stored(Article, other.pk, "constats")
    Article.objects.filter(pk=world.article.pk).update(constats=token)

    with pytest.raises(CoffreError) as error:
        _ = Article.objects.get(pk=world.article.pk).constats
    assert_says_nothing(error)
    assert Article.objects.get(pk=other.pk).constats == SECRET


def test_a_text_copied_into_another_column_of_the_same_row_does_not_open(world):
    shared = uuid.uuid4()
    article = Article.objects.get(pk=world.article.pk)
    article.pk, article.code, article.constats = shared, "Aulne-1", SECRET
    article.save(force_insert=True)
    suivi = Suivi.objects.create(
        pk=shared, article=article, auteur=world.lecteur, texte="<p>Autre.</p>"
    )
    Suivi.objects.filter(pk=shared).update(texte=stored(Article, shared, "constats"))

    with pytest.raises(CoffreError) as error:
        _ = Suivi.objects.get(pk=suivi.pk).texte
    assert_says_nothing(error)
    assert Article.objects.get(pk=shared).constats == SECRET


def test_after_a_new_key_old_texts_are_read_and_touched_ones_are_sealed_anew(world, use_keys):
    use_keys(K1)
    touched, untouched = (make_article(world.rubrique, constats=SECRET) for _ in range(2))
    before = {a.pk: stored(Article, a.pk, "constats") for a in (touched, untouched)}
    use_keys(K1, K2)

    touched = Article.objects.get(pk=touched.pk)
    assert touched.constats == SECRET
    touched.save()
    untouched = Article.objects.get(pk=untouched.pk)
    untouched.niveau = "tle"
    untouched.save()

    assert before[touched.pk].startswith("c1:k1:")
    assert stored(Article, touched.pk, "constats").startswith("c1:k2:")
    assert stored(Article, untouched.pk, "constats") == before[untouched.pk]
    use_keys(K2)  # the old key is thrown away
    assert Article.objects.get(pk=touched.pk).constats == SECRET
    with pytest.raises(CoffreError):
        _ = Article.objects.get(pk=untouched.pk).constats


def test_saving_other_fields_of_a_situation_leaves_its_text_as_it_is(world):
    token = stored(Article, world.article.pk, "constats")
    spoil()
    article = Article.objects.get(pk=world.article.pk)
    closed = stored(Article, article.pk, "constats")
    article.niveau = "tle"
    article.save()
    Article.objects.defer("constats").get(pk=article.pk).save()
    assert stored(Article, article.pk, "constats") == closed != token
    with pytest.raises(CoffreError):
        _ = article.constats
    Article.objects.filter(pk=article.pk).update(constats=Sealed(token))
    assert Article.objects.get(pk=article.pk).constats == "Absences le lundi."


def test_an_empty_text_stays_empty(world):
    article = make_article(world.rubrique, constats="")
    assert stored(Article, article.pk, "constats") == ""
    assert Article.objects.get(pk=article.pk).constats == ""


def test_a_text_left_out_of_a_query_is_read_when_it_is_asked_for(world):
    article = Article.objects.only("code").get(pk=world.article.pk)
    assert article.constats == "Absences le lundi."


@pytest.mark.parametrize(
    ("model", "lookup"),
    [
        (Suivi, {"texte": "<p>Entretien tenu.</p>"}),
        (Suivi, {"texte__icontains": "Entretien"}),
        (Suivi, {"texte__in": ["Entretien"]}),
        (Suivi, {"texte__startswith": "c1"}),
        (Suivi, {"texte__regex": "."}),
        (Article, {"constats__contains": "lundi"}),
        (Article, {"suivis__texte__icontains": "Entretien"}),
        (Seance, {"lieu": "Salle 112"}),
    ],
    ids=str,
)
def test_a_sealed_column_cannot_be_searched_by_the_database(world, model, lookup):
    with pytest.raises(FieldError):
        model.objects.filter(**lookup).exists()
    with pytest.raises(FieldError):
        model.objects.exclude(**lookup).exists()
    assert model.objects.filter(pk__isnull=False).exists()


def test_whether_a_sealed_column_is_null_may_be_asked(world):
    assert not Suivi.objects.filter(texte__isnull=True).exists()
    assert Suivi.objects.filter(texte__isnull=False).exists()


ROUND_THE_SEAL = {
    "update": lambda rows, suivi: rows.update(texte=SECRET),
    "update with an expression": lambda rows, suivi: rows.update(texte=Value(SECRET)),
    "bulk_update": lambda rows, suivi: Suivi.objects.bulk_update([suivi], ["texte"]),
}


@pytest.mark.parametrize("way", ROUND_THE_SEAL)
def test_clear_text_cannot_go_round_the_seal(world, way):
    rows = Suivi.objects.filter(pk=world.suivi.pk)
    suivi, token = rows.get(), stored(Suivi, world.suivi.pk, "texte")
    suivi.texte = SECRET
    with pytest.raises(TypeError, match="clear text") as error, transaction.atomic():
        ROUND_THE_SEAL[way](rows, suivi)
    assert CANARY not in str(error.value)
    assert stored(Suivi, suivi.pk, "texte") == token

    rows.update(date="2026-10-05")
    assert str(stored(Suivi, suivi.pk, "date")) == "2026-10-05"


def test_many_texts_created_at_once_are_sealed_too(world):
    rows = [Suivi(article=world.article, auteur=world.lecteur, texte=SECRET) for _ in range(3)]
    Suivi.objects.bulk_create(rows)
    for row in rows:
        assert stored(Suivi, row.pk, "texte").startswith("c1:t1:")
        assert Suivi.objects.get(pk=row.pk).texte == f"<p>{SECRET}</p>"


def test_values_give_tokens_and_never_the_text(world):
    make_suivi(world.article, texte=SECRET)
    for token in Suivi.objects.values_list("texte", flat=True):
        assert isinstance(token, Sealed) and token.startswith("c1:t1:")
    for row in Article.objects.values("constats", "suivis__texte"):
        assert all(value.startswith("c1:t1:") for value in row.values())
    assert CANARY in Suivi.objects.get(texte__isnull=False, auteur__username__startswith="m").texte
