from django.core.exceptions import ValidationError

FEWEST_CHARACTERS = 6
LONGEST_PASSWORD = 500  # characters: a phrase, and more


class VarietyValidator:
    """Refuses « aaaaaaaaaaaaaa »: long, but a guess away."""

    def validate(self, password, user=None):
        if len(set(password)) < FEWEST_CHARACTERS:
            raise ValidationError("Ce mot de passe répète trop peu de caractères différents.")

    def get_help_text(self):
        return f"Il comporte au moins {FEWEST_CHARACTERS} caractères différents."
