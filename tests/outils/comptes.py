"""Signing in, passwords and links, as a person does."""

from html.parser import HTMLParser

from django.urls import reverse

from tests.outils.factories import PASSWORD

NEW = "une toute autre phrase de passe"
WRONG = "un mauvais mot de passe"
MISMATCH = "Identifiant ou mot de passe incorrect."
SIGN_IN = "/comptes/connexion/"


def sign_in(client, login, password=PASSWORD, **kwargs):
    return client.post(reverse("account_login"), {"login": login, "password": password}, **kwargs)


def is_signed_in(client):
    return client.get("/").status_code == 200


def change_password(client, old=PASSWORD, new=NEW, again=None):
    data = {"oldpassword": old, "password1": new, "password2": again or new}
    return client.post(reverse("account_change_password"), data)


def follow_link(client, path, new=NEW):
    """What a person does with a link: open it, then send the form that it shows."""
    page = client.get(path, follow=True)
    if "action_url" not in page.context or page.context.get("token_fail"):
        return page
    return client.post(
        page.context["action_url"], {"password1": new, "password2": new}, follow=True
    )


class Words(HTMLParser):
    """The words of a page, as read on the screen."""

    def __init__(self, text):
        super().__init__()
        self.words = ""
        self.feed(text)

    def handle_data(self, data):
        self.words += data


def words_of(response):
    return Words(response.content.decode()).words
