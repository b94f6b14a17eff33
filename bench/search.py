"""How long a search takes over 300 situations of 20 suivis: python bench/search.py (in memory, or
in the database that DATABASE_URL names: an empty one)."""

import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from blog.models import Article  # noqa: E402
from blog.tableau.recherche import search_articles  # noqa: E402
from rubriques.permissions import Role  # noqa: E402
from tests.outils.factories import make_article, make_member, make_rubrique, make_suivi  # noqa: E402

ARTICLES, SUIVIS, RUNS = 300, 20, 5
TEXT = "<p><strong>Constat.</strong> L’élève est présent le matin, moins l’après-midi.</p>" * 4

call_command("migrate", verbosity=0)
rubrique = make_rubrique()
reader = make_member(rubrique, Role.GESTIONNAIRE)
for _ in range(ARTICLES):
    article = make_article(rubrique, reader)
    for _ in range(SUIVIS):
        make_suivi(article, reader, texte=TEXT)
mine = Article.objects.visible_to(reader)
for words in ["apres-midi", "introuvable"]:
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        found = search_articles(mine, reader, words)
        times.append(time.perf_counter() - start)
    print(f"{words}: {len(found)} found, median {sorted(times)[RUNS // 2] * 1000:.0f} ms")
