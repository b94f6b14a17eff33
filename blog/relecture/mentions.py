"""Which texts name a pupil of the key table, for who opens it: told after they are written.

Whoever writes is not told, and nothing of what they write waits for the table: the journal says
what was written since the last time, and it is read when a dépositaire looks.
"""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q
from django.utils import timezone

from blog.identites.recherche import Trouvaille, find_in_html, find_in_text
from blog.models import Article, Correspondance, Mention, Relecture
from blog.models.correspondance import IsName, bounded, imprints
from blog.relecture.textes import models_read, pieces_of, texts_of
from comptes.models import Utilisateur
from journal.models import Trace
from rubriques.permissions import key_tables
from texte.riche import RichTextField
from texte.simple import plain

WRITTEN = [Trace.Acte.CREATION, Trace.Acte.MODIFICATION]
LINES_AT_ONCE, SHOWN = 200, 20
# A line is read once no earlier one can be written any more: a transaction does not last so long.
SETTLED = datetime.timedelta(seconds=30)

Known = dict[uuid.UUID, set[str]]  # by rubrique, what recognises the names of its table


@dataclass(frozen=True)
class MentionLue:
    """A mention as a dépositaire reads it: the text stands in `objet`, of `article` if any."""

    mention: Mention
    objet: Model
    article: Article | None
    trouvailles: list[Trouvaille]

    @property
    def nom(self) -> str:
        return str(self.objet._meta.verbose_name)


def mentions_for(user: Utilisateur, rubrique: uuid.UUID | None = None) -> list[MentionLue]:
    """The texts that may name a pupil whose line `user` may open, among those that they may
    read: in one rubrique, or in all whose key table they open. Notes first what was written since
    anybody looked."""
    tables = [pk for pk in key_tables(user) if rubrique in (None, pk)]
    if not tables:
        return []
    known, mine = names_known(tables, user)
    note_what_was_written(known)
    by_type: dict[str, dict[uuid.UUID, Mention]] = defaultdict(dict)
    for mention in Mention.objects.filter(rubrique__in=tables)[: 10 * SHOWN]:
        by_type[mention.objet_type][mention.objet_id] = mention
    read = [
        lue
        for label, mentions in by_type.items()
        for lue in read_of(models_read()[label], mentions, mine, user)
    ]
    return sorted(read, key=lambda lue: lue.mention.le)[:SHOWN]


def names_known(tables: list[uuid.UUID], user: Utilisateur) -> tuple[Known, Known]:
    """What recognises the names of these tables: all of them, and those that `user` may open."""
    known: Known = defaultdict(set)
    mine: Known = defaultdict(set)
    visible = Article.objects.visible_to(user).filter(pk=OuterRef("article"))
    lines = Correspondance.objects.filter(article__rubrique__in=tables)
    told = lines.annotate(is_visible=Exists(visible))
    for place, marks, is_visible in told.values_list(
        "article__rubrique", "empreintes", "is_visible"
    ):
        known[place].update(marks)
        mine[place].update(marks if is_visible else [])
    return known, mine


def name_test_of(known: set[str]) -> IsName:
    return bounded(lambda words: not known.isdisjoint(imprints(words)))


def known_to(user: Utilisateur, rubrique: uuid.UUID) -> IsName:
    """The test of the names in one table that `user` may learn of a text, as it was shown."""
    _, mine = names_known([rubrique], user)
    return name_test_of(mine[rubrique])


def read_of(
    model: Any, mentions: dict[uuid.UUID, Mention], known: Known, user: Utilisateur
) -> Iterable[MentionLue]:
    """Those of one model that `user` may read, and in which they may learn a name."""
    rows = model._default_manager.visible_to(user).filter(pk__in=mentions)
    names = {field.name for field in model._meta.fields}
    way = [path for path in ["article", "point"] if path in names]
    way += ["point__article"] if "point" in names else []
    objets = list(rows.select_related(*way) if way else rows)
    pieces = pieces_of(objets)
    for objet in objets:
        article = objet if isinstance(objet, Article) else getattr(objet, "article", None)
        article = article or getattr(getattr(objet, "point", None), "article", None)
        mention = mentions[objet.pk]
        is_name = name_test_of(known[mention.rubrique_id])
        texts = [text for piece in pieces[objet.pk] for text in texts_of(piece)]
        found = [t for field, text in texts for t in find_names(field, text, is_name)]
        if found:
            yield MentionLue(mention, objet, article, found)


def find_names(field: Any, text: str, is_name: IsName) -> list[Trouvaille]:
    """Where names of the table stand in a text; what only looks like one is its author's."""
    find = find_in_html if isinstance(field, RichTextField) else find_in_text
    return find(text, is_name=is_name, spare=lambda words: not is_name(words))


def note_what_was_written(known: Known) -> None:
    """Keep a mention of each text, written since the last time, that holds a name of the table of
    its rubrique; a bounded number of lines of the journal at once."""
    done = dict(Relecture.objects.filter(pk__in=known).values_list("pk", "jusque"))
    since = Q(pk__in=[])
    for place in known:
        since |= Q(rubrique_id=place, pk__gt=done.get(place, 0))
    settled = timezone.now() - SETTLED
    written = Trace.objects.filter(since, acte__in=WRITTEN, quand__lte=settled)
    lines = list(written.order_by("pk")[:LINES_AT_ONCE])
    if not lines:
        return
    by_type: dict[str, dict[str, uuid.UUID]] = defaultdict(dict)
    last: dict[uuid.UUID, int] = {}
    for line in lines:
        if (rubrique := line.rubrique_id) is not None:
            by_type[line.objet_type][line.objet_id] = rubrique
            last[rubrique] = line.pk
    for label in by_type.keys() & models_read().keys():
        note_those_of(label, by_type[label], known)
    Relecture.objects.bulk_create(
        [Relecture(rubrique_id=rubrique, jusque=pk) for rubrique, pk in last.items()],
        update_conflicts=True,
        unique_fields=["rubrique"],
        update_fields=["jusque"],
    )


def note_those_of(label: str, places: dict[str, uuid.UUID], known: Known) -> None:
    objets = list(models_read()[label]._default_manager.filter(pk__in=list(places)))
    named = [
        Mention(rubrique_id=rubrique, objet_type=label, objet_id=key)
        for key, pieces in pieces_of(objets).items()
        if (rubrique := places[str(key)])
        and any(
            not known[rubrique].isdisjoint(imprints(plain(text)))
            for piece in pieces
            for _, text in texts_of(piece)
        )
    ]
    Mention.objects.bulk_create(named, ignore_conflicts=True)
