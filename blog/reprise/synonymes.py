"""The words of a sheet (natures, people, states) and what they mean here: guessed, then chosen."""

import re

from blog.models import Article
from comptes.models import Utilisateur
from texte.simple import fold

SPLIT = re.compile(r"\s*[/,+;&|\n•]\s*|\s+-\s+")
Origine, Statut, Niveau = Article.Origine, Article.Statut, Article.Niveau
Fonction = Utilisateur.Fonction

# What other cellules call the usual natures.
SYNONYMS = {
    "Assiduité": r"absenteisme|absence|assiduite|decrochage|retard|desco|refus scolaire|phobie",
    "Mal-être": r"psycholog|psychi|mal.?etre|depress|anxi|angoisse|scarif|suicid",
    "Santé": r"medica|sante|maladie|hospital|infirm",
    "Relationnelle": r"harcel|relation|conflit|violence|cyber",
    "Comportement": r"comportement|discipline|incivil|agress",
    "Sociale": r"social|financ|econom|precar|logement|hebergement",
    "Familiale": r"famil|parent",
    "Addiction": r"addict|drogue|cannabis|alcool|ecran|conduites? a risque",
    "Orientation": r"orientation|projet|reorient",
    "Besoins particuliers": r"besoins?|handicap|\bdys|\bpap\b|\bpps\b|allophone",
    "Protection de l’enfance": r"protection|danger|maltrait|\bip\b|\base\b|placement",
    "Scolaire": r"scolaire|resultat|apprentissage|travail|pedagog",
}
ORIGINES = [
    (Origine.PROFESSEUR_PRINCIPAL, r"prof\w*\.? princ|^pp$|^prof|enseignant"),
    (Origine.VIE_SCOLAIRE, r"vie sco|^vs$|^aed$|surveillant|assistant\w* d.?education"),
    (Origine.CPE, r"\bcpe\b|conseill\w+ principal\w* d.?education"),
    (Origine.INFIRMIER, r"infirm"),
    (Origine.ASSISTANT_SOCIAL, r"assistant\w*.*social|^as$|^ass$|service social"),
    (Origine.MEDECIN, r"medecin"),
    (Origine.PSYEN, r"psy.?en|psychologue|\bcop\b"),
    (Origine.FAMILLE, r"famille|parent|mere|pere"),
    (Origine.ELEVE, r"eleve|lui.meme|elle.meme|camarade"),
    (Origine.DIRECTION, r"direction|proviseur|^principal|chef d|adjoint"),
    (Origine.PARTENAIRE, r"partenaire|exterieur|association|\bcmp\b|educateur|police|mairie"),
]
FONCTIONS = [
    (Fonction.INFIRMIER, r"infirm|^ide$"),
    (Fonction.CPE, r"\bcpe\b|conseill\w+ principal\w* d.?education"),
    (Fonction.ASSISTANT_SOCIAL, r"assistant\w*.*social|^as$|^ass$|service social"),
    (Fonction.PSYEN, r"psy.?en|psychologue|\bcop\b"),
    (Fonction.MEDECIN, r"medecin"),
    (Fonction.DIRECTION, r"direction|proviseur|^principal|chef d|adjoint"),
    (Fonction.PROFESSEUR, r"^prof|^pp$|enseignant"),
]
STATUTS = [
    (Statut.ROUVERTE, r"reouv|^rouv"),
    (Statut.RELAYEE, r"relay|relais|orient\w+ vers|transmis"),
    (Statut.CLOSE, r"^clo|ferm|termin|resolu|regle|archiv|^fini"),
    (Statut.VEILLE, r"veille|pause|surveill"),
    (Statut.SIGNALEE, r"signal|nouveau|nouvelle|a traiter"),
    (Statut.ANALYSE, r"analyse|evaluation|en attente"),
    (Statut.SUIVIE, r"ouvert|suivi|en cours|actif|active"),
]
REGIMES = [
    (Article.Regime.DEMI_PENSIONNAIRE, r"^dp|demi|1/2"),
    (Article.Regime.EXTERNE, r"^ext|^e$"),
    (Article.Regime.INTERNE, r"^int|^i$"),
]
VIGILANCES = [
    (Article.Vigilance.URGENT, r"urgen|danger|rouge|^4$"),
    (Article.Vigilance.PRIORITAIRE, r"priorit|forte|eleve|haute|orange|^3$"),
    (Article.Vigilance.SURVEILLER, r"surveil|veille|faible|basse|vert|^1$"),
    (Article.Vigilance.SUIVRE, r"suiv|moyen|normal|jaune|^2$"),
]
NIVEAUX = [  # the most particular first: « 2nde Pro MELEC » is no seconde
    (Niveau.ULIS, r"\bulis\b"),
    (Niveau.SEGPA, r"segpa"),
    (Niveau.MLDS, r"\bmlds\b"),
    (Niveau.CAP, r"\bcapa?\b"),
    (Niveau.BAC_PRO, r"\bpro\b|\bbac.?pro|^[2t1]\w*pro\d*|\bmelec\b|\bagora\b|\bassp\b"),
    (Niveau.TERMINALE, r"^t(le|ale|erm)|^t[a-z]{0,4}\s?\d|^t\b|^t(s|es|l|g|stmg)\b"),
    (Niveau.SECONDE, r"^2|^seconde"),
    (Niveau.PREMIERE, r"^1|^premiere"),
    (Niveau.TROISIEME, r"^3|^troisieme"),
    (Niveau.QUATRIEME, r"^4|^quatrieme"),
    (Niveau.CINQUIEME, r"^5|^cinquieme"),
    (Niveau.SIXIEME, r"^6|^sixieme"),
]
CIVILITY = re.compile(r"^(?:m|mr|mme|mlle|monsieur|madame|dr|docteur)\.?\s+")
DISPOSITIF_WORDS = [
    ("pap", r"\bpap\b"),
    ("pai", r"\bpai\b"),
    ("pps", r"\bpps\b"),
    ("ppre", r"\bppre\b"),
    ("tutorat", r"tutorat|tuteur"),
    ("fiche", r"fiche"),
    ("amenagement", r"amenag|\bedt\b|emploi du temps"),
    ("relais", r"classe relais|atelier relais"),
    ("mlds", r"\bmlds\b"),
    ("sapad", r"\bsapad\b"),
    ("phare", r"\bphare\b"),
]
PARTENAIRE_WORDS = [
    ("cio", r"\bcio\b"),
    ("cmpp", r"\bcmpp\b"),
    ("cmp", r"\bcmp\b"),
    ("mda", r"\bmda\b|maison des ado"),
    ("ase", r"\base\b|aide sociale"),
    ("pjj", r"\bpjj\b"),
    ("mission_locale", r"mission locale"),
    ("crip", r"\bcrip\b"),
    ("medecin", r"medecin"),
    ("association", r"associa"),
]


def key_of(word: str) -> str:
    """What two spellings of a word share: neither accents, case, blanks nor a final point."""
    return " ".join(fold(word).split()).strip(" .:")


def split_words(text: str) -> list[str]:
    """The words of a cell that holds several."""
    return [word for part in SPLIT.split(text) if (word := part.strip(" .:"))]


def meant(word: str, table):
    """What a word means in a table of patterns; None when nothing fits."""
    key = key_of(word)
    return next((value for value, pattern in table if re.search(pattern, key)), None)


def exactly(word: str, choices):
    """The choice whose value or label is this very word; None when there is none."""
    key = key_of(word)
    return next((v for v, label in choices if key in (key_of(v), key_of(label))), None)


def nature_meant(word: str) -> str | None:
    """The usual nature that a word stands for."""
    return meant(word, SYNONYMS.items())


def person_meant(word: str, membres: list[Utilisateur]) -> Utilisateur | None:
    """The one member whom a word names or whose function it tells; None when none or several."""
    key = CIVILITY.sub("", key_of(word))
    by_name = [m for m in membres if key in names_of(m)]
    if not by_name:
        fonction = meant(word, FONCTIONS)
        by_name = [m for m in membres if fonction and m.fonction == fonction]
    return by_name[0] if len(by_name) == 1 else None


def names_of(membre):
    """The ways a sheet names a member: surname, name in any order, initials."""
    first, last = key_of(membre.first_name), key_of(membre.last_name)
    initials = "".join(part[0] for part in re.split(r"[\s-]+", f"{first} {last}") if part)
    dotted = ".".join(initials)
    short = f"{first[:1]}. {last}", f"{first[:1]} {last}", f"{last} {first[:1]}"
    return {last, f"{first} {last}", f"{last} {first}", initials, dotted, *short}


def niveau_meant(word: str) -> str | None:
    """The niveau of a classe: « 1ère G2 » is 1re, « 1 CAP AEPE » CAP."""
    return exactly(word, Niveau.choices) or meant(word, NIVEAUX)
