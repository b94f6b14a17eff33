"""The three forms of a reprise: the file, its columns, its words."""

from collections.abc import Iterator

from django import forms

from blog.identites.formulaire import KEEP, MASK
from blog.reprise.colonnes import (
    SEVERAL,
    Cible,
    count_understood,
    guess_all,
    guess_headings,
    headings_at,
    read_tableau,
)
from blog.reprise.dates import meeting_day
from blog.reprise.depot import Feuille, read_file
from blog.reprise.essai import Options
from blog.reprise.existant import Existant
from blog.reprise.gardes import EXTENSIONS, MACROS, Refus
from blog.reprise.lecture_fiche import Contexte
from blog.reprise.mots_du_tableau import AJOUTER, AUCUN, Genre, natures_after
from rubriques.redaction.saisie import field_of
from rubriques.redaction.versions import to_change

FORMATS = "Formats acceptés\u00a0: .xlsx, .xls, .ods, .csv"
OTHER = (
    "Ce n’est pas un tableau que Cellule sait lire. Ouvrez-le dans votre tableur, choisissez "
    "«\u00a0Enregistrer sous\u00a0», format .xlsx ou .ods, puis envoyez le nouveau fichier."
)
MASQUEE, COLONNE_MASQUEE = " (feuille masquée)", " (masquée dans le fichier)"
FORGET, TABLE = "oublier", "consigner"


class DepotForm(forms.Form):
    """The file. It is read while the form is checked, in memory, and let go."""

    fichier = forms.FileField(
        label="Fichier du tableau",
        help_text=f"{FORMATS}. 5 Mo et 2 000 lignes au plus.",
        error_messages={
            "required": "Choisissez le fichier du tableau de suivi.",
            "invalid": "Choisissez le fichier du tableau de suivi.",
            "empty": "Ce fichier est vide. Choisissez le fichier du tableau de suivi.",
        },
        widget=forms.FileInput(attrs={"accept": ",".join(f".{e}" for e in EXTENSIONS)}),
    )

    def clean_fichier(self):
        file = self.cleaned_data["fichier"]
        extension = file.name.rpartition(".")[2].lower()
        if extension in ("xlsm", "xltm", "xlsb"):
            raise forms.ValidationError(MACROS if extension != "xlsb" else OTHER)
        if extension not in EXTENSIONS:
            raise forms.ValidationError(OTHER)
        try:
            return read_file(file.read(), extension)
        except Refus as refus:
            raise forms.ValidationError(str(refus)) from None


class ColonnesForm(forms.Form):
    """Which sheet, where its headings stand, and what each column becomes."""

    feuille = forms.TypedChoiceField(label="Feuille", coerce=int)
    entete = forms.IntegerField(label="Ligne des titres", min_value=1)
    hauteur = forms.TypedChoiceField(
        label="Les titres tiennent sur",
        choices=[(1, "une ligne"), (2, "deux lignes")],
        coerce=int,
    )

    def __init__(self, data=None, *, feuilles: list[Feuille], existant: Existant):
        self.feuilles = feuilles
        index, entete, hauteur = position_in(data, feuilles) or best_position(feuilles)
        self.place = f"{index}.{entete}.{hauteur}"
        is_shown = bool(data) and data.get("montre") == self.place
        initial = {"feuille": index, "entete": entete, "hauteur": hauteur}
        super().__init__(data if is_shown else None, initial=initial)
        feuille = field_of(self, "feuille", forms.TypedChoiceField)
        ordered = sorted(enumerate(feuilles), key=lambda place: place[1].masquee)
        feuille.choices = [(i, f.nom + MASQUEE * f.masquee) for i, f in ordered]
        self.tableau = read_tableau(feuilles[index], entete, hauteur)
        hidden = self.tableau.masquees
        for column, target in enumerate(guess_all(self.tableau, existant.plan)):
            self.fields[f"colonne_{column}"] = forms.ChoiceField(
                label=self.tableau.name(column) + COLONNE_MASQUEE * (column in hidden),
                choices=Cible.choices,
                initial=target,
            )

    def columns(self):
        """Each column for the screen: its field, and a few of its values."""
        for column in range(len(self.tableau.titres)):
            examples = self.tableau.examples(column)
            if examples or self.tableau.titres[column]:
                yield self[f"colonne_{column}"], examples

    def left(self) -> list[str]:
        """The columns that are not taken, and the other sheets: what the dry run leaves out."""
        columns = [
            str(self[f"colonne_{column}"].label)
            for column, cible in enumerate(self.cibles())
            if cible == Cible.RIEN and self.tableau.examples(column)
        ]
        names = [f.nom + MASQUEE * f.masquee for f in self.feuilles]
        del names[self.cleaned_data["feuille"]]
        return columns + [f"feuille «\u00a0{name}\u00a0»" for name in names]

    def cibles(self) -> list[Cible]:
        names = [f"colonne_{i}" for i in range(len(self.tableau.titres))]
        return [Cible(self.cleaned_data[name]) for name in names]

    def clean(self):
        super().clean()
        cleaned, taken = self.cleaned_data, set()
        for column, titre in enumerate(self.tableau.titres):
            name = f"colonne_{column}"
            target = cleaned.get(name)
            if target in taken and target not in SEVERAL:
                self.add_error(name, "Une autre colonne devient déjà cela.")
            if target == Cible.REUNION and not meeting_day(titre, self.tableau.annee):
                self.add_error(name, "Le titre de cette colonne ne dit pas de date.")
            if target == Cible.COCHE and not titre:
                self.add_error(name, "Cette colonne n’a pas de titre.")
            taken.add(target)
        if taken <= {Cible.RIEN, Cible.NUMERO}:
            raise forms.ValidationError("Choisissez ce que deviennent au moins une colonne.")
        return cleaned


def position_in(data, feuilles):
    """The sheet and row of headings that a form says; None when it says none that is there."""
    try:
        index, entete, hauteur = (int(data[name]) for name in ("feuille", "entete", "hauteur"))
        is_there = index >= 0 and entete >= 1 and hauteur in (1, 2)
        height = len(feuilles[index].lignes)
        if data.get("montre", "").split(".")[0] != str(index):  # another sheet: guess again
            return index, *guess_headings(feuilles[index])
        return (index, entete, hauteur) if is_there and entete <= height else None
    except (TypeError, KeyError, ValueError, IndexError):
        return None


def best_position(feuilles):
    """The sheet whose headings are understood best; a hidden one if there is no other."""
    seen = [i for i, feuille in enumerate(feuilles) if not feuille.masquee]
    places = [(i, *guess_headings(feuilles[i])) for i in seen or range(len(feuilles))]
    return max(places, key=lambda p: count_understood(headings_at(feuilles[p[0]], p[1] - 1, p[2])))


class EssaiForm(forms.Form):
    """What each word means, and what is to be done with names, classes and initials."""

    identites = forms.ChoiceField(
        label="Identités trouvées",
        required=False,
        choices=[(MASK, "Les masquer partout"), (KEEP, "Les garder telles quelles")],
        initial=MASK,
        widget=forms.RadioSelect,
    )
    classe = forms.BooleanField(
        label="Reprendre la classe (elle peut faire reconnaître l’élève)",
        required=False,
    )
    initiales = forms.ChoiceField(
        label="Initiales ou noms",
        required=False,
        choices=[
            (FORGET, "Ne pas les reprendre"),
            (TABLE, "Les consigner dans la table de correspondance"),
        ],
        initial=FORGET,
        widget=forms.RadioSelect,
    )

    def __init__(self, data=None, *, contexte: Contexte):
        self.contexte = contexte
        self.mots = [mot for words in contexte.mots.values() for mot in words.values()]
        super().__init__(data and self.still_there(data.copy()))
        for mot in self.mots:
            self.fields[mot.champ] = forms.ChoiceField(
                label=f"«\u00a0{mot.texte}\u00a0»",
                help_text=lines_of(mot),
                required=False,
                choices=mot.offert,
                initial=mot.propose,
            )
        if not contexte.existant.is_depositaire or Cible.IDENTITE not in contexte.cibles:
            del self.fields["initiales"]
        if Cible.CLASSE not in contexte.cibles:
            del self.fields["classe"]

    def still_there(self, data):
        """What was chosen, but for what the rubrique does not have any more, and for who was not
        a member when nothing was chosen."""
        for mot in self.mots:
            chosen = data.get(mot.champ)
            is_open = mot.genre == Genre.REFERENT and not chosen
            if is_open or chosen not in dict(mot.offert):
                data[mot.champ] = str(mot.propose)
        return data

    def groups(self):
        """The words by kind, for the screen."""
        for genre in Genre:
            fields = [self[mot.champ] for mot in self.mots if mot.genre == genre]
            if fields:
                yield genre, fields

    @property
    def asks(self) -> bool:
        """Whether there is anything to ask before the dry run."""
        return bool(self.mots) or Cible.IDENTITE in self.contexte.cibles

    def pertes(self) -> Iterator[tuple[str, list[str]]]:
        """What will be lost as things were chosen: by what it is, the words and their rows."""
        chosen = self.chosen(getattr(self, "cleaned_data", {}))
        titles = {
            Genre.REFERENT: "Référents et co-référents qui ne seront pas repris",
            Genre.NATURE: "Natures laissées de côté",
            Genre.ORIGINE: "Origines du signalement laissées de côté",
            Genre.STATUT: "Statuts qui ne sont pas compris",
            Genre.NIVEAU: "Niveaux qui ne sont pas compris",
        }
        for genre, title in titles.items():
            lost = [m for m in self.mots if m.genre == genre and chosen[m.champ] in ("", AUCUN)]
            if lost:
                yield title, [f"«\u00a0{m.texte}\u00a0» ({lines_of(m)})" for m in lost]

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        excess = natures_after(
            self.contexte.mots, self.chosen(cleaned), self.contexte.existant
        ).trop
        added = [mot for mot in self.mots if cleaned.get(mot.champ) == AJOUTER]
        added.sort(key=lambda mot: len(mot.lignes))
        for mot in added[:excess]:
            self.add_error(
                mot.champ, "La liste est pleine (douze natures)\u00a0: choisissez-en une autre."
            )
        return cleaned

    def chosen(self, cleaned) -> dict[str, str]:
        return self.contexte.sens_choisis | {
            m.champ: cleaned[m.champ] for m in self.mots if m.champ in cleaned
        }

    def apply(self) -> Options:
        """Give the words their chosen meaning; return the other choices."""
        if not self.is_bound:
            return Options()
        self.is_valid()
        self.contexte.sens_choisis = self.chosen(self.cleaned_data)
        sent = to_change(self.data)
        return Options(
            masquer=self.cleaned_data.get("identites") != KEEP,
            garder_classe=bool(self.cleaned_data.get("classe")),
            consigner=self.cleaned_data.get("initiales") == TABLE,
            montrees=frozenset(sent.get("montrees", "").split(",")),
            reprendre=frozenset(sent.getlist("reprendre")),
            memes={name[5:]: str(sent[name]) for name in sent if name.startswith("meme_")},
            laisser=frozenset(sent.getlist("laisser")),
            prendre=frozenset(sent.getlist("prendre")),
        )


def lines_of(mot):
    n = len(mot.lignes)
    return f"{n} ligne{'s' if n > 1 else ''}"
