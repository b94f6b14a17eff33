"""Every attack is run by `make attack`, and says who attacks."""

import importlib

from attack.__main__ import ATTACKS
from tests.outils.racine import ROOT


def test_every_attack_is_run_and_says_who_attacks_and_what_would_be_lost():
    modules = {path.stem for path in (ROOT / "attack/attempts").glob("*.py")} - {"__init__"}
    assert modules == set(ATTACKS)
    for name in ATTACKS:
        module = importlib.import_module(f"attack.attempts.{name}")
        assert "Lost:" in module.__doc__ and callable(module.attack), name
