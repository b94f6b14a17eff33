import pytest

from coffre.keys import keyring


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
