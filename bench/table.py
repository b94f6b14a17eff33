"""How long the table, the grid and the dashboard take over 1,000 situations of 10 suivis:
python bench/table.py (in memory, or in the database that DATABASE_URL names: an empty one)."""

import os
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from blog.models import Article  # noqa: E402
from rubriques.permissions import Role  # noqa: E402
from tests.outils.factories import (  # noqa: E402
    make_action,
    make_article,
    make_member,
    make_rubrique,
    make_suivi,
)

ARTICLES, SUIVIS, RUNS = 1000, 10, 5

call_command("migrate", verbosity=0)
rubrique = make_rubrique()
reader = make_member(rubrique, Role.GESTIONNAIRE)
chance = random.Random(1)
for _ in range(ARTICLES):
    article = make_article(
        rubrique,
        reader,
        niveau=chance.choice(Article.Niveau.values),
        vigilance=chance.choice(Article.Vigilance.values),
        referent=chance.choice([reader, None]),
    )
    for _ in range(SUIVIS):
        make_suivi(article, reader)
    make_action(article, reader)
client = Client(SERVER_NAME="127.0.0.1")
client.force_login(reader)
listing, grid = (
    reverse(f"blog:{name}", args=[rubrique.slug]) for name in ("article_list", "retouche_create")
)
for path in [
    listing,
    f"{listing}?tri=niveau&page=3",
    f"{listing}?vigilance=urgent&nouveau=oui",
    grid,
    rubrique.get_absolute_url(),
]:
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(path)
        times.append(time.perf_counter() - start)
        assert answer.status_code == 200
    said = path.replace(rubrique.slug, "…")
    median = sorted(times)[RUNS // 2] * 1000
    print(f"{said}: median {median:.0f} ms, {len(queries)} queries, {len(answer.content)} bytes")
