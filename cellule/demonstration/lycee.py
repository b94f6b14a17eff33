"""The fictional situations of the Lycée des Marais."""

from cellule.demonstration.fiches import Decision, Note, Situation

LYCEE: tuple[Situation, ...] = (
    Situation(
        code="Érable-27",
        niveau="1re",
        regime="demi_pensionnaire",
        natures=("Assiduité", "Mal-être"),
        vigilance="prioritaire",
        statut="suivie",
        signale_par="professeur_principal",
        referent="cpe",
        ouverte=19,
        prochain_point=-0.3,
        constats=(
            "Absences perlées depuis plusieurs mois, surtout le lundi matin. Reprise réelle "
            "depuis que l’emploi du temps est aménagé : présence complète la semaine dernière, "
            "sauf le lundi à 8 h. La famille est d’accord avec l’aménagement.\n\n"
            "Reste à confirmer : le rendez-vous à la maison des adolescents."
        ),
        dispositifs=("Emploi du temps aménagé",),
        partenaires=("Maison des adolescents", "CIO"),
        famille="Informée par la proviseure, d’accord avec l’aménagement.",
        suivis=(
            Note(
                17,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Neuf demi-journées d’absence en un mois, "
                    "presque toutes le lundi matin. Les résultats restent corrects, mais "
                    "plusieurs évaluations manquent.</p>"
                    "<p><strong>Décision.</strong> Le CPE reçoit l’élève et prend contact avec la "
                    "famille avant la prochaine réunion.</p>"
                ),
            ),
            Note(
                15.5,
                "cpe",
                (
                    "<p>Entretien avec l’élève, puis appel à la famille. L’élève parle de nuits "
                    "courtes et d’une appréhension le dimanche soir, sans nommer de difficulté "
                    "avec la classe. La famille n’avait pas mesuré le nombre d’absences et "
                    "souhaite être prévenue dès la première heure manquée.</p>"
                ),
                reunion=False,
            ),
            Note(
                13,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> L’élève a accepté de rencontrer l’infirmière. "
                    "Les absences du lundi continuent, celles du reste de la semaine ont "
                    "cessé.</p>"
                    "<p><strong>Hypothèse.</strong> Une fatigue installée, plus qu’un rejet de la "
                    "formation.</p>"
                    "<p><strong>Décision.</strong> Point hebdomadaire avec le CPE, le jeudi.</p>"
                ),
            ),
            Note(
                9,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Onze demi-journées d’absence de plus, dont huit "
                    "le lundi. Résultats devenus fragiles en mathématiques et en anglais.</p>"
                    "<p><strong>Décision.</strong> Trois mesures sont retenues :</p>"
                    "<ul>"
                    "<li>emploi du temps aménagé, avec une arrivée à 10 h le lundi ;</li>"
                    "<li>rencontre avec la famille, en présence de l’infirmière ;</li>"
                    "<li>rattrapage limité à trois évaluations.</li>"
                    "</ul>"
                ),
            ),
            Note(
                7.5,
                "cpe",
                (
                    "<p>Rencontre avec la famille et l’élève. Le projet d’études n’est pas remis "
                    "en cause. L’élève souhaite que ses professeurs soient prévenus, sans détail. "
                    "La famille accepte l’idée d’un rendez-vous à la maison des adolescents.</p>"
                ),
                reunion=False,
            ),
            Note(
                4,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> L’arrivée à 10 h le lundi est tenue trois "
                    "semaines sur quatre. L’élève participe davantage, selon deux "
                    "professeurs.</p>"
                    "<p><strong>Décision.</strong> L’aménagement est prolongé. La liste des "
                    "évaluations à rattraper reste à établir.</p>"
                ),
            ),
            Note(
                3,
                "infirmiere",
                (
                    "<p>Troisième entretien. Le sommeil reste difficile, avec un léger mieux "
                    "depuis l’aménagement. L’élève accepte une prise de contact avec la maison "
                    "des adolescents et souhaite y aller sans ses parents la première fois. Pas "
                    "d’élément d’inquiétude immédiate.</p>"
                ),
                reunion=False,
                portee="sante_social",
            ),
            Note(
                2,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> La reprise se confirme. Les professeurs "
                    "demandent un cadre écrit pour les rattrapages.</p>"
                    "<p><strong>Décision.</strong> Rendez-vous à confirmer avec la maison des "
                    "adolescents. Un entretien d’orientation est proposé à l’élève.</p>"
                ),
            ),
            Note(
                0.5,
                "cpe",
                (
                    "<p><strong>Constat.</strong> Présence complète la semaine dernière, hors "
                    "lundi 8 h. L’élève a pris son repas à la cantine trois fois.</p>"
                    "<p><strong>Hypothèse.</strong> L’arrivée à 10 h le lundi est tenable et "
                    "mérite d’être gardée encore quelques semaines.</p>"
                ),
                reunion=False,
            ),
        ),
        decisions=(
            Decision(
                9,
                "Aménager l’emploi du temps du lundi matin",
                "proviseure",
                7,
                "faite",
                "Arrivée à 10 h le lundi, accord écrit de la famille.",
            ),
            Decision(
                9,
                "Rencontrer la famille avec l’infirmière",
                "cpe",
                7.5,
                "faite",
                "Rencontre tenue, famille d’accord.",
            ),
            Decision(
                4, "Lister les évaluations à rattraper, en garder trois", "cpe", 0.4, "en_cours"
            ),
            Decision(
                2,
                "Confirmer le rendez-vous à la maison des adolescents",
                "infirmiere",
                -0.7,
                "en_cours",
            ),
            Decision(
                2, "Proposer un entretien d’orientation à l’élève", "conseillere", -2.5, "a_faire"
            ),
        ),
    ),
    Situation(
        code="Cormoran-22",
        niveau="Tle",
        regime="interne",
        natures=("Mal-être",),
        vigilance="urgent",
        statut="suivie",
        signale_par="infirmier",
        referent="infirmiere",
        ouverte=7,
        prochain_point=-0.3,
        constats=(
            "L’élève traverse une période de mal-être important, prise en charge par des soins "
            "extérieurs depuis six semaines. La présence en cours est bonne, les soirées à "
            "l’internat restent le moment le plus difficile.\n\n"
            "Un adulte de l’internat fait un point chaque soir. La famille est en lien régulier "
            "avec l’infirmière."
        ),
        dispositifs=("Emploi du temps aménagé", "Protocole de veille à l’internat"),
        partenaires=("CMP", "Médecin traitant"),
        famille=(
            "Informée par la proviseure et l’infirmière, mobilisée et d’accord avec le suivi."
        ),
        suivis=(
            Note(
                6.6,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> L’élève a confié un mal-être important à "
                    "l’infirmière. La famille a été jointe aussitôt et une consultation médicale "
                    "a eu lieu le jour même.</p>"
                    "<p><strong>Décision.</strong> Retour au domicile quelques jours, avec "
                    "l’accord de tous. L’équipe de direction reste joignable par la famille.</p>"
                ),
                reunion=False,
            ),
            Note(
                5,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Retour en cours après une semaine, souhaité par "
                    "l’élève et préparé avec le médecin. Les professeurs ont été prévenus d’une "
                    "période de fragilité, sans détail.</p>"
                    "<p><strong>Décision.</strong> Reprise progressive. Point chaque soir avec un "
                    "adulte de l’internat. L’infirmière est l’interlocutrice de l’élève et de la "
                    "famille.</p>"
                ),
            ),
            Note(
                3.5,
                "infirmiere",
                (
                    "<p>Entretien hebdomadaire. Le suivi au CMP est engagé, deux rendez-vous "
                    "honorés. L’élève identifie trois adultes à qui parler au lycée et sait vers "
                    "qui se tourner le soir et le week-end. Conduite à tenir écrite et remise à "
                    "l’internat et à la direction, sans donnée médicale.</p>"
                ),
                reunion=False,
                portee="sante_social",
            ),
            Note(
                2,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Présence complète depuis trois semaines. Les "
                    "soirées restent difficiles le dimanche, au retour à l’internat.</p>"
                    "<p><strong>Hypothèse.</strong> Le retour le lundi matin plutôt que le "
                    "dimanche soir pourrait aider.</p>"
                    "<p><strong>Décision.</strong> Proposer ce retour à la famille. Alléger le "
                    "calendrier des évaluations jusqu’au prochain point.</p>"
                ),
            ),
            Note(
                0.4,
                "cpe",
                (
                    "<p><strong>Constat.</strong> Semaine calme à l’internat. L’élève a repris "
                    "l’atelier théâtre du mercredi. La famille donne sa réponse cette semaine "
                    "pour le retour du lundi.</p>"
                ),
                reunion=False,
            ),
        ),
        decisions=(
            Decision(
                5,
                "Mettre en place un point du soir à l’internat",
                "cpe",
                4.5,
                "faite",
                "Assuré chaque soir par le même binôme d’adultes.",
            ),
            Decision(
                2,
                "Proposer à la famille un retour à l’internat le lundi matin",
                "infirmiere",
                -0.3,
                "en_cours",
            ),
            Decision(
                2,
                "Revoir le calendrier des évaluations avec l’équipe pédagogique",
                "proviseure",
                -0.6,
                "a_faire",
            ),
        ),
    ),
    Situation(
        code="Galet-36",
        niveau="2de",
        regime="demi_pensionnaire",
        natures=("Relationnelle", "Mal-être"),
        vigilance="prioritaire",
        statut="analyse",
        signale_par="famille",
        referent="cpe",
        ouverte=3.6,
        prochain_point=-0.3,
        constats=(
            "La famille a signalé des messages moqueurs répétés dans un groupe de discussion "
            "d’élèves, et une mise à l’écart au self. Les entretiens sont en cours, selon le "
            "protocole contre le harcèlement.\n\n"
            "L’élève continue de venir en cours et déjeune pour l’instant avec deux camarades "
            "d’une autre classe."
        ),
        dispositifs=("PHARE",),
        partenaires=(),
        famille="Reçue par la proviseure, informée des étapes du protocole.",
        suivis=(
            Note(
                3.4,
                "cpe",
                (
                    "<p>La famille a appelé, puis apporté des copies de messages. Un premier "
                    "entretien a eu lieu avec l’élève, en présence d’un parent. L’élève souhaite "
                    "que chacun soit écouté avant toute sanction.</p>"
                ),
                reunion=False,
            ),
            Note(
                2,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Les faits décrits sont répétés sur plusieurs "
                    "semaines et concernent quatre à cinq élèves. La situation est traitée selon "
                    "le protocole contre le harcèlement.</p>"
                    "<p><strong>Décision.</strong> Trois étapes sont retenues :</p>"
                    "<ol>"
                    "<li>entretiens séparés, menés par deux membres de l’équipe ressource ;</li>"
                    "<li>attention particulière au self et aux changements de salle ;</li>"
                    "<li>rappel à la famille en fin de semaine, puis chaque semaine.</li>"
                    "</ol>"
                    "<p>Ressource pour l’équipe : <a "
                    'href="https://eduscol.education.fr/">prévention du harcèlement sur '
                    "Éduscol</a>.</p>"
                ),
            ),
            Note(
                1,
                "cpe",
                (
                    "<p>Notes de travail après trois entretiens, à recouper avant d’en parler en "
                    "cellule. Deux récits concordent sur l’origine de la mise à l’écart, un "
                    "troisième diffère. À reprendre avec l’équipe ressource.</p>"
                ),
                reunion=False,
                portee="auteur",
            ),
            Note(
                0.3,
                "cpe",
                (
                    "<p><strong>Constat.</strong> Le groupe de discussion a été fermé par les "
                    "élèves eux-mêmes après les premiers entretiens. L’élève dit un léger "
                    "soulagement, mais craint la sortie scolaire à venir.</p>"
                    "<p><strong>Décision.</strong> Composer les groupes de la sortie avec le "
                    "professeur principal.</p>"
                ),
                reunion=False,
            ),
        ),
        decisions=(
            Decision(2, "Mener les entretiens prévus par le protocole", "cpe", -0.3, "en_cours"),
            Decision(2, "Rappeler la famille chaque semaine", "proviseure", -0.5, "en_cours"),
        ),
    ),
    Situation(
        code="Granit-31",
        niveau="Bac pro",
        regime="demi_pensionnaire",
        natures=("Addiction", "Assiduité"),
        vigilance="suivre",
        statut="suivie",
        signale_par="vie_scolaire",
        referent="cpe",
        ouverte=16,
        prochain_point=-0.3,
        constats=(
            "Retards fréquents en début d’après-midi et fatigue visible, en lien avec une "
            "consommation que l’élève reconnaît. Deux rendez-vous honorés à la consultation "
            "jeunes consommateurs, puis un manqué.\n\n"
            "Le travail en atelier reste apprécié. La recherche de stage est le principal appui."
        ),
        dispositifs=("Fiche de suivi", "Tutorat"),
        partenaires=("Consultation jeunes consommateurs",),
        famille="Informée par le CPE, soutient la démarche de soin.",
        suivis=(
            Note(
                14,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Sept retards en trois semaines, tous à la "
                    "reprise de l’après-midi. Deux professeurs décrivent une attention très "
                    "inégale.</p>"
                    "<p><strong>Décision.</strong> Entretien avec le CPE. L’infirmière propose un "
                    "temps d’échange, à la main de l’élève.</p>"
                ),
            ),
            Note(
                12.8,
                "cpe",
                (
                    "<p>L’élève parle simplement d’une consommation de cannabis à la pause de "
                    "midi, en dehors du lycée. Les règles ont été redites. L’élève demande de "
                    "l’aide pour arrêter avant le stage et accepte que sa famille en soit "
                    "informée.</p>"
                ),
                reunion=False,
            ),
            Note(
                10,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Premier rendez-vous honoré à la consultation "
                    "jeunes consommateurs. La famille a été reçue et soutient la démarche.</p>"
                    "<p><strong>Décision.</strong> Fiche de suivi pour les après-midi, repas pris "
                    "au self, tutorat par un professeur d’atelier.</p>"
                ),
            ),
            Note(
                6,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Un seul retard en quatre semaines. Le tuteur "
                    "relève un travail soigné en atelier.</p>"
                    "<p><strong>Hypothèse.</strong> La perspective du stage est un moteur "
                    "réel.</p>"
                    "<p><strong>Décision.</strong> Le CPE appuie la recherche de stage.</p>"
                ),
            ),
            Note(
                2,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Rendez-vous manqué à la consultation, deux "
                    "retards la même semaine. L’élève dit avoir oublié et ne pas vouloir "
                    "renoncer.</p>"
                    "<p><strong>Décision.</strong> Reprendre rendez-vous avec l’élève plutôt qu’à "
                    "sa place.</p>"
                ),
            ),
        ),
        decisions=(
            Decision(6, "Trouver avec l’élève un lieu de stage", "cpe", 1.3, "en_cours"),
            Decision(
                2,
                "Reprendre rendez-vous à la consultation avec l’élève",
                "infirmiere",
                -1,
                "a_faire",
            ),
        ),
    ),
    Situation(
        code="Sarcelle-33",
        niveau="2de",
        regime="externe",
        natures=("Besoins particuliers", "Scolaire"),
        vigilance="suivre",
        statut="suivie",
        signale_par="professeur_principal",
        referent="infirmiere",
        ouverte=24,
        prochain_point=0.6,
        constats=(
            "Troubles du langage écrit connus depuis le collège. Le PAP est signé et appliqué "
            "dans la plupart des matières, avec un résultat net en histoire et en sciences.\n\n"
            "Restent deux points : le temps majoré lors des devoirs communs, et la demande "
            "d’aménagement des examens."
        ),
        dispositifs=("PAP",),
        partenaires=("Orthophoniste",),
        famille="Associée à la rédaction du PAP, d’accord avec son contenu.",
        suivis=(
            Note(
                22,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Écart important entre l’oral, très à l’aise, et "
                    "l’écrit. La famille a transmis un bilan ancien et demande que les "
                    "aménagements du collège reprennent.</p>"
                    "<p><strong>Décision.</strong> L’infirmière transmet le dossier au médecin "
                    "scolaire et prépare un PAP.</p>"
                ),
            ),
            Note(
                18,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Avis favorable reçu. L’élève a dit ce qui "
                    "l’aide le plus : des supports aérés, l’ordinateur, un temps relu à deux.</p>"
                    "<p><strong>Décision.</strong> Le PAP est écrit avec l’élève et limité à cinq "
                    "aménagements, pour qu’ils soient tenus.</p>"
                ),
            ),
            Note(
                14,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> PAP signé et présenté à l’équipe. Trois "
                    "professeurs ont demandé des exemples de supports.</p>"
                    "<p><strong>Décision.</strong> Le professeur documentaliste partage des "
                    "modèles de documents.</p>"
                ),
            ),
            Note(
                9,
                "cpe",
                (
                    "<p>Entretien court avec l’élève, qui utilise son ordinateur sans gêne "
                    "désormais. Le temps majoré n’a pas été prévu lors d’un devoir commun, ce qui "
                    "a été vécu comme un recul.</p>"
                ),
                reunion=False,
            ),
            Note(
                6,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Résultats en hausse dans quatre matières. "
                    "L’oubli du temps majoré vient d’un changement de salle de dernière "
                    "minute.</p>"
                    "<p><strong>Décision.</strong> Une salle est réservée pour les devoirs "
                    "communs. La demande d’aménagement des examens est à préparer avec la "
                    "famille.</p>"
                ),
            ),
        ),
        decisions=(
            Decision(
                6, "Préparer la demande d’aménagement des examens", "infirmiere", -2, "en_cours"
            ),
        ),
    ),
    Situation(
        code="Saule-38",
        niveau="2de",
        regime="demi_pensionnaire",
        natures=("Scolaire", "Relationnelle"),
        vigilance="surveiller",
        statut="signalee",
        signale_par="professeur_principal",
        referent="",
        ouverte=0.8,
        prochain_point=-0.3,
        constats=(
            "Signalement récent : baisse de résultats dans six matières en quelques semaines, et "
            "isolement pendant les pauses. L’élève était jusque-là très à l’aise en classe.\n\n"
            "Aucun entretien n’a encore eu lieu."
        ),
        dispositifs=(),
        partenaires=(),
        famille="",
        suivis=(
            Note(
                0.5,
                "cpe",
                (
                    "<p><strong>Constat.</strong> Le professeur principal décrit une baisse "
                    "rapide des résultats et un isolement nouveau aux pauses. Ni absence ni "
                    "retard.</p>"
                    "<p><strong>Décision.</strong> À présenter à la prochaine réunion pour "
                    "choisir qui propose un entretien.</p>"
                ),
                reunion=False,
            ),
        ),
        decisions=(),
    ),
    Situation(
        code="Basalte-40",
        niveau="CAP",
        regime="demi_pensionnaire",
        natures=("Orientation", "Scolaire"),
        vigilance="suivre",
        statut="analyse",
        signale_par="psyen",
        referent="conseillere",
        ouverte=5,
        prochain_point=-0.3,
        constats=(
            "L’élève n’a pas choisi sa formation et le dit clairement. Le travail fourni baisse, "
            "sans conflit ni absence. Un changement de spécialité est à l’étude, sous réserve des "
            "places.\n\n"
            "Un mini-stage dans une autre spécialité est prévu."
        ),
        dispositifs=("Mini-stage",),
        partenaires=("CIO",),
        famille="Reçue au CIO avec l’élève, ouverte à un changement de spécialité.",
        suivis=(
            Note(
                4,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> La PsyEN signale une orientation vécue comme "
                    "subie. Les professeurs d’atelier relèvent un désintérêt croissant, et une "
                    "vraie attention portée à ce qui touche au bois.</p>"
                    "<p><strong>Décision.</strong> Entretien approfondi au CIO avec la famille. "
                    "Recherche d’une place en mini-stage.</p>"
                ),
            ),
            Note(
                2,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Élève et famille sont d’accord pour essayer une "
                    "autre spécialité avant toute demande. Un lycée voisin accepte un mini-stage "
                    "de deux jours.</p>"
                    "<p><strong>Hypothèse.</strong> L’assiduité tiendra si une perspective est "
                    "donnée rapidement.</p>"
                    '<p>Fiches métiers remises à l’élève : <a href="https://www.onisep.fr/">site '
                    "de l’Onisep</a>.</p>"
                ),
            ),
        ),
        decisions=(
            Decision(2, "Signer la convention de mini-stage", "proviseure", -1, "en_cours"),
        ),
    ),
    Situation(
        code="Roseau-09",
        niveau="1re",
        regime="demi_pensionnaire",
        natures=("Familiale", "Scolaire"),
        vigilance="surveiller",
        statut="suivie",
        signale_par="assistant_social",
        referent="assistante",
        ouverte=34,
        prochain_point=None,
        constats=(
            "L’élève aide chaque jour un parent malade et prend soin d’un plus jeune enfant de la "
            "famille. Les retards du matin ont presque cessé depuis que l’aide à domicile est en "
            "place.\n\n"
            "La situation n’a pas été revue depuis plusieurs réunions."
        ),
        dispositifs=("Tutorat", "Dispense de permanence le soir"),
        partenaires=("Association de jeunes aidants", "Service d’aide à domicile"),
        famille="Informée par l’assistante sociale, souhaite de la discrétion.",
        suivis=(
            Note(
                32,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Retards répétés à 8 h et devoirs souvent rendus "
                    "en retard. L’élève a expliqué à l’assistante sociale le rôle tenu à la "
                    "maison.</p>"
                    "<p><strong>Décision.</strong> Tolérance sur les retards du matin. "
                    "L’assistante sociale étudie avec la famille les aides possibles.</p>"
                ),
            ),
            Note(
                28,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> La famille accepte une demande d’aide à "
                    "domicile. L’élève ne souhaite pas que la classe soit informée.</p>"
                    "<p><strong>Décision.</strong> Un professeur volontaire assure un tutorat de "
                    "vingt minutes par semaine.</p>"
                ),
            ),
            Note(
                22,
                "cpe",
                (
                    "<p>L’élève utilise bien le tutorat. Les devoirs sont rendus avec un délai "
                    "convenu à l’avance. Une association de jeunes aidants a été présentée, "
                    "l’élève réfléchit.</p>"
                ),
                reunion=False,
            ),
            Note(
                16,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> L’aide à domicile passe quatre matins par "
                    "semaine. Deux retards seulement en cinq semaines.</p>"
                    "<p><strong>Décision.</strong> Maintien du tutorat. Transmettre à l’élève le "
                    "programme des séjours de répit.</p>"
                ),
            ),
            Note(
                11,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Résultats stabilisés, bonne participation à "
                    "l’oral. L’élève dit pouvoir souffler un peu.</p>"
                    "<p><strong>Décision.</strong> Vigilance abaissée. À revoir après la "
                    "prochaine période d’évaluations.</p>"
                ),
            ),
        ),
        decisions=(
            Decision(
                16, "Transmettre le programme des séjours de répit", "assistante", 6, "a_faire"
            ),
        ),
    ),
    Situation(
        code="Bruyère-14",
        niveau="Tle",
        regime="externe",
        natures=("Sociale", "Assiduité"),
        vigilance="prioritaire",
        statut="suivie",
        signale_par="assistant_social",
        referent="assistante",
        ouverte=14,
        prochain_point=-0.3,
        constats=(
            "L’élève a atteint la majorité et vit sans soutien familial. Des proches assurent un "
            "hébergement provisoire. Un emploi le soir et le week-end explique la fatigue et une "
            "partie des absences.\n\n"
            "Le fonds social couvre les repas de midi. Une place en foyer de jeunes travailleurs "
            "est demandée."
        ),
        dispositifs=("Fonds social", "Emploi du temps aménagé"),
        partenaires=("Mission locale", "Foyer de jeunes travailleurs"),
        famille="Non informée, à la demande de l’élève, qui est en âge d’en décider.",
        suivis=(
            Note(
                12,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Douze demi-journées d’absence en un mois, le "
                    "plus souvent le matin. L’élève a expliqué sa situation à l’assistante "
                    "sociale et accepte que la cellule en connaisse l’essentiel.</p>"
                    "<p><strong>Décision.</strong> Demande de fonds social pour les repas. Les "
                    "courriers d’absence sont adressés à l’élève, qui est responsable de son "
                    "dossier.</p>"
                ),
            ),
            Note(
                10.8,
                "assistante",
                (
                    "<p>Point sur les ressources et les droits. Dossier de bourse à compléter, "
                    "demande d’aide au logement possible dès qu’un bail ou une place en foyer "
                    "existe. L’hébergement actuel peut durer encore deux à trois mois. L’élève "
                    "souhaite aller jusqu’au diplôme.</p>"
                ),
                reunion=False,
                portee="sante_social",
            ),
            Note(
                8,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Fonds social accordé. L’emploi occupe quatre "
                    "soirs par semaine.</p>"
                    "<p><strong>Hypothèse.</strong> Sans solution de logement stable, l’assiduité "
                    "restera fragile.</p>"
                    "<p><strong>Décision.</strong> Contact avec la mission locale et dépôt d’un "
                    "dossier en foyer de jeunes travailleurs.</p>"
                ),
            ),
            Note(
                5,
                "cpe",
                (
                    "<p>Rencontre avec l’élève sur l’emploi du temps. Les absences se concentrent "
                    "sur deux matinées, après les soirées de travail. L’employeur accepte de "
                    "déplacer un soir sur deux.</p>"
                ),
                reunion=False,
            ),
            Note(
                4,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Trois absences en quatre semaines, nette "
                    "amélioration. Les professeurs s’organisent pour les contrôles du matin.</p>"
                    "<p><strong>Décision.</strong> Soutien écrit du lycée au dossier de "
                    "foyer.</p>"
                ),
            ),
            Note(
                2,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Le foyer annonce une réponse prochaine. "
                    "L’hébergement provisoire est prolongé d’un mois, pas davantage.</p>"
                    "<p><strong>Décision.</strong> Préparer une solution de secours avec la "
                    "mission locale. Voir avec l’élève <a "
                    'href="https://www.1jeune1solution.gouv.fr/">les aides ouvertes aux '
                    "jeunes</a>.</p>"
                ),
            ),
            Note(
                0.7,
                "cpe",
                (
                    "<p><strong>Constat.</strong> Présence complète cette semaine. L’élève a reçu "
                    "un avis favorable du foyer, la date d’entrée n’est pas encore fixée.</p>"
                ),
                reunion=False,
            ),
        ),
        decisions=(
            Decision(
                12,
                "Déposer la demande de fonds social",
                "assistante",
                10,
                "faite",
                "Aide accordée pour les repas jusqu’à la fin de l’année.",
            ),
            Decision(
                2,
                "Préparer une solution d’hébergement de secours avec la mission locale",
                "assistante",
                -1,
                "en_cours",
            ),
        ),
    ),
    Situation(
        code="Tilleul-52",
        niveau="2de",
        regime="interne",
        natures=("Santé", "Scolaire"),
        vigilance="suivre",
        statut="suivie",
        signale_par="infirmier",
        referent="infirmiere",
        ouverte=13,
        prochain_point=-2.3,
        constats=(
            "Retour au lycée après une hospitalisation de plusieurs semaines. Le PAI est en "
            "place, la reprise se fait à trois quarts de temps.\n\n"
            "Les bases sont solides. L’objectif partagé est de valider l’essentiel, sans tout "
            "rattraper."
        ),
        dispositifs=("PAI", "SAPAD", "Emploi du temps aménagé"),
        partenaires=("Service hospitalier", "SAPAD"),
        famille="En lien régulier avec l’infirmière, d’accord avec la reprise progressive.",
        suivis=(
            Note(
                12.6,
                "cpe",
                (
                    "<p>La famille annonce une hospitalisation longue. L’élève souhaite garder le "
                    "contact avec la classe. Deux délégués volontaires transmettent les cours "
                    "par l’espace numérique.</p>"
                ),
                reunion=False,
            ),
            Note(
                10,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> L’élève peut travailler une à deux heures par "
                    "jour. La famille demande un accompagnement.</p>"
                    "<p><strong>Décision.</strong> Mise en place du SAPAD dans trois matières. "
                    "L’infirmière fait le lien avec le service hospitalier.</p>"
                ),
            ),
            Note(
                7.6,
                "infirmiere",
                (
                    "<p>Échange avec le service hospitalier, avec l’accord de la famille. Sortie "
                    "prévue sous dix jours, traitement à poursuivre à l’internat. Fatigabilité à "
                    "prévoir pendant deux mois. Le projet d’accueil individualisé précise la "
                    "conduite à tenir et le rangement du traitement.</p>"
                ),
                reunion=False,
                portee="sante_social",
            ),
            Note(
                6,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Retour prévu la semaine prochaine, après avis "
                    "du médecin.</p>"
                    "<p><strong>Décision.</strong> Le PAI est signé. Accès à l’infirmerie sans "
                    "délai, une heure de repos possible chaque après-midi, dispense d’éducation "
                    "physique.</p>"
                ),
            ),
            Note(
                2,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Trois semaines de reprise sans incident. "
                    "L’élève suit trois quarts des cours et déjeune avec sa classe.</p>"
                    "<p><strong>Hypothèse.</strong> Le retour complet peut être envisagé par "
                    "étapes.</p>"
                    "<p><strong>Décision.</strong> Choisir avec les professeurs les chapitres à "
                    "rattraper en priorité.</p>"
                ),
            ),
        ),
        decisions=(
            Decision(
                2,
                "Établir la liste des chapitres à rattraper en priorité",
                "proviseure",
                -1.5,
                "en_cours",
            ),
        ),
    ),
    Situation(
        code="Hirondelle-65",
        niveau="2de",
        regime="demi_pensionnaire",
        natures=("Scolaire", "Sociale"),
        vigilance="surveiller",
        statut="suivie",
        signale_par="direction",
        referent="proviseure",
        ouverte=28,
        prochain_point=-4.3,
        constats=(
            "Arrivée récente en France, scolarité en classe ordinaire avec un soutien en "
            "français. Progrès rapides à l’oral, écrit encore difficile, bonne intégration dans "
            "la classe.\n\n"
            "Le dossier de bourse est accepté. L’orientation en fin d’année est la prochaine "
            "étape."
        ),
        dispositifs=("UPE2A", "Tutorat entre élèves"),
        partenaires=("CASNAV", "CIO"),
        famille="Reçue avec un interprète par la proviseure, très présente.",
        suivis=(
            Note(
                26,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Arrivée en cours d’année. L’élève lit et écrit "
                    "dans deux autres langues, avec un bon niveau en mathématiques. Quelques mots "
                    "de français seulement.</p>"
                    "<p><strong>Décision.</strong> Inscription en UPE2A, inclusion en "
                    "mathématiques, anglais et sport. Repas au self dès le premier jour.</p>"
                ),
            ),
            Note(
                22,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> L’élève suit avec sérieux, mais reste à l’écart "
                    "pendant les pauses.</p>"
                    "<p><strong>Décision.</strong> Deux élèves de la classe se proposent comme "
                    "tuteurs. L’assistante sociale étudie les droits avec la famille.</p>"
                ),
            ),
            Note(
                18,
                "cpe",
                (
                    "<p>Le tutorat entre élèves fonctionne bien. L’élève participe au club "
                    "d’échecs et commence à poser des questions en classe. Un interprète a aidé à "
                    "expliquer le bulletin à la famille.</p>"
                ),
                reunion=False,
            ),
            Note(
                14,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Le niveau de français permet une inclusion dans "
                    "deux matières de plus. L’atelier du soir n’a pas ouvert, faute "
                    "d’inscrits.</p>"
                    "<p><strong>Décision.</strong> Remplacer l’atelier par deux heures de soutien "
                    "prises sur les permanences.</p>"
                ),
            ),
            Note(
                7,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Bourse accordée. Résultats très encourageants "
                    "en mathématiques et en physique, écrit à consolider.</p>"
                    "<p><strong>Hypothèse.</strong> Une voie générale ou technologique est "
                    "possible avec un soutien prolongé.</p>"
                    "<p><strong>Décision.</strong> Entretien avec la PsyEN avant le prochain "
                    "conseil de classe.</p>"
                ),
            ),
        ),
        decisions=(
            Decision(
                22,
                "Inscrire l’élève à l’atelier de français du soir",
                "proviseure",
                16,
                "abandonnee",
                "Atelier non ouvert, remplacé par un soutien sur les permanences.",
            ),
            Decision(7, "Proposer un entretien d’orientation", "conseillere", -2, "a_faire"),
        ),
    ),
    Situation(
        code="Ardoise-18",
        niveau="1re",
        regime="demi_pensionnaire",
        natures=("Mal-être", "Familiale"),
        vigilance="surveiller",
        statut="veille",
        signale_par="cpe",
        referent="infirmiere",
        ouverte=37,
        prochain_point=-6.3,
        constats=(
            "Deuil d’un proche parent l’an passé. Après une période de retrait, l’élève a "
            "retrouvé un rythme et des projets. Le suivi extérieur est terminé d’un commun "
            "accord.\n\n"
            "Situation en veille. L’équipe reste attentive à la période anniversaire."
        ),
        dispositifs=(),
        partenaires=("Association d’accompagnement du deuil",),
        famille="Informée par l’infirmière, d’accord avec la mise en veille.",
        suivis=(
            Note(
                35,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> La famille a informé le lycée d’un décès. "
                    "L’élève a choisi de revenir en cours dès la semaine suivante.</p>"
                    "<p><strong>Décision.</strong> L’équipe pédagogique est prévenue avec "
                    "l’accord de la famille. Aucune évaluation pendant deux semaines.</p>"
                ),
            ),
            Note(
                33.4,
                "cpe",
                (
                    "<p>L’élève souhaite que ses professeurs ne changent rien à leurs habitudes "
                    "et apprécie de pouvoir sortir de cours sans se justifier. Une carte de "
                    "sortie vers l’infirmerie a été remise.</p>"
                ),
                reunion=False,
            ),
            Note(
                29,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Présence régulière, travail en baisse. L’élève "
                    "passe deux fois par semaine à l’infirmerie.</p>"
                    "<p><strong>Hypothèse.</strong> Le besoin d’un lieu de parole hors du lycée "
                    "est exprimé.</p>"
                    "<p><strong>Décision.</strong> L’infirmière propose une association "
                    "d’accompagnement du deuil.</p>"
                ),
            ),
            Note(
                22,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Suivi extérieur commencé et apprécié. Les "
                    "passages à l’infirmerie s’espacent.</p>"
                    "<p><strong>Décision.</strong> Poursuite, sans autre mesure.</p>"
                ),
            ),
            Note(
                14,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Résultats revenus au niveau habituel. L’élève "
                    "participe au conseil de la vie lycéenne.</p>"
                    "<p><strong>Décision.</strong> Vigilance abaissée, entretien mensuel avec "
                    "l’infirmière.</p>"
                ),
            ),
            Note(
                5,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Le suivi extérieur est terminé. L’élève dit "
                    "aller mieux et connaît les adultes à qui parler.</p>"
                    "<p><strong>Décision.</strong> Mise en veille. Attention particulière à la "
                    "période anniversaire.</p>"
                ),
            ),
        ),
        decisions=(
            Decision(
                29,
                "Proposer un accompagnement extérieur du deuil",
                "infirmiere",
                26,
                "faite",
                "Sept séances suivies, terminées d’un commun accord.",
            ),
        ),
    ),
    Situation(
        code="Aubépine-43",
        niveau="Tle",
        regime="externe",
        natures=("Santé", "Sociale"),
        vigilance="suivre",
        statut="suivie",
        signale_par="eleve",
        referent="infirmiere",
        ouverte=17,
        prochain_point=-0.3,
        constats=(
            "L’élève attend un enfant et souhaite poursuivre sa scolarité jusqu’à l’examen. Le "
            "suivi médical et social est assuré à l’extérieur.\n\n"
            "L’emploi du temps est aménagé et un relais à distance est prévu pour la période "
            "d’absence."
        ),
        dispositifs=("Scolarité aménagée", "Emploi du temps aménagé"),
        partenaires=("PMI", "CNED"),
        famille="Informée par l’élève, présente et soutenante.",
        suivis=(
            Note(
                15,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> L’élève a informé l’infirmière d’une grossesse "
                    "et souhaite que la direction le sache pour organiser sa scolarité. Le "
                    "souhait de passer l’examen est très clair.</p>"
                    "<p><strong>Décision.</strong> L’infirmière et l’assistante sociale sont les "
                    "seules interlocutrices pour tout ce qui ne relève pas de la scolarité.</p>"
                ),
            ),
            Note(
                13.6,
                "infirmiere",
                (
                    "<p>Entretien à la demande de l’élève. Le suivi est en place avec la PMI, la "
                    "famille est informée et soutenante. Besoins repérés pour le lycée : pauses, "
                    "accès à l’ascenseur, absences pour rendez-vous. L’élève garde la main sur ce "
                    "qui est dit à la classe.</p>"
                ),
                reunion=False,
                portee="sante_social",
            ),
            Note(
                11,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Les aménagements sont écrits et signés. Les "
                    "professeurs concernés les connaissent, sans le motif.</p>"
                    "<p><strong>Décision.</strong> Absences pour rendez-vous excusées d’avance. "
                    "Cours transmis le jour même par l’espace numérique.</p>"
                ),
            ),
            Note(
                6,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Assiduité très bonne, résultats en hausse. Une "
                    "période d’absence de quelques semaines est prévue avant l’examen.</p>"
                    "<p><strong>Décision.</strong> Étudier l’inscription au CNED pour trois "
                    "matières et demander un aménagement d’épreuves.</p>"
                ),
            ),
            Note(
                2,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> L’inscription au CNED est acceptée. L’élève "
                    "demande à garder un lien hebdomadaire avec le professeur principal.</p>"
                    "<p><strong>Décision.</strong> Calendrier de reprise à écrire avec l’élève, "
                    "l’infirmière et l’assistante sociale.</p>"
                ),
            ),
        ),
        decisions=(
            Decision(
                2,
                "Écrire le calendrier d’absence et de reprise avec l’élève",
                "infirmiere",
                -2,
                "en_cours",
            ),
        ),
    ),
    Situation(
        code="Mésange-71",
        niveau="1re",
        regime="demi_pensionnaire",
        natures=("Besoins particuliers", "Relationnelle"),
        vigilance="surveiller",
        statut="close",
        signale_par="psyen",
        referent="conseillere",
        ouverte=46,
        prochain_point=None,
        constats=(
            "Haut potentiel reconnu, avec un long retrait en classe et de l’ennui. Un projet "
            "personnel, un groupe d’élèves et des attentes plus claires ont changé le "
            "quotidien.\n\n"
            "Situation close : participation régulière, résultats très bons, amitiés installées."
        ),
        dispositifs=("PPRE", "Tutorat"),
        partenaires=("CIO",),
        famille="Reçue par la PsyEN et la proviseure, satisfaite de l’évolution.",
        suivis=(
            Note(
                44,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Résultats très inégaux, devoirs non rendus, "
                    "réponses brillantes à l’oral. L’élève déjeune sans compagnie et lit pendant "
                    "les pauses.</p>"
                    "<p><strong>Décision.</strong> Entretien avec la PsyEN. Recueil "
                    "d’observations auprès de quatre professeurs.</p>"
                ),
            ),
            Note(
                40,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> La famille a transmis un bilan qui confirme un "
                    "haut potentiel. L’élève dit s’ennuyer et redouter le travail en groupe.</p>"
                    "<p><strong>Hypothèse.</strong> Le retrait tient autant à la relation aux "
                    "autres qu’au niveau de difficulté.</p>"
                    "<p><strong>Décision.</strong> Un PPRE court : deux projets approfondis, des "
                    "consignes de groupe explicites, un tuteur.</p>"
                ),
            ),
            Note(
                35,
                "cpe",
                (
                    "<p>Le projet de vulgarisation en astronomie avance bien. L’élève a rejoint "
                    "le journal du lycée, dont l’équipe apprécie ses idées. Les repas se prennent "
                    "désormais à plusieurs.</p>"
                ),
                reunion=False,
            ),
            Note(
                28,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Les devoirs sont rendus à l’heure dans presque "
                    "toutes les matières. Un conflit dans le journal a été réglé par les élèves "
                    "eux-mêmes.</p>"
                    "<p><strong>Décision.</strong> Poursuite du tutorat, sans autre mesure.</p>"
                ),
            ),
            Note(
                20,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Très bon bilan. L’élève a présenté son projet "
                    "devant deux classes.</p>"
                    "<p><strong>Décision.</strong> Clôture avec l’accord de l’élève et de la "
                    "famille. Le professeur principal sait vers qui se tourner si besoin.</p>"
                ),
            ),
        ),
        decisions=(),
        motif_cloture="Situation améliorée : objectifs du PPRE atteints, bonne intégration.",
    ),
    Situation(
        code="Silex-26",
        niveau="CAP",
        regime="demi_pensionnaire",
        natures=("Comportement", "Scolaire"),
        vigilance="suivre",
        statut="rouverte",
        signale_par="vie_scolaire",
        referent="cpe",
        ouverte=43,
        prochain_point=0.3,
        constats=(
            "Situation close il y a quelques mois, rouverte après deux altercations en atelier. "
            "L’élève regrette les faits et demande à rester dans la formation.\n\n"
            "Une mesure de responsabilisation est en cours. Le lien avec le professeur d’atelier "
            "est à reconstruire."
        ),
        dispositifs=("Fiche de suivi", "Mesure de responsabilisation"),
        partenaires=("Association d’éducation populaire",),
        famille="Reçue par la proviseure après chaque incident, demande de l’aide.",
        suivis=(
            Note(
                41,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Trois exclusions de cours en deux semaines, "
                    "toujours après une remarque faite devant le groupe. Le travail est réussi "
                    "quand la consigne est donnée à part.</p>"
                    "<p><strong>Décision.</strong> Fiche de suivi positive, entretien avec le "
                    "CPE, consignes données individuellement.</p>"
                ),
            ),
            Note(
                37,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Aucune exclusion depuis quatre semaines. "
                    "L’élève présente sa fiche sans qu’on la demande.</p>"
                    "<p><strong>Décision.</strong> Poursuite de la fiche, fréquence allégée.</p>"
                ),
            ),
            Note(
                30,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Comportement apaisé, stage validé avec un avis "
                    "très favorable.</p>"
                    "<p><strong>Décision.</strong> Clôture. Une lettre d’encouragement est "
                    "adressée à l’élève et à la famille.</p>"
                ),
            ),
            Note(
                8,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Deux altercations en atelier à quelques jours "
                    "d’écart, sans blessure. Le changement de professeur et de groupe semble "
                    "avoir pesé.</p>"
                    "<p><strong>Décision.</strong> Réouverture. Commission éducative, mesure de "
                    "responsabilisation auprès d’une association.</p>"
                ),
            ),
            Note(
                6.5,
                "cpe",
                (
                    "<p>Entretien avec l’élève, qui reconnaît les faits et dit perdre pied quand "
                    "plusieurs consignes arrivent à la fois. La commission éducative s’est tenue "
                    "dans un climat d’écoute.</p>"
                ),
                reunion=False,
            ),
            Note(
                4,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> La mesure a commencé, l’association est "
                    "satisfaite. L’élève appréhende le retour en atelier.</p>"
                    "<p><strong>Décision.</strong> Rencontre entre l’élève et le professeur "
                    "d’atelier, préparée par le CPE.</p>"
                ),
            ),
            Note(
                1.2,
                "cpe",
                (
                    "<p><strong>Constat.</strong> Rencontre tenue. Un code discret a été convenu "
                    "pour demander une pause. Une semaine sans incident.</p>"
                ),
                reunion=False,
            ),
        ),
        decisions=(
            Decision(
                8,
                "Organiser la mesure de responsabilisation",
                "cpe",
                5,
                "faite",
                "Convention signée avec l’association, vingt heures.",
            ),
            Decision(
                4,
                "Préparer la rencontre avec le professeur d’atelier",
                "cpe",
                1.5,
                "faite",
                "Rencontre tenue, signal de pause convenu.",
            ),
        ),
    ),
    Situation(
        code="Goéland-57",
        niveau="Bac pro",
        regime="interne",
        natures=("Assiduité", "Orientation"),
        vigilance="suivre",
        statut="relayee",
        signale_par="cpe",
        referent="cpe",
        ouverte=40,
        prochain_point=-8.3,
        constats=(
            "Décrochage progressif malgré plusieurs propositions. L’élève a rejoint un parcours "
            "de la MLDS, avec un stage chaque semaine, tout en gardant son inscription au "
            "lycée.\n\n"
            "Le coordonnateur transmet un point chaque mois."
        ),
        dispositifs=("MLDS",),
        partenaires=("MLDS", "Mission locale"),
        famille="D’accord avec le parcours, reçue par la proviseure et le coordonnateur.",
        suivis=(
            Note(
                38,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> L’élève dort à l’internat mais manque une heure "
                    "de cours sur trois. L’intérêt pour la formation a disparu après le premier "
                    "stage.</p>"
                    "<p><strong>Décision.</strong> Entretien avec le CPE, puis avec la PsyEN.</p>"
                ),
            ),
            Note(
                34,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> L’élève ne se voit ni dans le métier ni dans "
                    "une autre spécialité du lycée. L’internat reste un repère.</p>"
                    "<p><strong>Décision.</strong> Aménagement de l’emploi du temps autour de "
                    "l’atelier et des matières appréciées.</p>"
                ),
            ),
            Note(
                29,
                "cpe",
                (
                    "<p>L’aménagement a tenu trois semaines, puis les absences ont repris. "
                    "L’élève dit ne pas vouloir décevoir et prévient désormais de chaque absence. "
                    "La famille est joignable et soutenante.</p>"
                ),
                reunion=False,
            ),
            Note(
                24,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Plus de la moitié des heures manquées. Le "
                    "retour en classe à plein temps n’est pas réaliste pour l’instant.</p>"
                    "<p><strong>Hypothèse.</strong> Une expérience de travail accompagnée peut "
                    "redonner un cap.</p>"
                    "<p><strong>Décision.</strong> Demande d’entrée à la MLDS, présentée en "
                    "GPDS.</p>"
                ),
            ),
            Note(
                17,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Entrée à la MLDS acceptée par l’élève et la "
                    "famille. Deux stages de découverte sont prévus.</p>"
                    "<p><strong>Décision.</strong> Le CPE reste le contact du lycée.</p>"
                ),
            ),
            Note(
                6,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Présence de neuf jours sur dix dans le "
                    "parcours. L’élève envisage un apprentissage dans la restauration.</p>"
                    "<p><strong>Décision.</strong> Situation relayée. Point mensuel du "
                    "coordonnateur.</p>"
                ),
            ),
        ),
        decisions=(
            Decision(
                24,
                "Présenter la demande d’entrée à la MLDS",
                "proviseure",
                19,
                "faite",
                "Entrée acceptée en GPDS.",
            ),
        ),
    ),
    Situation(
        code="Peuplier-12",
        niveau="Bac pro",
        regime="demi_pensionnaire",
        natures=("Sociale",),
        vigilance="surveiller",
        statut="close",
        signale_par="direction",
        referent="assistante",
        ouverte=32,
        prochain_point=None,
        constats=(
            "Impayés de demi-pension et abonnement de transport non renouvelé, après une perte "
            "d’emploi dans la famille. Les aides ont été accordées et la famille a retrouvé des "
            "ressources.\n\n"
            "Situation close avec l’accord de la famille."
        ),
        dispositifs=("Fonds social",),
        partenaires=("Service social du département",),
        famille="Accompagnée par l’assistante sociale, d’accord avec la clôture.",
        suivis=(
            Note(
                30,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Deux trimestres de demi-pension impayés et "
                    "absences les jours d’atelier, faute de transport. La gestionnaire a alerté "
                    "sans relancer.</p>"
                    "<p><strong>Décision.</strong> L’assistante sociale propose un rendez-vous à "
                    "la famille. Aucune relance tant que le dossier n’est pas étudié.</p>"
                ),
            ),
            Note(
                26,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> La famille fait face à une baisse de revenus. "
                    "L’élève avait cessé de déjeuner au lycée.</p>"
                    "<p><strong>Décision.</strong> Fonds social en urgence pour les repas et le "
                    "transport. Tenue d’atelier prêtée par le lycée.</p>"
                ),
            ),
            Note(
                20,
                "cpe",
                (
                    "<p>L’élève déjeune au self tous les jours et n’a plus d’absence en atelier. "
                    "La carte de transport est arrivée.</p>"
                ),
                reunion=False,
            ),
            Note(
                15,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Un échéancier a été signé pour les impayés. Un "
                    "parent a retrouvé un emploi.</p>"
                    "<p><strong>Décision.</strong> Maintien de l’aide jusqu’à la fin du "
                    "trimestre.</p>"
                ),
            ),
            Note(
                10,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> L’échéancier est respecté et l’assiduité "
                    "complète.</p>"
                    "<p><strong>Décision.</strong> Clôture. La famille sait qu’elle peut revenir "
                    "vers l’assistante sociale.</p>"
                ),
            ),
        ),
        decisions=(
            Decision(
                26,
                "Présenter le dossier en commission de fonds social",
                "assistante",
                24,
                "faite",
                "Repas et transport pris en charge.",
            ),
        ),
        motif_cloture=(
            "Situation améliorée : aides accordées, ressources de la famille rétablies."
        ),
    ),
    Situation(
        code="Corail-84",
        niveau="2de",
        regime="externe",
        natures=("Mal-être", "Assiduité"),
        vigilance="prioritaire",
        statut="suivie",
        signale_par="famille",
        referent="infirmiere",
        ouverte=27,
        prochain_point=-0.3,
        constats=(
            "Refus scolaire anxieux installé depuis plusieurs mois. Après une longue "
            "interruption, l’élève revient deux demi-journées par semaine, avec un accueil par le "
            "même adulte.\n\n"
            "Le suivi au CMP est régulier. La prochaine étape est une troisième demi-journée, "
            "choisie par l’élève."
        ),
        dispositifs=("PAI", "SAPAD", "Emploi du temps aménagé"),
        partenaires=("CMP", "SAPAD", "Médecin scolaire"),
        famille="Très impliquée, en lien chaque semaine avec l’infirmière.",
        suivis=(
            Note(
                25,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> La famille décrit des matins très difficiles et "
                    "un départ impossible trois jours sur cinq. L’élève a de bons résultats et "
                    "dit aimer apprendre.</p>"
                    "<p><strong>Décision.</strong> Entretien de la famille avec l’infirmière. Pas "
                    "de courrier d’absence pendant cette période.</p>"
                ),
            ),
            Note(
                22,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Plus aucune venue depuis deux semaines. Un "
                    "premier rendez-vous est pris au CMP, avec six semaines d’attente.</p>"
                    "<p><strong>Décision.</strong> Équipe éducative avec la famille et le médecin "
                    "scolaire.</p>"
                ),
            ),
            Note(
                20,
                "cpe",
                (
                    "<p>Équipe éducative tenue. La famille s’est sentie écoutée. L’élève n’était "
                    "pas en mesure de venir et a transmis une lettre : <em>garder un lien</em>, "
                    "ne pas perdre l’année, ne pas avoir à s’expliquer devant la classe.</p>"
                ),
                reunion=False,
            ),
            Note(
                18,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Le SAPAD est accordé dans trois matières. Les "
                    "professeurs adressent un travail allégé et daté.</p>"
                    "<p><strong>Décision.</strong> Une visite du lycée en dehors des heures de "
                    "cours est proposée.</p>"
                ),
            ),
            Note(
                14,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Le suivi au CMP a commencé. La visite s’est "
                    "bien passée, un mercredi après-midi.</p>"
                    "<p><strong>Hypothèse.</strong> Le retour doit partir d’un lieu calme, le "
                    "CDI, avant la classe.</p>"
                    "<p><strong>Décision.</strong> Accueil au CDI une heure par semaine, toujours "
                    "par la même personne.</p>"
                ),
            ),
            Note(
                11.5,
                "infirmiere",
                (
                    "<p>Échange avec le CMP, en accord avec l’élève et la famille. Le retour par "
                    "étapes est soutenu par les soignants, qui conseillent d’éviter toute "
                    "augmentation imposée. Signes de fatigue à respecter, en proposant une pause "
                    "à l’infirmerie avant un retour au domicile.</p>"
                ),
                reunion=False,
                portee="sante_social",
            ),
            Note(
                9,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Cinq venues au CDI sur six. L’élève a croisé "
                    "trois camarades et en garde un bon souvenir.</p>"
                    "<p><strong>Décision.</strong> Passage à une première demi-journée en classe, "
                    "en groupe réduit.</p>"
                ),
            ),
            Note(
                4,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Deux demi-journées par semaine sont tenues "
                    "depuis trois semaines. Une évaluation a été passée, avec un bon "
                    "résultat.</p>"
                    "<p><strong>Décision.</strong> Réunir l’équipe pour choisir les matières et "
                    "les évaluations qui comptent.</p>"
                ),
            ),
            Note(
                2,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Une matinée manquée, suivie d’un retour dès la "
                    "semaine suivante, ce qui est nouveau.</p>"
                    "<p><strong>Décision.</strong> Laisser l’élève choisir le moment de la "
                    "troisième demi-journée.</p>"
                ),
            ),
            Note(
                0.6,
                "cpe",
                (
                    "<p><strong>Constat.</strong> L’élève propose le jeudi matin. La famille "
                    "confirme. L’accueil à la grille est organisé.</p>"
                ),
                reunion=False,
            ),
        ),
        decisions=(
            Decision(
                22,
                "Réunir une équipe éducative",
                "proviseure",
                20,
                "faite",
                "Tenue avec la famille et le médecin scolaire.",
            ),
            Decision(
                4,
                "Choisir avec l’équipe les évaluations qui comptent",
                "proviseure",
                0.9,
                "a_faire",
            ),
        ),
    ),
    Situation(
        code="Noisetier-63",
        niveau="Tle",
        regime="demi_pensionnaire",
        natures=("Orientation", "Scolaire"),
        vigilance="surveiller",
        statut="veille",
        signale_par="psyen",
        referent="conseillere",
        ouverte=21,
        prochain_point=-4.3,
        constats=(
            "Surmenage lié à des attentes très fortes autour de l’orientation. L’élève a "
            "construit un projet plus large et a repris une activité sportive.\n\n"
            "Situation en veille jusqu’à la fin de la période des vœux."
        ),
        dispositifs=("Accompagnement à l’orientation",),
        partenaires=("CIO",),
        famille="Reçue au CIO, accepte l’idée de plusieurs parcours possibles.",
        suivis=(
            Note(
                19,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Résultats excellents, fatigue marquée, deux "
                    "malaises légers pendant des devoirs. L’élève dit travailler tard chaque "
                    "soir.</p>"
                    "<p><strong>Décision.</strong> La PsyEN propose un entretien. L’infirmière "
                    "aborde la question du repos.</p>"
                ),
            ),
            Note(
                17.4,
                "conseillere",
                (
                    "<p>Premier entretien. Les attentes de la famille et celles de l’élève "
                    "diffèrent plus qu’il n’y paraît. Piste de travail : faire exister un second "
                    "projet sans l’opposer au premier. À reprendre avec la famille, si l’élève en "
                    "est d’accord.</p>"
                ),
                reunion=False,
                portee="auteur",
            ),
            Note(
                15,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> L’élève souhaite parler de son orientation avec "
                    "sa famille, en présence de la PsyEN.</p>"
                    "<p><strong>Décision.</strong> Rendez-vous commun au CIO. Les professeurs "
                    "veillent à mieux répartir les devoirs.</p>"
                ),
            ),
            Note(
                10,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Rendez-vous tenu, climat d’écoute. Trois "
                    "parcours sont désormais envisagés, dont un nouveau pour la famille.</p>"
                    "<p><strong>Décision.</strong> Point avec l’infirmière dans un mois.</p>"
                ),
            ),
            Note(
                6,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Sommeil retrouvé, reprise du sport, résultats "
                    "inchangés.</p>"
                    "<p><strong>Décision.</strong> Mise en veille. La PsyEN reste disponible "
                    "pendant la période des vœux.</p>"
                ),
            ),
        ),
        decisions=(
            Decision(
                15,
                "Organiser un rendez-vous commun au CIO",
                "conseillere",
                12,
                "faite",
                "Rendez-vous tenu avec l’élève et la famille.",
            ),
        ),
    ),
    Situation(
        code="Alouette-35",
        niveau="1re",
        regime="interne",
        natures=("Familiale", "Scolaire"),
        vigilance="suivre",
        statut="suivie",
        signale_par="vie_scolaire",
        referent="proviseure",
        ouverte=31,
        prochain_point=2,
        constats=(
            "Séparation conflictuelle des parents, avec des demandes contraires adressées au "
            "lycée. Une règle commune a été posée : mêmes informations aux deux parents, aucun "
            "message transmis par l’élève.\n\n"
            "La situation paraît apaisée, mais n’a pas été revue depuis plusieurs réunions."
        ),
        dispositifs=("Tutorat",),
        partenaires=("Médiation familiale",),
        famille=(
            "Les deux parents ont été reçus séparément par la proviseure et reçoivent les mêmes "
            "informations."
        ),
        suivis=(
            Note(
                29,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> L’élève a demandé à rester à l’internat "
                    "certains week-ends. Les deux parents ont appelé le lycée la même semaine, "
                    "avec des demandes opposées.</p>"
                    "<p><strong>Décision.</strong> Chaque parent est reçu par la proviseure. "
                    "L’élève choisit un adulte de confiance.</p>"
                ),
            ),
            Note(
                25,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Rencontres tenues. Les deux parents s’accordent "
                    "sur un point : préserver la scolarité.</p>"
                    "<p><strong>Décision.</strong> Bulletins, courriers et invitations adressés "
                    "aux deux. Le lycée ne prend pas parti et ne transmet aucun message de l’un à "
                    "l’autre.</p>"
                ),
            ),
            Note(
                20,
                "cpe",
                (
                    "<p>L’élève dit se sentir moins au milieu et travaille mieux à l’étude du "
                    "soir. Le tutorat avec un professeur de sciences a commencé.</p>"
                ),
                reunion=False,
            ),
            Note(
                16,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Une audience est attendue. L’élève dort mal les "
                    "jours qui précèdent les départs.</p>"
                    "<p><strong>Hypothèse.</strong> L’incertitude pèse plus que le rythme "
                    "lui-même.</p>"
                    "<p><strong>Décision.</strong> Point avec l’infirmière le jeudi. Information "
                    "donnée aux parents sur la médiation familiale.</p>"
                ),
            ),
            Note(
                10,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Un rythme provisoire est fixé et respecté. Les "
                    "résultats remontent.</p>"
                    "<p><strong>Décision.</strong> À revoir une fois la décision définitive "
                    "connue.</p>"
                ),
            ),
        ),
        decisions=(
            Decision(
                25,
                "Adresser tous les courriers aux deux parents",
                "proviseure",
                23,
                "faite",
                "Coordonnées vérifiées, double envoi en place.",
            ),
        ),
    ),
    Situation(
        code="Varech-48",
        niveau="2de",
        regime="demi_pensionnaire",
        natures=("Protection de l’enfance", "Familiale"),
        vigilance="suivre",
        statut="relayee",
        signale_par="infirmier",
        referent="assistante",
        ouverte=10,
        prochain_point=-2.3,
        constats=(
            "Une information préoccupante a été transmise. L’évaluation est conduite par les "
            "services du département, une aide éducative à domicile est envisagée.\n\n"
            "Au lycée, la présence est complète. L’assistante sociale est l’interlocutrice unique "
            "de l’élève et des services."
        ),
        dispositifs=("Temps d’accueil hebdomadaire",),
        partenaires=("CRIP", "Service de l’ASE"),
        famille="Informée de la transmission par la proviseure et l’assistante sociale.",
        suivis=(
            Note(
                9.6,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Information préoccupante transmise ce jour à la "
                    "CRIP, après avis de l’assistante sociale et de l’infirmière. La famille en "
                    "a été informée.</p>"
                    "<p><strong>Décision.</strong> Aucun autre élément n’est écrit ici. "
                    "L’assistante sociale assure le suivi.</p>"
                ),
                reunion=False,
            ),
            Note(
                8,
                "assistante",
                (
                    "<p>Accusé de réception de la CRIP. L’évaluation commence, deux visites sont "
                    "prévues. L’élève connaît les étapes et sait pouvoir venir sans rendez-vous. "
                    "Un adulte de la famille élargie est présent et soutenant.</p>"
                ),
                reunion=False,
                portee="sante_social",
            ),
            Note(
                6,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Présence complète, résultats stables. L’élève "
                    "participe à la vie de la classe.</p>"
                    "<p><strong>Décision.</strong> Temps d’accueil hebdomadaire avec l’assistante "
                    "sociale. Les professeurs signalent tout changement, sans poser de question "
                    "à l’élève.</p>"
                ),
            ),
            Note(
                2,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Les services ont rencontré la famille, une aide "
                    "éducative est envisagée.</p>"
                    "<p><strong>Décision.</strong> Situation relayée. La cellule reste informée "
                    "de ce qui concerne la scolarité, et de cela seulement.</p>"
                ),
            ),
        ),
        decisions=(
            Decision(6, "Assurer un temps d’accueil hebdomadaire", "assistante", -4, "en_cours"),
        ),
    ),
    Situation(
        code="Merisier-90",
        niveau="2de",
        regime="interne",
        natures=("Relationnelle", "Mal-être"),
        vigilance="surveiller",
        statut="close",
        signale_par="vie_scolaire",
        referent="cpe",
        ouverte=49,
        prochain_point=None,
        constats=(
            "Adaptation difficile à l’internat, loin du domicile, malgré plusieurs aménagements. "
            "L’élève et la famille ont choisi un lycée plus proche, dans la même formation.\n\n"
            "Situation close en accord avec la famille."
        ),
        dispositifs=("Parrainage à l’internat",),
        partenaires=(),
        famille="À l’origine du changement, remercie l’équipe.",
        suivis=(
            Note(
                47,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Pleurs fréquents le soir et demandes de retour "
                    "au domicile. En journée, l’élève va bien et travaille avec plaisir.</p>"
                    "<p><strong>Décision.</strong> Parrainage par deux élèves plus âgés, appel à "
                    "la famille à heure fixe.</p>"
                ),
            ),
            Note(
                43,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Le parrainage apporte un peu d’apaisement. Le "
                    "mercredi reste difficile.</p>"
                    "<p><strong>Décision.</strong> Possibilité de rentrer au domicile le mercredi "
                    "soir pendant un mois.</p>"
                ),
            ),
            Note(
                39,
                "cpe",
                (
                    "<p>Entretien avec l’élève et la famille. Le retour du mercredi aide, mais le "
                    "manque demeure. L’élève a trouvé par sa propre recherche un lycée plus "
                    "proche qui propose la même formation.</p>"
                ),
                reunion=False,
            ),
            Note(
                35,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> La demande de changement est déposée par la "
                    "famille, avec un avis favorable du lycée.</p>"
                    "<p><strong>Décision.</strong> Départ préparé sereinement, avec maintien du "
                    "retour du mercredi.</p>"
                ),
            ),
            Note(
                31,
                "proviseure",
                (
                    "<p><strong>Constat.</strong> Place obtenue dans le nouveau lycée. L’élève a "
                    "dit au revoir à sa classe.</p>"
                    "<p><strong>Décision.</strong> Clôture. Transmission limitée au dossier "
                    "scolaire, rien d’autre n’est demandé par la famille.</p>"
                ),
            ),
        ),
        decisions=(),
        motif_cloture="Départ : changement d’établissement choisi par l’élève et la famille.",
    ),
)
