"""Identities in a text: those that are found, and those sentences that hold none."""

import pytest

from blog.identites.forme import Sorte
from blog.identites.recherche import Trouvaille, find_in_text
from tests.outils.identites import is_name

IDENTITES = {
    Sorte.TELEPHONE: """
        Appeler le [06 12 34 56 78] avant midi
        tél : [0612345678]
        Tél. [06.12.34.56.78], merci
        portable [06-12-34-56-78]
        fixe [01 23 45 67 89] (soir)
        [+33 6 12 34 56 78]
        [+33 (0)6 12 34 56 78] est son numéro
        depuis [0033612345678]
        à La Réunion [0692 12 34 56]
        [+262 692 12 34 56]
        grands-parents au [+212 612-345678]
        le [06 123 456 78] ne répond pas
        joint au [06/12/34/56/78] le 12/03/2026
        maman [(0)6 12 34 56 78]
        joindre au [33 6 12 34 56 78]
        tél. [6 12 34 56 78]
        rappeler 05/12/2025 [06 12 34 56 78]
    """,
    Sorte.ADRESSE_ELECTRONIQUE: """
        écrire à [lucas.durand@exemple.fr].
        [l_durand+ent@mail.exemple.org] répond
        [lucas.durand (at) exemple.fr]
        [lucas.durand [at] exemple.fr]
        [lucas.durand(arobase)exemple.fr]
        [lucas.durand arobase exemple.fr]
        [lucas point durand arobase exemple point fr]
        (famille : [DURAND.LUCAS@EXEMPLE.FR])
        [lucas.durand @ exemple.fr]
        [ldurand@ac-exemple.fr];
    """,
    Sorte.ADRESSE_POSTALE: """
        habite [12 rue des Lilas]
        [12, rue des Lilas 75011 Paris].
        [12 bis avenue du Général de Gaulle], chez sa tante
        [3 ter, bd Jean-Jaurès] depuis mai
        [8 rue du 8 mai 1945]
        hébergé [5 allée des tilleuls, 69003 Lyon]
        [14 place de la République]
        [2 impasse des Érables, bât. B, appt 12]
        au [27 cité Beau-Soleil]
        domicile : [75011 Paris]
        vit à [13200 Saint-Martin-de-Crau]
        [12 rue victor hugo] à côté
        [4 RÉSIDENCE LES ACACIAS 97410 SAINT-PIERRE]
        [12-14 quai de l’Île]
    """,
    Sorte.INE: """
        INE [1234567890A]
        numéro [123456789AB] dans Siècle
        ine : [123456789ab]
        INE [1234 567890 A]
        INE [0123A56789B]
        son INE est [123 456 789 AB].
        ([0712345678K])
        [012 345 6789K] à vérifier
    """,
    Sorte.NIR: """
        NIR [1 11 03 75 116 001 42]
        [2110375116001]
        sécu [211037511600142]
        [1 11 03 2A 004 123 45]
        [2 11 12 2b 033 456]
        n° [1.11.03.75.116.001.42]
        [2 11 03 99 341 001 - 42]
        [1 11 20 75 116 001 42] (mois inconnu)
    """,
    Sorte.NAISSANCE: """
        né le [12/03/2011] à Lyon
        Née le [12 mars 2011]
        né(e) le [1er mai 2012]
        DDN : [12/03/11]
        ddn [12.03.2022]
        date de naissance : [2011-03-12]
        petit frère né le [3 janvier 2024]
        NÉE LE [12-03-2011]
        née à Saint-Denis le [12 février 2023]
        élève ([12/03/2011]), redoublant
        le [5 août 2010]
        ([12/03/2023], date de naissance de sa sœur)
    """,
    Sorte.NOM: """
        vu [Lucas MARTIN] ce matin
        [MARTIN Lucas] absent
        [Lucas Martin] absent
        le dossier de [Kylyan DURAND]
        [DURAND Kylyan] : trois absences
        Entretien avec Mme [Durand] lundi
        Rencontre M. [de La Tour] et le CPE
        Monsieur [LE GOFF] a appelé
        [Anne-Sophie Le Goff] demande un PAP
        [Jean de LA TOUR] est arrivé
        [Kevin O’Brien] et [Awa N’Diaye] se disputent
        avec [L. Martin], [J.-P. Durand] et d'autres
        [Lucas M.] est revenu
        la famille [Durand] est reçue
        [DURAND, Inès] (5e B)
        d'[Inès El Amrani]
        au collège [Lucas MARTIN] dort
        M. et Mme [Durand] viendront
        [LE GOFF Anne] PAP
        prévenir [Fatoumata Diallo] CPE
        l'élève [João da Silva Santos]
        [Mehmet YILMAZ] et [Léa NG]
        Mlle [A. Durand]
        [NGUYEN Van Minh] et Maître [Roy]
        Nom : [Durand] Prénom : inconnu
        Mmes [Durand] et [Roy], AED
        vu Melle [Durand] ce matin
        melle [durand] a appelé
        appel de mme [durand] hier
        madame [durand] souhaite un rendez-vous
        Monsieur [benali] refuse le PAP
        rencontre mr [traoré], le père
        m. [martin] rappelle demain
        mademoiselle [emma durand] est venue
        mme [de brie] et son fils
        madame [el amrani] attend
        vu mme [durand lucas]
        Mesdemoiselles [Durand] et [Roy] sont reçues
        [Durand Emma] absente lundi
        Vu avec [Durand Emma] et son père
        [Benali Inès] demande un PAP
        l'élève [Durand] est absent
        Élève [Traoré], 5e B
        la mère [Benali] a appelé
        les parents [Durand] sont reçus
    """,
}


def cases():
    for sorte, lines in IDENTITES.items():
        for line in lines.strip().split("\n"):
            yield sorte, line.strip()


def written(line):
    """Return the sentence without the marks of the identities, and these."""
    line = line.replace("[at]", "<at>")
    found = [piece.split("]")[0] for piece in line.split("[")[1:]]
    sentence = line.replace("[", "").replace("]", "").replace("<at>", "[at]")
    return sentence, [words.replace("<at>", "[at]") for words in found]


@pytest.mark.parametrize(("sorte", "line"), list(cases()))
def test_an_identity_is_found_where_it_stands(sorte, line):
    sentence, expected = written(line)
    found = find_in_text(sentence)
    assert [(t.sorte, t.texte) for t in found] == [(sorte, words) for words in expected]
    assert all(sentence[t.start : t.end] == t.texte for t in found)


PHRASES = """
Entretien CPE lundi.
Rendez-vous CMP le 12/03/2026 à 14 h 30.
PAP signé par la famille, PPS en attente.
Érable-27 est en retard depuis lundi.
Point sur Iris-27, Jasmin-14 et Violette-33 en réunion.
Iris-27 Martin-pêcheur est le nom du groupe.
Olivier-12 Marguerite-45 Capucine-90 : même classe.
Le cours a lieu salle 204.
3 absences non justifiées, 12 retards.
L'arrêt de bus est 12 avenue, sans autre précision.
Appeler le 119 ou le 3018, et le 15 ou le 17 en urgence.
Il ne vient pas le 12/03/2026.
Elle ne le voit qu'à partir du 12 mars 2026.
Réunion le 05/12/2025 10 h, puis le 05 12 2025 10h.
Vacances du 14/02/2026 au 02/03/2026.
Le conseil de discipline du 3 juin 2024 a prononcé un sursis.
Mme la CPE et M. le proviseur sont informés.
Monsieur le Principal adjoint reçoit la famille.
Madame l'Assistante sociale viendra mardi.
Mme CPE, M. Proviseur : absents.
Bonjour Madame, Monsieur,
Orientation ULIS demandée à la MDPH, avis du PsyEN favorable.
Le dossier MDPH est parti, la CDOEA se réunit en mai.
SESSAD et CMPP : listes d'attente de 18 mois.
RASED, ITEP, IME : rien avant septembre.
ESS lundi avec AESH, CPE, PP et infirmière.
URGENT Appeler la mère avant midi.
RAPPEL Réunion de la cellule mardi à 13 h.
La DSDEN demande un PPRE avant Pâques.
Visite du lycée Jean Moulin et du collège Jules Ferry.
Stage à l'école Pierre et Marie Curie.
Il va au lycée professionnel Victor Hugo à la rentrée.
Hospitalisé à l'hôpital Robert Debré depuis jeudi.
Le gymnase Alain Mimoun est fermé.
Lucas Mardi, Inès Mercredi : rien d'autre à noter.
En Seconde STMG, Terminale MELEC ou Bac PRO ASSP.
Il a 12 cours de maths et 2 cours de soutien par semaine.
3 places en internat, 1 place en ULIS, 2 passages à l'infirmerie.
La moyenne est de 12,5 ; notes : 08, 12, 14, 10, 09.
Budget de 15000 euros, 20000 Euros l'an dernier.
Séance de 8h00 à 10h00, puis 14 h - 15 h 30.
Code 2026-03 du registre, article 12.
RNE 0750001A, classe 5eB, groupe 3.
L'article L. 542-1 du code de l'action sociale.
Groupe B. Réunion lundi. Plan A. Entretien mardi.
P.A.P. Signé. C.D.I. Fermé.
Il dort peu, mange seul, pleure en classe de 6e.
La mère est seule ; le père vit à Marseille.
Il habite rue Haute, près du stade.
L'élève a été vu par le médecin scolaire le 2 février.
Il est revenu de Saint-Denis, chez sa tante.
Claire et Rose sont d'accord, Lucas aussi.
Lucas est venu avec Inès. Martin viendra demain.
La rose est claire et le jasmin blanc.
Pierre, CPE : appel passé.
J'ai vu Lucas CPE présente.
Camille Vie scolaire informée.
Né prématuré, suivi au CAMSP jusqu'à 6 ans.
Marie PPRE, Lucas PAI, Inès ULIS.
Le PAI date de 2019, la chute de mars 2021.
Signalement à la CRIP et au Procureur de la République.
Prochaine séance : jeudi 19 mars 2026 à 12 h.
PIX, ASSR2, DNB : inscrit aux trois.
Il a obtenu 14/20, 11/20 et 9,5/20.
Demande de bourse n° 2026/0142 au secrétariat.
Deux heures de colle le 13-03-2026 (10 h 30).
Le signe @ bloque sa tablette, RDV @ 14.30 au CDI.
Affelnet, Parcoursup, Pronote et l'ENT sont à jour.
ABSENCES : 12. RETARDS : 4. EXCLUSIONS : 0.
COMPTE RENDU DE LA CELLULE DE VEILLE DU MARDI
D'après l'ASE, l'AEMO débute en avril.
L'ITEP Saint-Exupéry et l'IME Les Tilleuls répondent.
Fil Santé Jeunes au 0 800 235 236, tous les jours.
Dispositif UPE2A ouvert, AEMO-R prononcée, GEVA-Sco rempli.
Tout va mieux depuis Noël ; à revoir en Mai.
Madame souhaite un rendez-vous, monsieur refuse.
madame la CPE, monsieur le proviseur et mme la directrice sont prévenus.
Madame a dit non ; monsieur ne vient plus.
mme confirme, mr attend, madame est inquiète.
Monsieur et madame acceptent le suivi, madame rappellera.
Madame est venue seule, monsieur travaillait.
Madame, absente, sera recontactée.
L'élève ULIS et l'élève UPE2A sont reçus ; l'élève a signé.
Prévenir Emma demain, selon Lucas.
Rappeler Inès et revoir Lucas.
La corde fait 12 m. ensuite il saute 3 m.
Les parents sont séparés, le père vit à Lyon.
Les élèves du groupe A et leurs parents CPE présente.
""".strip().split("\n")
CONTROLE = " Vu Lucas MARTIN, 06 12 34 56 78."


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_sentence_of_the_cellule_holds_no_identity(phrase):
    assert find_in_text(phrase) == []
    assert [t.texte for t in find_in_text(phrase + CONTROLE)] == ["Lucas MARTIN", "06 12 34 56 78"]


def test_there_are_enough_sentences_to_trust_the_silence():
    assert len(PHRASES) >= 60
    assert all(len(lines.strip().split("\n")) >= 8 for lines in IDENTITES.values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lucas est là", ["Lucas"]),
        ("LUCAS est là, d’Inès non", ["LUCAS", "Inès"]),
        ("Lucas Durand Inès", ["Lucas Durand Inès"]),
        ("vu Anne-Sophie de Le Goff hier", ["Anne-Sophie de Le Goff"]),
        ("Le collège appelle le petit frère", []),
        ("Petit est absent", ["Petit"]),
        ("Inès Sá, sa sœur", ["Inès Sá"]),
        ("Saint-Lucas est loin", []),
        ("Marc-Lucas", ["Marc-Lucas"]),
        ("I\u0301nes Ine\u0300s Lu\u00adcas", ["I\u0301nes Ine\u0300s Lu\u00adcas"]),
        ("rien ici", []),
    ],
)
def test_the_key_table_tells_names_that_nothing_else_tells(text, expected):
    assert [t.texte for t in find_in_text(text, is_name=is_name)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "06\u00a012\u202f34\u200956\t78",
        "06\u201112\u201134\u201156\u201178",
        "0\u200b612345678",
        "０６ １２ ３４ ５６ ７８",
        "Ine\u0301s\u00a0DURAND",
        "Inès   Durand",
        "Kevin O'Brien",
        "Kevin O\u02bcBrien",
        "Lu\u00adcas MAR\u00adTIN",
        "12 rue de l\u2019E\u0301glise",
        "né le 12\u00a0aou\u0302t\u00a02011",
        "lucas\u2060@exemple.fr",
    ],
)
def test_spaces_dashes_apostrophes_and_accents_hide_nothing(text):
    (found,) = find_in_text(text)
    assert text.endswith(found.texte)


@pytest.mark.parametrize(
    "line",
    [
        "rappeler le [06 12 34 56 78] [L. Benali]",
        "né le [12/03/2011] [L. Traoré]",
        "vu [Awa L.] - [Kylyan DURAND]",
    ],
)
def test_an_identity_does_not_hide_the_one_beside_it(line):
    sentence, expected = written(line)
    assert [t.texte for t in find_in_text(sentence)] == expected


def test_what_is_found_comes_with_the_words_around_it():
    text = (
        "Le père dit depuis longtemps que sa fille Inès Durand ne dort pas chez elle le soir venu."
    )
    (found,) = find_in_text(text)
    assert found == Trouvaille(
        Sorte.NOM,
        42,
        53,
        "Inès Durand",
        "père dit depuis longtemps que sa fille ",
        " ne dort pas chez elle le soir venu.",
    )


def test_a_context_is_cut_between_words():
    (found,) = find_in_text("x" * 60 + " avant Inès Durand après " + "y" * 60)
    assert (found.avant, found.apres) == ("avant ", " après")
