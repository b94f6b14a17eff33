"""What a page shows, for tests: without looking at its markup."""

from unittest.mock import patch

from django.core.signals import request_finished
from django.db import close_old_connections


def articles_in(response):
    """The situations in the table of a page, in order."""
    return list(response.context["table"].page.object_list)


def codes(response):
    return [article.code for article in articles_in(response)]


def page_of(as_user, user, article):
    return as_user(user).get(article.get_absolute_url()).content.decode()


def close_answer(answer):
    """Close an answer as a server does; the connection of the test stays, as with its client."""
    request_finished.disconnect(close_old_connections)
    try:
        with patch("django.test.client.close_old_connections", lambda **kwargs: None):
            answer.close()
    finally:
        request_finished.connect(close_old_connections)
