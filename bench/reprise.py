"""What the reprise of a spreadsheet costs, and hostile files: python -m bench.reprise

Each file goes through the very command that the application runs, under its limits. Memory is
the largest resident size of that process; the last part takes over 45 to 2000 rows in memory, or
in the database that DATABASE_URL names: an empty one.
"""

import os
import random
import resource
import subprocess
import sys
import time
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from blog.reprise import depot  # noqa: E402
from blog.reprise.colonnes import guess_all, guess_headings, plan_of, read_tableau  # noqa: E402
from blog.reprise.ecriture import take_over  # noqa: E402
from blog.reprise.essai import Options  # noqa: E402
from blog.reprise.existant import read_existant  # noqa: E402
from blog.reprise.gardes import Refus  # noqa: E402
from blog.reprise.tri_des_fiches import build_contexte, try_out  # noqa: E402
from rubriques.permissions import Role  # noqa: E402
from tests.outils.classeurs import far_cell, many_rows, ods_rows, zipped  # noqa: E402
from tests.outils.factories import make_member, make_rubrique  # noqa: E402
from tests.outils.tableaux import DATA, row, sheet, workbook  # noqa: E402

FILES = {
    "the lycée's .xlsx": ("xlsx", lambda: (DATA / "suivi-lycee.xlsx").read_bytes()),
    "the lycée's .ods": ("ods", lambda: (DATA / "suivi-lycee.ods").read_bytes()),
    "2000 rows, .csv": ("csv", lambda: sheet(*[row() for _ in range(1999)])),
    "zip bomb, 1 GB": ("xlsx", lambda: zipped("suivi-lycee.xlsx", bomb=b"0" * 1_000_000_000)),
    "sheet of 50 MB": ("xlsx", lambda: many_rows(1_200_000)),
    "1,000,000 rows, .xlsx": ("xlsx", lambda: many_rows(1_000_000, noise)),
    "2000 × 100 cells of 40 letters": ("xlsx", lambda: workbook([[WORDS] * 100] * 2000)),
    "2000 × 100 cells, each its own": ("csv", lambda: wide_csv()),
    "1,000,000 rows, .csv": ("csv", lambda: b"a;b\n" * 1_000_000),
    "1,000,000 rows, .ods": ("ods", lambda: ods_rows(1_000_000)),
    "1,500 rows × 16,384 columns, .ods": ("ods", lambda: wide_ods()),
    "one cell at XFD1048576": ("xlsx", far_cell),
    "5 MB of quotes": ("csv", lambda: b'"' * 5_000_000),
    "5 MB of noise": ("xls", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + os.urandom(5_000_000)),
    "truncated": ("xlsx", lambda: (DATA / "suivi-lycee.xlsx").read_bytes()[:6000]),
    "a PDF renamed": ("xlsx", lambda: b"%PDF-1.7"),
}


ROOT = Path(__file__).resolve().parent.parent
WORDS = "Absences perlées depuis la rentrée, lundi"


def noise():
    return random.randrange(10_000)


def wide_csv():
    return "\n".join(";".join(str(noise()) for _ in range(100)) for _ in range(2000)).encode()


def wide_ods():
    cell = (
        '<table:table-cell table:number-columns-repeated="16384" office:value-type="string">'
        "<text:p>x</text:p></table:table-cell>"
    )
    return ods_rows(1_500, cell=cell)


def measured(extension, content):
    """Seconds, and the largest resident size in MB, of the reading of one file."""
    script = (
        "import resource, subprocess, sys, time\n"
        "data = sys.stdin.buffer.read(); start = time.perf_counter()\n"
        "try: subprocess.run([sys.executable, '-m', 'blog.reprise.lecteur', sys.argv[1]],"
        f" input=data, capture_output=True, timeout={depot.SECONDS})\n"
        "except subprocess.TimeoutExpired: pass\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024\n"
        "print(time.perf_counter() - start, used)"
    )
    command = [sys.executable, "-c", script, extension]
    done = subprocess.run(command, input=content, capture_output=True, cwd=ROOT, check=True)
    return map(float, done.stdout.split())


def answer(extension, content):
    try:
        return f"read, {len(depot.read_file(content, extension)[0].lignes)} rows"
    except Refus as refus:
        return str(refus)[:70] + "…"


for name, (extension, make) in FILES.items():
    content = make()
    seconds, memory = measured(extension, content)
    told = answer(extension, content)
    print(f"{name:34} {len(content) / 1e6:5.1f} MB {seconds:5.2f} s {memory:4.0f} MB  {told}")

call_command("migrate", verbosity=0)
for number in (45, 500, 1999):
    rubrique = make_rubrique()
    user = make_member(rubrique, Role.GESTIONNAIRE)
    words = "Absences perlées depuis la rentrée, surtout le lundi matin, ligne {}."
    rows = [
        row(initiales=f"{chr(65 + n % 26)}.{chr(65 + n // 26 % 26)}.", situation=words.format(n))
        for n in range(number)
    ]
    feuille = depot.read_file(sheet(*rows), "csv")[0]
    tableau = read_tableau(feuille, *guess_headings(feuille))
    cibles = guess_all(tableau, {})

    def essai(tableau=tableau, cibles=cibles, rubrique=rubrique, user=user):
        return try_out(build_contexte(tableau, cibles, read_existant(rubrique, user)), Options())

    start = time.perf_counter()
    shown = essai()
    tried = time.perf_counter() - start
    start = time.perf_counter()
    plan = plan_of(tableau.titres, cibles)
    writing = take_over(
        try_again=essai, rubrique=rubrique, par=user, vu=shown.empreinte, plan=plan
    )
    for _ in writing:
        pass
    wrote = time.perf_counter() - start
    start = time.perf_counter()
    essai()
    again = time.perf_counter() - start
    print(f"{number} rows: dry run {tried:.2f} s, writing {wrote:.2f} s, again {again:.2f} s")
used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(f"this process, test data included: {used:.0f} MB")
