"""Two people at the same moment: the second waits for the first, then reads what they did.

SQLite lets one write at a time; PostgreSQL does so for what an act holds (`FOR UPDATE`). Here the
held rows are noted on either, and held where the database can.
"""

import re
from datetime import time

import pytest
from django.db import connection
from django.utils import timezone

from agenda.reunions.services import agenda_of, move_seance, set_cancelled
from agenda.seance.cloture import close_seance
from agenda.seance.services import open_seance, save_point, set_presences, undo_opening
from avis.calendriers import close_calendrier
from avis.envois import reserve
from blog.correspondance.services import name_depositaires, write_identity
from blog.models import Article
from blog.situation.services import (
    correct_suivi,
    create_article,
    edit_action,
    edit_article,
    edit_natures,
)
from rubriques.permissions import Role, set_role
from rubriques.services import claim_rubrique
from tests.outils.avis import address_of
from tests.outils.factories import make_article, make_point
from tests.outils.seances import days

HELD = re.compile(r' FOR (?:NO KEY )?UPDATE(?: OF "\w+")?$')
FIRST_TABLE = re.compile(r'FROM "(\w+)"')


@pytest.fixture
def asked(monkeypatch):
    """What the database is asked, savepoints left out: a statement that holds rows is told as the
    table that it holds, any other as itself."""
    can = {"has_select_for_update": True, "has_select_for_update_of": True}
    for name, value in (can | {"has_select_for_no_key_update": True}).items():
        monkeypatch.setattr(connection.features, name, value, raising=False)
    told = []

    def note(execute, sql, params, many, context):
        held = HELD.search(sql)
        if "SAVEPOINT" not in sql:
            told.append(FIRST_TABLE.search(sql)[1] if held else sql)
        if held and connection.vendor == "sqlite":
            sql = sql[: held.start()]
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield told


def new_article(w):
    article = Article(niveau="2de", signale_par="cpe", constats="Absences.")
    return create_article(article=article, rubrique=w.rubrique, par=w.redacteur, natures=[])


def moved(w):
    hours = {"debut": time(9), "fin": time(10), "lieu": "CDI", "jour": days(30)}
    return move_seance(seance=w.seance, par=w.redacteur, seen=w.seance.version, **hours)


def edited(w):
    values = {"par": w.redacteur, "seen": w.article.version, "natures": []}
    return edit_article(article=w.article, fields=["niveau"], **values)


ACTS = {  # each with the table of the row that it holds first
    "a role": (
        "rubriques_rubrique",
        lambda w: set_role(
            rubrique=w.rubrique, utilisateur=w.exclu, role=Role.LECTEUR, par=w.gestionnaire
        ),
    ),
    "a rubrique without a head": (
        "rubriques_espace",
        lambda w: claim_rubrique(espace=w.espace, rubrique_id=w.rubrique.pk, par=w.gestionnaire),
    ),
    "the key table": (
        "rubriques_rubrique",
        lambda w: name_depositaires(
            rubrique=w.rubrique, people=[w.gestionnaire], par=w.gestionnaire
        ),
    ),
    "a name": (
        "blog_article",
        lambda w: write_identity(
            article=w.article, identite="Élodie Martin", seen=0, par=w.gestionnaire
        ),
    ),
    "the natures": (
        "rubriques_rubrique",
        lambda w: edit_natures(rubrique=w.rubrique, kept={}, new=["Autre"], par=w.gestionnaire),
    ),
    "a new situation": ("rubriques_rubrique", new_article),
    "a situation": ("blog_article", edited),
    "a suivi": (
        "blog_suivi",
        lambda w: correct_suivi(suivi=w.suivi, texte="<p>Autre.</p>", par=w.gestionnaire, seen=1),
    ),
    "an action": (
        "blog_action",
        lambda w: edit_action(action=w.action, par=w.redacteur, seen=1, fields=["etat"]),
    ),
    "the calendar": ("rubriques_rubrique", lambda w: agenda_of(w.rubrique)),
    "a meeting": ("agenda_seance", moved),
    "a meeting called off": (
        "agenda_seance",
        lambda w: set_cancelled(seance=w.seance, cancelled=True, par=w.redacteur),
    ),
    "the opening": (
        "agenda_seance",
        lambda w: open_seance(seance=w.seance, par=w.redacteur),
    ),
    "an opening by mistake": (
        "agenda_seance",
        lambda w: undo_opening(seance=w.seance, par=w.redacteur),
    ),
    "the closing": ("agenda_seance", lambda w: close_seance(seance=w.seance, par=w.redacteur)),
    "who is there": (
        "agenda_seance",
        lambda w: set_presences(seance=w.seance, etats={}, par=w.redacteur),
    ),
    "an e-mail": ("comptes_utilisateur", lambda w: reserve(w.lecteur, timezone.now())),
    "an address": (
        "avis_calendrier",
        lambda w: close_calendrier(utilisateur=w.lecteur, par=w.lecteur),
    ),
    "a point": (
        "agenda_seance",
        lambda w: save_point(point=w.point, fields={}, done=[], seen=1, par=w.redacteur),
    ),
}


@pytest.mark.parametrize("act", ACTS)
def test_an_act_holds_its_row_before_it_reads_or_changes_anything(world, asked, act):
    table, do = ACTS[act]
    world.point = make_point(world.seance, make_article(world.rubrique))
    address_of(world.lecteur)
    asked.clear()
    do(world)
    first = next(said for said in asked if not said.startswith("INSERT"))
    assert first == table, asked[:3]


def test_what_only_reads_holds_nothing(world, as_user, asked):
    as_user(world.lecteur)
    asked.clear()
    assert as_user(world.lecteur).get(world.article.get_absolute_url()).status_code == 200
    assert asked and not [said for said in asked if " " not in said]
