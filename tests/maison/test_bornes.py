"""Every text field has a length and every list a bound: on every form of the site, whatever is
sent in any field is an answer, never a failure."""

import pytest
from django import forms
from django.db import transaction

from tests.outils.comptes import SIGN_IN
from tests.outils.parcours import forms_of, pages_from

HOSTILE = {"long": "x" * 60_000, "huge": "9" * 40}
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


def page_of(client):
    """What asks a page of the application, as text."""

    def ask(address):
        answer = client.get(address)
        is_page = "text/html" in answer.headers.get("Content-Type", "")
        return answer.text if is_page else None

    return ask


@pytest.fixture
def every_form(client, as_user, held, world, made):
    """The forms that the gestionnaire meets from page to page, and those of signing in."""
    found = forms_of([(SIGN_IN, client.get(SIGN_IN).text)])
    as_user(world.gestionnaire)
    return found + forms_of(pages_from(page_of(client), "/"))


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
