"""An address is the one that `reverse` gives, whatever fills it."""

import uuid

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, reverse, set_script_prefix

from rubriques.adresses import address

KEY, SLUG = uuid.UUID("12345678-1234-4321-8765-123456789abc"), "96bitsauhasard"
ADDRESSES = [
    ("home", ()),
    ("admin:index", ()),
    ("blog:article_detail", (KEY,)),
    ("blog:article_detail", (str(KEY),)),
    ("blog:article_list", (SLUG,)),
    ("agenda:month", (SLUG, 2026, 9)),
    ("agenda:all_month", (2026, 12)),
    ("agenda:week", (SLUG, 2026, 1)),
]


@pytest.mark.parametrize(("name", "args"), ADDRESSES)
def test_an_address_is_that_of_reverse(name, args):
    assert address(name, *args) == reverse(name, args=args)
    said = " ".join(f"a{place}" for place in range(len(args)))
    values = {f"a{place}": value for place, value in enumerate(args)}
    assert Template(f"{{% url '{name}' {said} %}}").render(Context(values)) == address(name, *args)


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("blog:article_detail", ("ni une clé",)),
        ("blog:article_list", ("une/autre",)),
        ("blog:article_list", ("",)),
        ("inconnue", ()),
        ("blog:article_detail", ()),
    ],
)
def test_what_has_no_address_is_refused_as_reverse_refuses_it(name, args):
    with pytest.raises(NoReverseMatch):
        reverse(name, args=args)
    with pytest.raises(NoReverseMatch):
        address(name, *args)


def test_a_prefix_of_the_server_stands_before():
    assert address("home") == "/"
    set_script_prefix("/cellule/")
    try:
        assert address("blog:article_list", SLUG) == f"/cellule/rubriques/{SLUG}/articles/"
    finally:
        set_script_prefix("/")


def test_a_name_of_the_template_may_be_kept_in_a_variable():
    template = Template("{% url 'blog:article_list' slug as la %}[{{ la }}]")
    wanted = reverse("blog:article_list", args=[SLUG])
    assert template.render(Context({"slug": SLUG})) == f"[{wanted}]"
