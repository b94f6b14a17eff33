import base64
import os
import re
import shutil
import subprocess
import sys
import uuid
from pathlib import Path

import pytest
from django.core.exceptions import FieldError
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import Value
from django.urls import reverse
from django.utils import timezone

import coffre.fields
from agenda.models import Seance
from blog.models import Article, Suivi
from coffre.fields import Sealed
from coffre.keys import (
    IDENTITIES,
    CoffreError,
    keyring,
    new_key_line,
    open_token,
    parse_keys,
    seal,
)
from coffre.models import Temoin
from coffre.services import create_missing_keys, verify_keys
from tests.factories import make_article, make_suivi

ROOT = Path(__file__).resolve().parent.parent
CANARY = "zorglubique"  # a word that nothing else contains
SECRET = f"Une phrase {CANARY}."
CONTEXT = "blog.suivi.texte:1"


def key_line(key_id, byte):
    return f"{key_id}:{base64.b64encode(bytes([byte]) * 32).decode()}"


K1, K2, K1_OTHER = key_line("k1", 1), key_line("k2", 2), key_line("k1", 9)


@pytest.fixture
def use_keys(settings):
    """Change the keys of this process: `use_keys(K1, K2)`; those of the tests come back after."""

    def use(*lines):
        settings.COFFRE_KEYS = "\n".join(lines)
        keyring.cache_clear()

    yield use
    keyring.cache_clear()


@pytest.fixture
def key_file(settings, tmp_path, use_keys):
    """A key file that does not exist yet, and no key in the environment."""
    settings.VAR_DIR = tmp_path
    settings.COFFRE_KEYS_FILE = tmp_path / "coffre.keys"
    settings.CORRESPONDANCE_KEYS_FILE = tmp_path / "correspondance.keys"
    use_keys()
    return settings.COFFRE_KEYS_FILE


@pytest.fixture
def opened(monkeypatch):
    """The contexts of the tokens that the fields open."""
    contexts = []

    def count(token, context, ring):
        contexts.append(context)
        return open_token(token, context, ring)

    monkeypatch.setattr(coffre.fields, "open_token", count)
    return contexts


def stored(model, pk, column):
    return model.objects.filter(pk=pk).values_list(column, flat=True).get()


def assert_says_nothing(error):
    assert CANARY not in str(error.value) + repr(error.value)
    assert error.value.__cause__ is None


# Tokens


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "",
        "Élève à l’internat, ça ira œuf",
        "👩🏽‍⚕️🇫🇷 é",
        "l1\r\n\tl2",
        "x" * 50_000,
        "é" * 50_000,
    ],
    ids=["one", "empty", "accents", "emoji", "lines", "long", "long accents"],
)
def test_a_text_comes_back_as_it_was_typed(text):
    token = seal(text, CONTEXT)
    assert token.startswith("c1:t1:")
    assert open_token(token, CONTEXT) == text


def test_the_same_text_never_makes_the_same_token():
    assert len({seal(SECRET, CONTEXT) for _ in range(50)}) == 50


def test_another_key_under_the_same_name_opens_nothing_and_tells_nothing(use_keys):
    use_keys(K1)
    token = seal(SECRET, CONTEXT)
    use_keys(K1_OTHER)
    with pytest.raises(CoffreError, match="does not open") as error:
        open_token(token, CONTEXT)
    assert_says_nothing(error)
    use_keys(K1)
    assert open_token(token, CONTEXT) == SECRET


def test_a_missing_key_is_named_and_nothing_else_is_told(use_keys):
    use_keys(K1)
    token = seal(SECRET, CONTEXT)
    use_keys(K2)
    with pytest.raises(CoffreError, match="The key 'k1' that sealed a text is missing") as error:
        open_token(token, CONTEXT)
    assert_says_nothing(error)


@pytest.mark.parametrize(
    "text",
    [SECRET, f"{CANARY}:b:c", f"Constat : {CANARY}", "c1", "c2:t1:AAAA", "c1:t1:", "c1:t1:!"],
)
def test_what_is_no_token_does_not_open_and_is_not_told(text):
    with pytest.raises(CoffreError) as error:
        open_token(text, CONTEXT)
    assert_says_nothing(error)
    assert open_token(seal(text, CONTEXT), CONTEXT) == text


def test_one_changed_byte_anywhere_closes_the_token():
    token = seal(SECRET, CONTEXT)
    head, _, box = token.rpartition(":")
    raw = base64.urlsafe_b64decode(box)
    for place in range(len(raw)):
        changed = bytearray(raw)
        changed[place] ^= 1
        with pytest.raises(CoffreError) as error:
            open_token(f"{head}:{base64.urlsafe_b64encode(bytes(changed)).decode()}", CONTEXT)
        assert_says_nothing(error)
    same = base64.urlsafe_b64encode(raw).decode()
    assert open_token(f"{head}:{same}", CONTEXT) == SECRET


def test_a_token_cut_short_does_not_open():
    token = seal(SECRET, CONTEXT)
    for length in range(len(token)):
        with pytest.raises(CoffreError):
            open_token(token[:length], CONTEXT)


def test_a_token_put_under_the_name_of_another_key_does_not_open(use_keys):
    same_bytes = K1.replace("k1:", "k2:")
    use_keys(K1, same_bytes)
    token = seal(SECRET, CONTEXT)
    assert token.startswith("c1:k2:")
    with pytest.raises(CoffreError):
        open_token(token.replace("c1:k2:", "c1:k1:"), CONTEXT)


# Fields


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


def test_saving_other_fields_of_a_situation_leaves_its_text_as_it_is(world, opened):
    article = Article.objects.get(pk=world.article.pk)
    token = stored(Article, article.pk, "constats")
    article.niveau = "tle"
    article.save()
    Article.objects.defer("constats").get(pk=article.pk).save()
    assert stored(Article, article.pk, "constats") == token
    assert opened == []
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


# What the database, a dump and a list hold


@pytest.fixture
def written(world, as_user):
    """The canary typed by people wherever a text is typed, in the pages of the site."""
    client, slug = as_user(world.gestionnaire), world.rubrique.slug
    article = {
        "niveau": "1re",
        "vigilance": "suivre",
        "statut": "suivie",
        "signale_par": "cpe",
        "signale_le": "2026-10-05",
        "preoccupante": "aucune",
        "natures": [world.rubrique.natures.first().pk],
        "constats": SECRET,
    }
    envoi = str(uuid.uuid4())
    suivi = {
        "date": str(timezone.localdate()),
        "texte": f"<p>{SECRET}</p>",
        "portee": "cellule",
        "envoi": envoi,
    }
    meeting = {"day": "2027-04-12", "debut": "13:30", "fin": "14:30", "lieu": f"Salle {CANARY}"}
    listing = reverse("blog:article_list", args=[slug])
    edit = reverse("blog:article_edit", args=[world.article.pk])
    sent = [
        client.post(reverse("blog:article_create", args=[slug]), article),
        client.post(edit, article | {"version": world.article.version}),
        client.post(edit, article | {"version": 99, "constats": f"Autrement, {CANARY}"}),
        client.post(reverse("blog:article_create", args=[slug]), {"constats": SECRET}),
        client.post(reverse("blog:suivi_create", args=[world.article.pk]), suivi),
        client.post(reverse("blog:suivi_create", args=[world.article.pk]), suivi | {"date": "x"}),
        client.post(listing, {"mots": CANARY}),
        client.post(reverse("agenda:seance_create", args=[slug]), meeting),
        client.post(
            reverse("rubriques:rubrique_edit", args=[slug]),
            {"texte": f"<p>{SECRET}</p>", "version": world.rubrique.version},
        ),
    ]
    assert [r.status_code for r in sent] == [302, 302, 409, 400, 302, 400, 200, 302, 302]
    world.pages = [
        world.article.get_absolute_url(),
        reverse("rubriques:rubrique_detail", args=[slug]),
        sent[7].url,
    ]
    return world


def test_every_text_typed_is_read_on_its_page(written, as_user):
    for page in written.pages:
        assert CANARY in as_user(written.lecteur).get(page).content.decode(), page


def test_a_dump_of_the_data_holds_no_word_of_the_texts(written, as_user, capsys):
    call_command("dumpdata", "blog", "rubriques", "agenda")
    dump = capsys.readouterr().out
    assert CANARY not in dump
    assert dump.count('"c1:t1:') >= 6
    assert "Cellule secrète" in dump  # a title is a plain column: the dump is a real one
    assert CANARY in as_user(written.lecteur).get(written.pages[0]).content.decode()


def rows_holding(word):
    """Every table and column in which the database holds `word`."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                found |= {(table, n) for n, v in zip(names, row, strict=True) if word in shown(v)}
    return found


def shown(value):
    return bytes(value).decode(errors="ignore") if isinstance(value, memoryview) else str(value)


def test_no_table_holds_a_word_of_the_texts(written):
    assert rows_holding(CANARY) == set()
    assert rows_holding("Cellule secrète") == {("rubriques_rubrique", "titre")}  # it does look
    written.suivi.article.code = CANARY
    written.suivi.article.save()
    assert rows_holding(CANARY) == {("blog_article", "code")}


def test_a_list_that_shows_no_text_opens_none(written, as_user, opened):
    client, slug = as_user(written.lecteur), written.rubrique.slug
    for _ in range(3):
        make_article(written.rubrique)
    opened.clear()
    assert written.article.code in client.get("/").content.decode()
    listing = client.get(reverse("blog:article_list", args=[slug])).content.decode()
    assert written.article.code in listing
    client.get(reverse("rubriques:espace_detail", args=[written.espace.slug]))
    assert opened == []

    client.get(written.article.get_absolute_url())
    assert {context.partition(":")[0] for context in opened} == {
        "blog.action.libelle",
        "blog.article.constats",
        "blog.suivi.texte",
    }


# Keys: the file, the start


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660, 0o602, 0o601])
def test_a_key_file_open_to_others_is_refused_until_it_is_closed(key_file, mode):
    key_file.write_text(K1)
    key_file.chmod(mode)
    with pytest.raises(CoffreError, match="chmod 600") as error:
        keyring()
    assert K1[3:] not in str(error.value)
    key_file.chmod(0o600)
    assert keyring().current == "k1"


@pytest.mark.parametrize(
    "text",
    [
        "k1",
        "k1:",
        "k1:court",
        "K1:" + K1[3:],
        K1[3:],
        K1 + "A",
        "k1:" + "é" * 43 + "=",
        "k1:" + base64.b64encode(bytes(16)).decode(),
        K1 + "\n\x00",
        f"{K1} {K2}",
    ],
)
def test_a_malformed_key_is_told_in_one_line_without_the_key(key_file, text):
    key_file.write_text(text)
    key_file.chmod(0o600)
    with pytest.raises(CoffreError, match="Malformed encryption key") as error:
        keyring()
    assert "\n" not in str(error.value) and K1[3:] not in str(error.value)
    with pytest.raises(CommandError, match="Malformed"):
        call_command("init_coffre")
    key_file.write_text(K1)
    assert list(keyring().keys) == ["k1"]


def test_no_key_at_all_tells_how_to_make_one(key_file):
    with pytest.raises(CoffreError, match="manage.py init_coffre"):
        keyring()
    with pytest.raises(CoffreError, match="manage.py init_coffre"):
        parse_keys(" \n, \n")


def test_the_key_added_last_is_the_one_that_seals():
    ring = parse_keys(f"{K1},\n {K2} \n")
    assert (list(ring.keys), ring.current) == (["k1", "k2"], "k2")
    assert parse_keys(f"{K2}\n{K1}\n").current == "k1"


def test_the_keys_are_made_once_for_this_user_alone(key_file, settings):
    settings.SECRET_KEY_FILE, settings.HAS_SECRET_KEY = settings.VAR_DIR / "secret_key", False
    assert create_missing_keys() == ["secret_key", "coffre.keys"]
    assert [f.stat().st_mode & 0o777 for f in (key_file, settings.SECRET_KEY_FILE)] == [0o600] * 2
    first = key_file.read_text()
    settings.HAS_SECRET_KEY = True
    assert create_missing_keys() == []
    assert key_file.read_text() == first
    assert new_key_line("k1") != new_key_line("k1")


def witnesses():
    return set(Temoin.objects.values_list("pk", flat=True))


def test_the_identities_have_a_key_of_their_own_made_apart(key_file, settings):
    settings.CORRESPONDANCE_KEYS = ""
    assert create_missing_keys() == ["coffre.keys", "correspondance.keys"]
    texts, identities = key_file.read_text(), settings.CORRESPONDANCE_KEYS_FILE.read_text()
    assert texts.startswith("k1:") and identities.startswith("i1:")
    assert texts.partition(":")[2] != identities.partition(":")[2]


def test_the_key_of_the_texts_does_not_open_an_identity(world):
    token = seal("Une identité", "contexte:1", IDENTITIES)
    assert open_token(token, "contexte:1", IDENTITIES) == "Une identité"
    with pytest.raises(CoffreError):
        open_token(token, "contexte:1")


def test_a_start_without_the_key_of_the_identities_is_refused(settings):
    verify_keys()
    settings.CORRESPONDANCE_KEYS = key_line("s1", 7)
    keyring.cache_clear()
    try:
        with pytest.raises(CoffreError, match="correspondance|does not open"):
            verify_keys()
    finally:
        keyring.cache_clear()


def test_a_start_with_the_right_keys_leaves_one_witness_of_each(use_keys):
    use_keys(K1)
    verify_keys()
    verify_keys()
    use_keys(K1, K2)
    verify_keys()
    assert witnesses() == {"k1", "k2", "correspondance.s1"}


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([K1_OTHER], "does not open"),
        ([K2], "The key 'k1'"),
        ([K1_OTHER, K2], "does not open"),
        ([], "No key|is missing|No encryption key"),
    ],
    ids=["another key of the same name", "missing", "another, and a new one", "none"],
)
def test_a_start_without_the_key_of_the_data_is_refused(key_file, use_keys, lines, message):
    use_keys(K1)
    verify_keys()
    use_keys(*lines)
    with pytest.raises(CoffreError, match=message):
        verify_keys()
    assert witnesses() == {"k1", "correspondance.s1"}


def test_no_new_key_is_made_over_data_sealed_under_a_lost_one(key_file, use_keys, capsys):
    use_keys(K1)
    verify_keys()
    use_keys()
    with pytest.raises(CommandError, match="restore the key file"):
        call_command("init_coffre")
    assert not key_file.exists()

    Temoin.objects.all().delete()
    call_command("init_coffre")
    assert key_file.read_text().startswith("k1:")
    assert "Keys made: coffre.keys." in capsys.readouterr().out
    call_command("init_coffre")
    assert "Keys: already there." in capsys.readouterr().out


def run(var, *arguments):
    """A process of its own, with nothing but what lies under `var`."""
    ours = ("CELLULE_", "DATABASE_URL", "DJANGO_")
    env = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=env | {"CELLULE_VAR": str(var), "CELLULE_HTTPS": "false"},
        capture_output=True,
        text=True,
    )


def start(var):
    return run(var, "-c", "import cellule.wsgi; print('started')")


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    """A folder with its keys and a database in which something is sealed."""
    var = tmp_path_factory.mktemp("installation") / "var"
    (var / "static").mkdir(parents=True)
    for arguments in [("init_coffre",), ("migrate", "coffre", "-v", "0")]:
        done = run(var, "manage.py", *arguments)
        assert done.returncode == 0, done.stderr
    first = start(var)
    assert (first.returncode, first.stdout) == (0, "started\n"), first.stderr
    return var


def lose_key(var):
    (var / "coffre.keys").unlink()


def replace_key(var):
    (var / "coffre.keys").write_text(K1_OTHER)


def spoil_key(var):
    (var / "coffre.keys").write_text("k1:court")


def show_key(var):
    (var / "coffre.keys").chmod(0o644)


def write_binary_key(var):
    (var / "coffre.keys").write_bytes(b"k1:\xff\xfe\xff")


def lose_secret_key(var):
    (var / "secret_key").unlink()


def lose_database(var):
    for path in var.glob("cellule.sqlite3*"):
        path.unlink()


@pytest.mark.parametrize(
    ("accident", "message"),
    [
        (lose_key, "No encryption key"),
        (replace_key, "does not open"),
        (spoil_key, "Malformed encryption key"),
        (show_key, "chmod 600"),
        (write_binary_key, "key"),
        (lose_secret_key, "SECRET_KEY|secret key|init_coffre"),
        (lose_database, "not migrated"),
    ],
)
def test_a_server_that_cannot_read_its_data_does_not_start_and_says_why_in_one_line(
    installation, tmp_path, accident, message
):
    var = tmp_path / "var"
    shutil.copytree(installation, var)
    assert start(var).stdout == "started\n"
    accident(var)

    refused = start(var)

    assert refused.returncode != 0
    assert refused.stdout == ""
    assert "Traceback" not in refused.stderr
    assert len(refused.stderr.strip().splitlines()) == 1, refused.stderr
    assert re.search(message, refused.stderr), refused.stderr
