"""What a page shows, for tests: without looking at its markup."""


def articles_in(response):
    """The situations in the table of a page, in order."""
    return list(response.context["table"].page.object_list)


def codes(response):
    return [article.code for article in articles_in(response)]


def page_of(as_user, user, article):
    return as_user(user).get(article.get_absolute_url()).content.decode()
