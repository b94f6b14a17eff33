"""The pages that one reaches by links, and the forms that stand on them."""

import re
from collections import Counter

from bs4 import BeautifulSoup

from tests.browser.member import values_of

KEY = re.compile(r"[0-9a-f-]{24,}|\d+")
LINK = re.compile(r'<a\s[^>]*?href="(/[^"?#]*)')
IGNORED = {"csrfmiddlewaretoken", "de"}
LEFT = {"/comptes/deconnexion/"}  # signs out


def kind_of(address):
    """An address without its keys: those of one kind are pages of one view."""
    return KEY.sub("#", address)


def one_of_each(fields):
    """One name of each kind of field: a grid has the same ones for each row."""
    return list({kind_of(name): name for name in fields}.values())


def pages_from(ask, start, each=1):
    """Every page that one reaches by links, `each` of each kind of address: its address and text.

    `ask(address)` gives the text of a page, None of what is none.
    """
    waiting, seen, number = [start], {start}, Counter([kind_of(start)])
    while waiting:
        address = waiting.pop(0)
        text = ask(address)
        if text is None:
            continue
        yield address, text
        for target in LINK.findall(text):
            if target not in seen and number[kind_of(target)] < each:
                seen.add(target)
                number[kind_of(target)] += 1
                waiting.append(target)


def forms_of(pages):
    """Each kind of form: its method, where it is sent, its fields with what they hold."""
    known = {}
    for address, text in pages:
        for form in BeautifulSoup(text, "html.parser").find_all("form"):
            action = (form.get("action") or address).partition("#")[0]
            fields = {}
            for field in form.find_all(["input", "select", "textarea"]):
                if field.get("name") and field["name"] not in IGNORED:
                    fields.setdefault(field["name"], []).extend(values_of(field))
            kind = kind_of(action), frozenset(map(kind_of, fields))
            if action not in LEFT:
                known.setdefault(kind, (form.get("method", "get"), action, fields))
    return list(known.values())
