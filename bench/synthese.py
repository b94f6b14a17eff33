"""How long the synthesis and the report take over 1,000 situations of 10 suivis: python
bench/synthese.py (in memory, or in the database that DATABASE_URL names: an empty one)."""

import datetime
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from blog.models import Action, Article, Nature, Suivi  # noqa: E402
from blog.models.nature import DISPOSITIFS  # noqa: E402
from rubriques.permissions import Role  # noqa: E402
from tests.outils.factories import make_member, make_rubrique, make_seances  # noqa: E402

ARTICLES, SUIVIS, RUNS = 1000, 10, 5
ONE_DAY = datetime.timedelta(days=1)
settings.ALLOWED_HOSTS.append("testserver")

call_command("migrate", verbosity=0)
rubrique = make_rubrique()
head = make_member(rubrique, Role.GESTIONNAIRE)
natures, today = list(Nature.objects.of(rubrique)), timezone.localdate()
make_seances(
    rubrique, head, jour=today - 200 * ONE_DAY, rythme="quinzaine", jusque=today + 90 * ONE_DAY
)
articles = [
    Article(
        rubrique=rubrique,
        code=f"Code-{n}",
        niveau=Article.Niveau.values[n % 12],
        vigilance=Article.Vigilance.values[n % 4],
        signale_par=Article.Origine.values[n % 11],
        dispositifs=list(DISPOSITIFS)[n % 11 : n % 11 + 2],
        referent=head if n % 3 else None,
        ouvert_par=head,
        constats="Absences le lundi.",
        cree_le=timezone.now() - (n % 300) * ONE_DAY,
    )
    for n in range(ARTICLES)
]
Article.objects.bulk_create(articles)
Article.natures.through.objects.bulk_create(
    Article.natures.through(article=a, nature=natures[(n + k) % 12])
    for n, a in enumerate(articles)
    for k in range(2)
)
Suivi.objects.bulk_create(
    Suivi(article=a, auteur=head, texte="<p>Vu.</p>", date=today - (n + 9 * k) % 90 * ONE_DAY)
    for n, a in enumerate(articles)
    for k in range(SUIVIS)
)
Action.objects.bulk_create(
    Action(article=a, libelle="Appeler", responsable=head, cree_par=head)
    for a in articles
    for _ in range(2)
)
client = Client()
client.force_login(head)
for name, asked in [
    ("blog:synthese", {}),
    ("blog:synthese", {"annee": "toutes", "lignes": "dispositif", "colonnes": "ouverture"}),
    ("blog:bilan", {}),
]:
    url, times = reverse(name, args=[rubrique.slug]), []
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url, asked).status_code == 200
    queries = len(captured)
    for _ in range(RUNS):
        start = time.perf_counter()
        client.get(url, asked)
        times.append(time.perf_counter() - start)
    median = sorted(times)[RUNS // 2] * 1000
    print(f"{name} {asked}: {queries} queries, median {median:.0f} ms")
