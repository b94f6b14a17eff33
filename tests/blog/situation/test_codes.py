"""The code of a situation: drawn once, and known in a text."""

from blog.identites.codes import WORDS, draw_code, names_code


def test_a_code_is_never_given_twice_in_a_rubrique(monkeypatch):
    draws = iter(["Érable", 5, "Érable", 6])
    monkeypatch.setattr("secrets.choice", lambda words: next(draws))
    monkeypatch.setattr("secrets.randbelow", lambda n: next(draws))
    assert draw_code({"Érable-15"}) == "Érable-16"


def test_a_code_is_known_in_a_text_and_a_room_is_not_taken_for_one():
    assert all(names_code(f"Pour {word}-27.") for word in WORDS)
    assert not any(names_code(f"Salle {word} 27, {word}-Ouest, {word}-275") for word in WORDS)
