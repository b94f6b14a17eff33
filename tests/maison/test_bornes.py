"""Every text field has a length and every list a bound: on every form of the site, whatever is
sent in any field is an answer, never a failure."""

import re

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.db import transaction
from django.urls import reverse

from tests.browser.member import values_of
from tests.outils.comptes import SIGN_IN

HOSTILE = {"long": "x" * 60_000, "huge": "9" * 40}
KEY = re.compile(r"[0-9a-f-]{24,}|\d+")
IGNORED = {"csrfmiddlewaretoken", "de"}
# What sends more than a form, or signs out
LEFT = {reverse("account_logout")}
OWN_RULE = (forms.UUIDField, forms.GenericIPAddressField)  # a text of another length is no value


@pytest.fixture
def made(monkeypatch):
    """The fields of each form that is made: `made[form class]`."""
    seen, init = {}, forms.BaseForm.__init__

    def noted(self, *args, **kwargs):
        init(self, *args, **kwargs)
        seen[type(self)] = self

    monkeypatch.setattr(forms.BaseForm, "__init__", noted)
    return seen


def pages_from(client, start):
    """Every page that one reaches by links, one for each kind of address: its address and soup."""
    waiting, known = [start], {KEY.sub("#", start)}
    while waiting:
        address = waiting.pop(0)
        answer = client.get(address)
        if "text/html" not in answer.headers.get("Content-Type", ""):
            continue
        soup = BeautifulSoup(answer.content, "html.parser")
        yield address, soup
        for link in soup.find_all("a", href=re.compile("^/")):
            target = re.split("[?#]", link["href"])[0]
            if KEY.sub("#", target) not in known:
                known.add(KEY.sub("#", target))
                waiting.append(target)


def forms_of(pages):
    """Each kind of form: its method, where it is sent, its fields with what they hold."""
    known = {}
    for address, soup in pages:
        for form in soup.find_all("form"):
            action = (form.get("action") or address).partition("#")[0]
            fields = {}
            for field in form.find_all(["input", "select", "textarea"]):
                if field.get("name") and field["name"] not in IGNORED:
                    fields.setdefault(field["name"], []).extend(values_of(field))
            kind = KEY.sub("#", action), frozenset(KEY.sub("#", name) for name in fields)
            if action not in LEFT:
                known.setdefault(kind, (form.get("method", "get"), action, fields))
    return list(known.values())


@pytest.fixture
def every_form(client, as_user, held, world, made):
    """The forms that the gestionnaire meets from page to page, and those of signing in."""
    found = forms_of([(SIGN_IN, BeautifulSoup(client.get(SIGN_IN).content, "html.parser"))])
    as_user(world.gestionnaire)
    return found + forms_of(pages_from(client, "/"))


def failures(client, method, action, fields):
    """What is sent, one field after the other, and answered by no page. The others are filled."""
    fields = {name: held if any(held) else ["mots"] for name, held in fields.items()}
    for name in fields:
        for kind, value in HOSTILE.items():
            with transaction.atomic():
                answer = getattr(client, method)(action, fields | {name: value})
                transaction.set_rollback(True)
            if answer.status_code >= 500:
                yield f"{method} {action} {name} {kind}: {answer.status_code}"


def test_whatever_is_sent_in_any_field_is_answered_by_a_page(client, every_form, world):
    client.raise_request_exception = False
    failed = []
    for method, action, fields in every_form:
        client.logout() if action == SIGN_IN else client.force_login(world.gestionnaire)
        failed += failures(client, method, action, fields)
    assert len(every_form) > 25
    assert not failed, "\n".join(failed)


def test_every_text_field_of_every_form_has_a_length(every_form, made):
    unbounded = {
        f"{form.__module__}.{form.__name__}.{name}"
        for form, one in made.items()
        for name, field in one.fields.items()
        if isinstance(field, forms.CharField) and not isinstance(field, OWN_RULE)
        if not field.max_length
    }
    assert len(made) > 25
    assert not unbounded, "\n".join(sorted(unbounded))
