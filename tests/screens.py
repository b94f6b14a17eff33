"""What a page shows, for tests: without looking at its markup."""


def articles_in(response):
    """The situations in the table of a page, in order."""
    return [row.record for row in response.context["table"].page.object_list]
