"""Keys for tests, and what the database holds."""

import base64

from tests.outils.factories import CANARY

SECRET = f"Une phrase {CANARY}."


def key_line(key_id, byte):
    return f"{key_id}:{base64.b64encode(bytes([byte]) * 32).decode()}"


K1, K2, K1_OTHER = key_line("k1", 1), key_line("k2", 2), key_line("k1", 9)


def stored(model, pk, column):
    return model.objects.filter(pk=pk).values_list(column, flat=True).get()


def assert_says_nothing(error):
    assert CANARY not in str(error.value) + repr(error.value)
    assert error.value.__cause__ is None
