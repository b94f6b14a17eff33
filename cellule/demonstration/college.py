"""The fictional situations of the Collège de l’Estuaire."""

from cellule.demonstration.fiches import Decision, Note, Situation

COLLEGE: tuple[Situation, ...] = (
    Situation(
        code="Bernache-41",
        niveau="4e",
        regime="externe",
        natures=("Familiale", "Assiduité", "Protection de l’enfance"),
        vigilance="urgent",
        statut="suivie",
        signale_par="famille",
        referent="principal",
        ouverte=5,
        prochain_point=-0.3,
        constats=(
            "Deux départs du domicile sans prévenir en un mois, chaque fois suivis d’un retour le "
            "lendemain. La famille a demandé de l’aide. Une information préoccupante a été "
            "transmise.\n\n"
            "L’élève vient au collège et accepte de parler à l’assistante sociale."
        ),
        dispositifs=("Accueil individuel le matin",),
        partenaires=("CRIP", "Maison des adolescents"),
        famille="À l’origine de la demande, en lien quotidien avec le principal.",
        suivis=(
            Note(
                4.7,
                "principal",
                (
                    "<p><strong>Constat.</strong> La famille a informé le collège d’une absence "
                    "du domicile depuis la veille. Les services compétents étaient prévenus. Le "
                    "retour a eu lieu le jour même.</p>"
                    "<p><strong>Décision.</strong> Accueil au collège dès le lendemain, sans "
                    "reproche. Entretien proposé avec l’assistante sociale.</p>"
                ),
                reunion=False,
            ),
            Note(
                3.4,
                "assistante",
                (
                    "<p>Entretien avec l’élève, puis avec la famille. Chacun souhaite une aide "
                    "extérieure. L’élève demande un lieu où parler sans que tout soit répété. Les "
                    "règles du partage d’information ont été expliquées.</p>"
                ),
                reunion=False,
            ),
            Note(
                2,
                "principal",
                (
                    "<p><strong>Constat.</strong> Second départ du domicile, suivi d’un retour le "
                    "lendemain. Information préoccupante transmise à la CRIP, la famille en est "
                    "informée et d’accord.</p>"
                    "<p><strong>Décision.</strong> Accueil chaque matin par le même adulte. En "
                    "cas d’absence, appel à la famille dans le quart d’heure.</p>"
                ),
            ),
            Note(
                0.3,
                "assistante",
                (
                    "<p><strong>Constat.</strong> Présence chaque jour depuis une semaine. La "
                    "maison des adolescents propose un premier rendez-vous. L’élève accepte d’y "
                    "aller, avec un parent.</p>"
                ),
                reunion=False,
            ),
        ),
        decisions=(
            Decision(
                2,
                "Appeler la famille dans le quart d’heure en cas d’absence",
                "principal",
                -2.5,
                "en_cours",
            ),
            Decision(
                2,
                "Accompagner la prise de rendez-vous à la maison des adolescents",
                "assistante",
                0.8,
                "faite",
                "Premier rendez-vous proposé et accepté.",
            ),
        ),
    ),
    Situation(
        code="Quartz-67",
        niveau="3e",
        regime="demi_pensionnaire",
        natures=("Comportement", "Scolaire"),
        vigilance="prioritaire",
        statut="suivie",
        signale_par="direction",
        referent="principal",
        ouverte=23,
        prochain_point=-0.3,
        constats=(
            "Retour de classe relais depuis un peu plus de deux mois. Le comportement est "
            "nettement plus calme, mais les après-midi restent fragiles et deux incidents sont à "
            "déplorer.\n\n"
            "L’élève veut réussir son diplôme et vise une formation professionnelle."
        ),
        dispositifs=("Classe relais", "Tutorat", "Emploi du temps aménagé"),
        partenaires=("Classe relais", "CIO"),
        famille="D’accord avec le parcours, présente à chaque bilan.",
        suivis=(
            Note(
                21,
                "principal",
                (
                    "<p><strong>Constat.</strong> Quatre exclusions temporaires en trois mois. "
                    "L’élève est en difficulté à l’écrit et le masque par l’agitation.</p>"
                    "<p><strong>Décision.</strong> Proposition de classe relais, présentée à "
                    "l’élève et à la famille.</p>"
                ),
            ),
            Note(
                17,
                "principal",
                (
                    "<p><strong>Constat.</strong> Entrée en classe relais acceptée pour une "
                    "session. La famille a visité le dispositif.</p>"
                    "<p><strong>Décision.</strong> Le professeur principal garde un contact par "
                    "semaine.</p>"
                ),
            ),
            Note(
                13.5,
                "assistante",
                (
                    "<p>Bilan à mi-session. L’élève lit davantage, respecte les horaires et "
                    "s’entend bien avec l’équipe. Le retour au collège inquiète un peu. La "
                    "famille constate plus de calme à la maison.</p>"
                ),
                reunion=False,
            ),
            Note(
                11,
                "principal",
                (
                    "<p><strong>Constat.</strong> Fin de session avec un bilan très positif.</p>"
                    "<p><strong>Hypothèse.</strong> Un retour en deux temps évitera de tout "
                    "remettre en jeu en une semaine.</p>"
                    "<p><strong>Décision.</strong> Retour à mi-temps pendant quinze jours, avec "
                    "un tuteur et une place choisie en classe.</p>"
                ),
            ),
            Note(
                6,
                "principal",
                (
                    "<p><strong>Constat.</strong> Retour à temps complet depuis deux semaines. "
                    "Les matinées se passent bien.</p>"
                    "<p><strong>Décision.</strong> Préparer un projet d’orientation avec la PsyEN "
                    "et deux visites de lycées professionnels.</p>"
                ),
            ),
            Note(
                2,
                "principal",
                (
                    "<p><strong>Constat.</strong> Deux incidents l’après-midi, repris le jour "
                    "même avec l’élève. Le tuteur relève de vrais efforts.</p>"
                    "<p><strong>Décision.</strong> Après-midi allégés deux fois par semaine. "
                    "Bilan écrit à demander à la classe relais, pour l’équipe.</p>"
                ),
            ),
        ),
        decisions=(
            Decision(
                6,
                "Organiser deux visites de lycées professionnels",
                "conseillere",
                1.6,
                "en_cours",
            ),
            Decision(2, "Alléger deux après-midi par semaine", "principal", -1, "en_cours"),
        ),
    ),
    Situation(
        code="Frêne-13",
        niveau="5e",
        regime="demi_pensionnaire",
        natures=("Relationnelle",),
        vigilance="surveiller",
        statut="close",
        signale_par="eleve",
        referent="principal",
        ouverte=33,
        prochain_point=None,
        constats=(
            "Moqueries répétées dans la cour et au self, révélées par deux camarades. Le "
            "protocole a été mené à son terme. Les faits ont cessé et l’élève va bien.\n\n"
            "Situation close après trois mois sans nouvel incident."
        ),
        dispositifs=("PHARE",),
        partenaires=(),
        famille="Reçue trois fois par le principal, satisfaite des suites.",
        suivis=(
            Note(
                32.6,
                "assistante",
                (
                    "<p>Deux élèves sont venus dire leur inquiétude pour quelqu’un de leur "
                    "classe. L’élève confirme des moqueries depuis plusieurs semaines et n’osait "
                    "pas en parler.</p>"
                ),
                reunion=False,
            ),
            Note(
                30,
                "principal",
                (
                    "<p><strong>Constat.</strong> Les faits sont répétés et concernent un petit "
                    "groupe. La famille a été reçue le jour même.</p>"
                    "<p><strong>Décision.</strong> Le protocole est engagé :</p>"
                    "<ul>"
                    "<li>entretiens séparés avec chaque élève ;</li>"
                    "<li>présence renforcée d’un adulte au self ;</li>"
                    "<li>rappel à la famille chaque vendredi.</li>"
                    "</ul>"
                ),
            ),
            Note(
                26,
                "principal",
                (
                    "<p><strong>Constat.</strong> Les élèves auteurs ont reconnu les faits et "
                    "proposé une réparation. Leurs familles ont été reçues.</p>"
                    "<p><strong>Décision.</strong> Mesure de réparation adaptée, choisie avec "
                    "l’accord de l’élève qui a subi les faits.</p>"
                ),
            ),
            Note(
                21,
                "assistante",
                (
                    "<p>L’élève déjeune avec un nouveau groupe et participe à l’atelier dessin. "
                    "Le sommeil est revenu, selon la famille.</p>"
                ),
                reunion=False,
            ),
            Note(
                12.5,
                "principal",
                (
                    "<p><strong>Constat.</strong> Trois mois sans incident. L’élève a demandé à "
                    "rejoindre les ambassadeurs contre le harcèlement.</p>"
                    "<p><strong>Décision.</strong> Clôture, avec un dernier appel à la "
                    "famille.</p>"
                ),
            ),
        ),
        decisions=(
            Decision(
                30,
                "Mener les entretiens du protocole",
                "principal",
                27,
                "faite",
                "Tous les entretiens tenus, faits reconnus.",
            ),
        ),
        motif_cloture="Situation améliorée : faits cessés, aucun nouvel incident en trois mois.",
    ),
    Situation(
        code="Sorbier-74",
        niveau="6e",
        regime="externe",
        natures=("Scolaire", "Santé"),
        vigilance="suivre",
        statut="suivie",
        signale_par="professeur_principal",
        referent="assistante",
        ouverte=11,
        prochain_point=0.4,
        constats=(
            "Endormissements en classe liés à des soirées longues sur les écrans. La famille a "
            "posé des règles, avec l’aide de l’assistante sociale, et l’élève s’y tient les jours "
            "de classe.\n\n"
            "L’attention est meilleure le matin. Les week-ends restent à travailler."
        ),
        dispositifs=("Devoirs faits",),
        partenaires=("Médecin traitant",),
        famille="Reçue par l’assistante sociale, volontaire et en demande de conseils.",
        suivis=(
            Note(
                9,
                "principal",
                (
                    "<p><strong>Constat.</strong> Endormissements en cours trois matins par "
                    "semaine, leçons rarement apprises. L’élève dit jouer en ligne jusque "
                    "tard.</p>"
                    "<p><strong>Décision.</strong> L’assistante sociale reçoit la famille. "
                    "Inscription à Devoirs faits.</p>"
                ),
            ),
            Note(
                7.4,
                "assistante",
                (
                    "<p>Les parents travaillent en horaires décalés et ne sont pas là le soir. Un "
                    "carnet de sommeil est proposé pour deux semaines. L’élève a fixé avec nous "
                    "l’heure d’extinction et la place du téléphone la nuit, hors de la "
                    "chambre.</p>"
                ),
                reunion=False,
            ),
            Note(
                5,
                "principal",
                (
                    "<p><strong>Constat.</strong> Le carnet est tenu. Quatre soirs sur cinq "
                    "respectés la deuxième semaine.</p>"
                    "<p><strong>Décision.</strong> Encourager par un mot au carnet de liaison. "
                    "Poursuivre Devoirs faits.</p>"
                ),
            ),
            Note(
                2,
                "principal",
                (
                    "<p><strong>Constat.</strong> Plus d’endormissement le matin, sauf le "
                    "lundi.</p>"
                    "<p><strong>Hypothèse.</strong> Le rythme du week-end reste décalé.</p>"
                    "<p><strong>Décision.</strong> Nouveau point avec la famille sur les fins de "
                    "semaine.</p>"
                ),
            ),
        ),
        decisions=(
            Decision(
                2, "Revoir avec la famille le rythme du week-end", "assistante", -0.8, "a_faire"
            ),
        ),
    ),
    Situation(
        code="Sterne-82",
        niveau="5e",
        regime="demi_pensionnaire",
        natures=("Besoins particuliers", "Scolaire"),
        vigilance="suivre",
        statut="suivie",
        signale_par="partenaire",
        referent="principal",
        ouverte=39,
        prochain_point=-4.3,
        constats=(
            "Élève en situation de handicap, avec un PPS et une aide humaine partagée. L’emploi "
            "du temps tient compte des soins du mardi.\n\n"
            "L’autonomie progresse. La prochaine équipe de suivi examinera le maintien de l’aide "
            "et le matériel adapté."
        ),
        dispositifs=("PPS", "AESH", "Matériel adapté"),
        partenaires=("Enseignant référent", "SESSAD"),
        famille="Associée à chaque étape, d’accord avec le projet.",
        suivis=(
            Note(
                37,
                "principal",
                (
                    "<p><strong>Constat.</strong> Le service de soins signale une fatigue "
                    "importante en fin de journée. L’aide humaine n’est présente que dix heures "
                    "sur les douze notifiées.</p>"
                    "<p><strong>Décision.</strong> Demander le complément d’heures. Placer les "
                    "matières écrites le matin.</p>"
                ),
            ),
            Note(
                33,
                "principal",
                (
                    "<p><strong>Constat.</strong> Les douze heures sont assurées. L’ordinateur "
                    "adapté n’est pas encore livré.</p>"
                    "<p><strong>Décision.</strong> Prêt d’un ordinateur du collège en "
                    "attendant.</p>"
                ),
            ),
            Note(
                27,
                "assistante",
                (
                    "<p>Échange avec la famille sur les démarches en cours. Le renouvellement du "
                    "dossier est à préparer plusieurs mois à l’avance. La famille souhaite que "
                    "l’élève puisse donner son avis lors des réunions.</p>"
                ),
                reunion=False,
            ),
            Note(
                22,
                "principal",
                (
                    "<h3>Équipe de suivi</h3>"
                    "<p><strong>Constat.</strong> L’équipe s’est réunie, avec l’élève pendant le "
                    "premier quart d’heure. Demandes de l’élève : moins d’aide en mathématiques, "
                    "plus de temps en français.</p>"
                    "<p><strong>Décision.</strong> Répartition de l’aide revue en ce sens.</p>"
                ),
            ),
            Note(
                14,
                "principal",
                (
                    "<p><strong>Constat.</strong> Matériel livré et utilisé. Les professeurs "
                    "partagent leurs supports la veille.</p>"
                    "<p><strong>Décision.</strong> Poursuite. L’accessibilité de la sortie "
                    "scolaire est à vérifier avant l’inscription.</p>"
                ),
            ),
            Note(
                5,
                "principal",
                (
                    "<p><strong>Constat.</strong> Participation à la sortie avec toute la classe, "
                    "sans difficulté. Résultats en progrès dans cinq matières.</p>"
                    "<p><strong>Décision.</strong> Préparer la prochaine équipe de suivi avec "
                    "l’enseignant référent.</p>"
                ),
            ),
        ),
        decisions=(
            Decision(
                5,
                "Préparer l’équipe de suivi avec l’enseignant référent",
                "principal",
                -4,
                "a_faire",
            ),
        ),
    ),
    Situation(
        code="Grèbe-16",
        niveau="6e",
        regime="demi_pensionnaire",
        natures=("Sociale", "Familiale"),
        vigilance="suivre",
        statut="suivie",
        signale_par="assistant_social",
        referent="assistante",
        ouverte=15,
        prochain_point=-0.3,
        constats=(
            "Famille hébergée provisoirement, avec un trajet long jusqu’au collège. Les repas et "
            "le transport sont pris en charge. L’élève vient chaque jour et travaille bien.\n\n"
            "Une proposition de logement est attendue."
        ),
        dispositifs=("Fonds social", "Devoirs faits"),
        partenaires=("Service social du département", "Association d’aide aux familles"),
        famille="Accompagnée par l’assistante sociale, d’accord avec les aides.",
        suivis=(
            Note(
                13,
                "principal",
                (
                    "<p><strong>Constat.</strong> L’élève arrive souvent sans goûter ni matériel "
                    "et garde son manteau en classe. La famille a confié à l’assistante sociale "
                    "un hébergement provisoire.</p>"
                    "<p><strong>Décision.</strong> Repas pris en charge dès demain, matériel "
                    "fourni discrètement.</p>"
                ),
            ),
            Note(
                11.8,
                "assistante",
                (
                    "<p>Rencontre avec la famille. Les droits sont ouverts, une demande de "
                    "logement est en cours et suivie par le service social du département. Besoin "
                    "exprimé : une carte de transport et un lieu calme pour les devoirs. La "
                    "famille souhaite que seuls les membres de la cellule soient informés.</p>"
                ),
                reunion=False,
                portee="sante_social",
            ),
            Note(
                9,
                "principal",
                (
                    "<p><strong>Constat.</strong> Carte de transport remise, inscription à "
                    "Devoirs faits. L’élève sourit davantage et a rejoint la chorale.</p>"
                    "<p><strong>Décision.</strong> Accès au foyer dès 7 h 45, pour attendre au "
                    "chaud.</p>"
                ),
            ),
            Note(
                5,
                "principal",
                (
                    "<p><strong>Constat.</strong> Aucune absence depuis un mois. Le changement "
                    "d’hébergement possible préoccupe la famille, qui souhaite garder le "
                    "collège.</p>"
                    "<p><strong>Décision.</strong> L’assistante sociale écrit un soutien à la "
                    "demande de logement.</p>"
                ),
            ),
            Note(
                1,
                "assistante",
                (
                    "<p><strong>Constat.</strong> La demande a été déclarée prioritaire. Une "
                    "proposition est attendue dans les prochaines semaines.</p>"
                ),
                reunion=False,
            ),
        ),
        decisions=(
            Decision(
                5,
                "Écrire un soutien à la demande de logement",
                "assistante",
                3,
                "faite",
                "Courrier remis à la famille, demande déclarée prioritaire.",
            ),
        ),
    ),
    Situation(
        code="Calcaire-23",
        niveau="4e",
        regime="externe",
        natures=("Assiduité",),
        vigilance="surveiller",
        statut="suivie",
        signale_par="vie_scolaire",
        referent="",
        ouverte=30,
        prochain_point=3,
        constats=(
            "Absentéisme perlé les jours d’éducation physique et de natation. L’accord trouvé sur "
            "la natation avait permis une nette reprise.\n\n"
            "Le référent a quitté l’établissement et la situation n’a pas été revue depuis."
        ),
        dispositifs=("Fiche de suivi",),
        partenaires=(),
        famille="Informée par le principal, joignable le soir.",
        suivis=(
            Note(
                28,
                "principal",
                (
                    "<p><strong>Constat.</strong> Quinze demi-journées d’absence en deux mois, "
                    "presque toutes les jours de sport. Les mots d’excuse sont de la famille.</p>"
                    "<p><strong>Décision.</strong> Le référent reçoit l’élève, puis la "
                    "famille.</p>"
                ),
            ),
            Note(
                24,
                "principal",
                (
                    "<p><strong>Constat.</strong> L’élève dit une gêne importante au vestiaire, "
                    "et à la piscine plus encore. Aucun fait de moquerie n’est rapporté.</p>"
                    "<p><strong>Décision.</strong> Accès à un vestiaire individuel. Échange avec "
                    "le professeur d’éducation physique.</p>"
                ),
            ),
            Note(
                18.5,
                "assistante",
                (
                    "<p>La famille confirme que l’élève part plus volontiers le matin. Le "
                    "vestiaire individuel est utilisé. La natation reste évitée.</p>"
                ),
                reunion=False,
            ),
            Note(
                14,
                "principal",
                (
                    "<p><strong>Constat.</strong> Quatre absences en six semaines. Le professeur "
                    "propose un rôle d’observation pour deux séances de natation sur trois.</p>"
                    "<p><strong>Décision.</strong> Essai pendant un cycle. Faire le bilan avec la "
                    "famille à la fin du cycle.</p>"
                ),
            ),
            Note(
                9.5,
                "principal",
                (
                    "<p><strong>Constat.</strong> L’essai est tenu. Le référent de la situation "
                    "quitte le collège.</p>"
                    "<p><strong>Décision.</strong> Choisir un nouveau référent à la prochaine "
                    "réunion.</p>"
                ),
            ),
        ),
        decisions=(
            Decision(
                14,
                "Faire le bilan du cycle de natation avec la famille",
                "principal",
                5,
                "a_faire",
            ),
        ),
    ),
    Situation(
        code="Bouleau-59",
        niveau="3e",
        regime="demi_pensionnaire",
        natures=("Orientation", "Mal-être"),
        vigilance="surveiller",
        statut="veille",
        signale_par="professeur_principal",
        referent="conseillere",
        ouverte=25,
        prochain_point=-6.3,
        constats=(
            "Désaccord entre l’élève et sa famille sur la voie à choisir, avec une perte de "
            "confiance au fil de l’année. Après un stage et deux entretiens, un vœu commun a été "
            "trouvé.\n\n"
            "Situation en veille jusqu’à l’affectation."
        ),
        dispositifs=("Stage de découverte",),
        partenaires=("CIO",),
        famille="Reçue par la PsyEN et le principal, a choisi avec l’élève.",
        suivis=(
            Note(
                23,
                "principal",
                (
                    "<p><strong>Constat.</strong> L’élève souhaite une voie professionnelle, la "
                    "famille une seconde générale. Le travail et la participation baissent depuis "
                    "ce désaccord.</p>"
                    "<p><strong>Décision.</strong> Entretien avec la PsyEN, puis avec la "
                    "famille.</p>"
                ),
            ),
            Note(
                21.4,
                "conseillere",
                (
                    "<p>Entretien avec l’élève, dont le projet est construit et ancien. La "
                    "crainte de décevoir occupe beaucoup de place. Piste : partir du stage pour "
                    "parler du métier réel, avant de parler de filière.</p>"
                ),
                reunion=False,
                portee="auteur",
            ),
            Note(
                19,
                "principal",
                (
                    "<p><strong>Constat.</strong> La famille est prête à écouter le projet, à "
                    "condition de voir un lycée et des débouchés.</p>"
                    "<p><strong>Décision.</strong> Stage de découverte de trois jours, puis "
                    "visite d’un lycée professionnel en famille.</p>"
                ),
            ),
            Note(
                13,
                "principal",
                (
                    "<p><strong>Constat.</strong> Stage très réussi. La visite a changé le regard "
                    "de la famille.</p>"
                    "<p><strong>Hypothèse.</strong> La confiance revient avec la reconnaissance "
                    "du projet.</p>"
                    "<p><strong>Décision.</strong> Le principal reçoit l’élève et la famille pour "
                    "relire les vœux.</p>"
                ),
            ),
            Note(
                7,
                "principal",
                (
                    "<p><strong>Constat.</strong> Un premier vœu commun est posé, avec un second "
                    "en sécurité. Participation retrouvée en classe.</p>"
                    "<p><strong>Décision.</strong> Mise en veille jusqu’à l’affectation.</p>"
                ),
            ),
        ),
        decisions=(),
    ),
    Situation(
        code="Estran-46",
        niveau="6e",
        regime="demi_pensionnaire",
        natures=("Relationnelle", "Comportement"),
        vigilance="surveiller",
        statut="signalee",
        signale_par="vie_scolaire",
        referent="",
        ouverte=1.4,
        prochain_point=-0.3,
        constats=(
            "Signalement récent de la vie scolaire : disputes fréquentes à la récréation et "
            "difficulté à rejoindre un jeu de groupe. En classe, le travail est sérieux.\n\n"
            "La famille n’a pas encore été contactée."
        ),
        dispositifs=(),
        partenaires=(),
        famille="",
        suivis=(
            Note(
                1,
                "assistante",
                (
                    "<p><strong>Constat.</strong> Cinq disputes à la récréation en deux semaines, "
                    "sans gravité. L’élève dit ne pas savoir comment entrer dans les jeux des "
                    "autres.</p>"
                    "<p><strong>Décision.</strong> À présenter à la prochaine réunion, pour "
                    "choisir un référent et prévenir la famille.</p>"
                ),
                reunion=False,
            ),
        ),
        decisions=(),
    ),
    Situation(
        code="Cyprès-55",
        niveau="3e",
        regime="externe",
        natures=("Protection de l’enfance", "Scolaire"),
        vigilance="surveiller",
        statut="suivie",
        signale_par="partenaire",
        referent="assistante",
        ouverte=20,
        prochain_point=-2.3,
        constats=(
            "L’élève relève d’une mesure de l’aide sociale à l’enfance et a changé de lieu "
            "d’accueil en cours d’année. La continuité du collège a été préservée, ce qui était "
            "son souhait.\n\n"
            "Résultats en reprise. Le service prépare avec l’élève l’après-collège."
        ),
        dispositifs=("Devoirs faits",),
        partenaires=("Service de l’ASE", "CIO"),
        famille="Informée par le service de l’ASE, selon les droits de chacun.",
        suivis=(
            Note(
                18,
                "principal",
                (
                    "<p><strong>Constat.</strong> Le service annonce un changement de lieu "
                    "d’accueil. L’élève demande à rester dans le même collège.</p>"
                    "<p><strong>Décision.</strong> Accord du collège. L’assistante sociale fait "
                    "le lien avec le service pour le transport.</p>"
                ),
            ),
            Note(
                16.5,
                "assistante",
                (
                    "<p>Le transport est organisé matin et soir. L’élève a choisi les trois "
                    "adultes qui seront informés. Le reste de l’équipe sait seulement qu’une "
                    "souplesse est nécessaire sur les horaires.</p>"
                ),
                reunion=False,
            ),
            Note(
                12,
                "principal",
                (
                    "<p><strong>Constat.</strong> Quelques retards au début, plus aucun depuis "
                    "trois semaines. Résultats en baisse en mathématiques.</p>"
                    "<p><strong>Décision.</strong> Inscription à Devoirs faits, avec un "
                    "professeur de mathématiques.</p>"
                ),
            ),
            Note(
                4,
                "principal",
                (
                    "<p><strong>Constat.</strong> Les notes remontent. L’élève s’intéresse aux "
                    "métiers de la mer et voudrait un internat au lycée.</p>"
                    "<p><strong>Décision.</strong> La PsyEN et le service reçoivent ensemble "
                    "l’élève pour préparer les vœux.</p>"
                ),
            ),
        ),
        decisions=(),
    ),
)
