"""The keys: their file, the ring that they make, the witnesses of those in use."""

import base64

import pytest
from django.core.management import CommandError, call_command

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
from tests.outils.coffre import K1, K1_OTHER, K2, key_line


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
        with pytest.raises(CoffreError, match="'s1' of CELLULE_TABLE_KEYS does not open"):
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
        ([K1_OTHER], "'k1' of CELLULE_KEYS does not open the data"),
        ([K2], "'k1' that sealed the data is missing from CELLULE_KEYS"),
        ([K1_OTHER, K2], "'k1' of CELLULE_KEYS does not open the data"),
        ([], "No encryption key in coffre.keys, and data are sealed .* restore that file"),
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
    with pytest.raises(CommandError, match="coffre.keys.* restore that file"):
        call_command("init_coffre")
    assert not key_file.exists()

    Temoin.objects.all().delete()
    call_command("init_coffre")
    assert key_file.read_text().startswith("k1:")
    assert "Keys made: coffre.keys." in capsys.readouterr().out
    call_command("init_coffre")
    assert "Keys: already there." in capsys.readouterr().out


def test_a_lost_key_of_the_identities_is_not_replaced_by_a_new_one(key_file, use_keys, settings):
    settings.CORRESPONDANCE_KEYS = ""
    keyring.cache_clear()
    call_command("init_coffre")
    settings.COFFRE_KEYS = ""
    keyring.cache_clear()
    verify_keys()
    path = settings.CORRESPONDANCE_KEYS_FILE
    lost = path.read_text()
    path.unlink()
    keyring.cache_clear()
    with pytest.raises(CommandError, match="correspondance.keys.*restore that file"):
        call_command("init_coffre")
    assert not path.exists()
    path.write_text(lost)
    path.chmod(0o600)
    keyring.cache_clear()
    verify_keys()
