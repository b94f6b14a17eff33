"""Words that look like a name and are none: acronyms of schools, ordinary words. All folded."""

# What schools and their partners write in capitals.
ACRONYMES = frozenset(
    """
    aap aavs acs ada adapei adepape adil adjaen aed aeeh aefe aemo aemo-r aep aeri aes aesh aft
    agefiph agir agora ais ajap aje ajl alae alsh amo anc anpaa ap apad apajh apb apc apl app apr
    apsa aras arpej ars ase aseh asej aseph asl assed assedic assp assr asssi atelier atp atpe
    atsem aved avs avsco avsi avsu bac bafa bapu bep bepa bia bilan bn bnssa bo boen bp bpjeps bpm
    bsr bts btsa bulats but caaps caarud cada caf cafda camsp cap capa capa-sh capd capes cappei
    cappeps capsais captav casnav cattp ccas ccf cciel ccpe ccsd cdapa cdaph cdas cdd cddp cde cdi
    cdo cdoea cdos cdsei ce ce1 cea cec cecrl cee cef cefedem cels cer cesc cesce cese cfa cfai
    cfg cgt chr chs chsct chu cidff cidj cidpa ciel cio cip cipe cippa cjc clas cle clex clin clis
    cls clsh cm cmef cmp cmpa cmpea cmpp cnam cned cnil cnl cnrs codir codis cof cop coproj cp
    cpam cpc cpcn cpe cpef cpge cpi crap crcn crdp crfp cria crip cripdp crous csapa csapas cse
    css cts cva cvc cvec cvl cvlc cvn cyclades dacs danec danee daq dasem dasen davl dcg ddass
    ddcs ddcspp ddec ddeec ddfpt ddn ddpp ddtefp deaes deal deg del delf depp des dgemc dgesco
    dgrh dgs dilf dima dipe dispe ditep dito diu dma dna dnb dnl dnma dpe dpj dpjj dptp drajes
    drane drh drjscs dsden dsed duerp dut dys dyscalculie dyslexie e2c eana eane eap eapn eara
    easyp ebep eca ecla edas edd edf edhc edi edpm edt edtech ee eepu efiv efs ehpad eip elco ele
    eleve emas emc eme emi emile emop emppa enaf enap enp ens ensa ent ent-psy epa epci epe epi
    epide epis eple eplefpa eps eps1 eps2 epsi epsm eqtp erasmus erea erp erpd ersh erss es esat
    esc esf esh esi espe ess essms estim etam ets etsi eurydice evs fam faq fatp fax fcpe fle fls
    foqual foquale fpt fsc fse fsl fsu ftm gapp gatl gdc gde gec gelp geva geva-sco gevasco gfen
    gidpe gip gipa gipal gpds gpe gpec gpi gpo gppe gqs greta gretas gti guc hcl hda hdj hdjea
    hggmc hggsp hlp hp hpi hps hqe hsa hse hsp htc hudha ia-dasen ia-ipr iab iadm iae iai iao icc
    iccer icem icn iddec ide idea idel iem ien ies ifsi imc ime imp impro ine info inp inpes insee
    inserm inspe instit ipr irm irts ise isf isp issn ist itep itep-pro its itt iufm iup iut ivg
    jaf jdc jdcc jo jpo kine lalp lcal lce lea lgt lk llce llcer llcr lma lp lpa lpo lpp lsf lsl
    lslc lsu lsun lv1 lv2 lva lvb lvc lves lycee maltr mat maths mcv mda mdmph mdph mdr mds mdsi
    mdsl mdt mecs melec men mf mgi mief mij mild mildt mjc mldc mlds mli mm mna mns moa moc modal
    mooc mopp mps msp mspc mtne mva naq nb nbi neet nrf nsi nss ntic occe ofii ofpra oib omc oms
    onisep ope opp opq opsy oqtf orl ose pacs pacte paej pai pais paj pap pas pass pcpe pcs pdf
    pdmif pe peac peap peep pegc pei pej pejs pep pep75 peppa peps pes pev pfe pfi pfmp phare pia
    pial piap pif pij piodmep pix pja pjj pld pmi pmr pms pmsmp pnf pni pnl po pod poe pole ppcp
    ppcr ppd pph ppmp ppms ppn ppo ppp ppre ppre-pass pps pr prado prag prai prd prdfp pre prepa
    prf prfm pri prl prof pronote prt psad psat psc psc1 psc2 psg psla psp pssm pst psy psyen
    psyend psyenen pta ptsd qcm qpv qr qvt raep ram rar rasa rased rdv re rea rectorat ref refis
    reg rel rep reps res reussir rgpd rh rip ris rmi rne rpe rpi rqth rsa rsdae rss rtt rup saad
    saapad sac sacs saed saei safe saj samie samsah samu sante sapad sapat sas savs scolarite
    sconet sdei sdjes seaad seat sees segpa segpas sem semo senat ses sess sessad sgen siad siec
    siecle sig sii sio sip sipfp sl sma smacl smic smp smpr smr smur smv snc sncf snep snes sniop
    snt snu sos sosm spa spcl spe spip ssad ssefs sset ssfad ssiad ssict ssr st2a st2s stav std2a
    stemo sthr sti sti2d stl stmg sts stss svt taf tap tc tca tci td tdac tdah tdc tds te tea
    techno tes tfe tgi tice tip tla tle tma tmd tnd tni to toc top tos tp tpe tpi tpm tps trf tsa
    tsl tsta tva tz uaad uai ucjg ucp udaf udapei ue uea ueea ueem uemi uemo uems uepd ufa ufp uhr
    uhsa ulis ulis-ecole uma umd umja umnsa unaape unaf unapei unesco unicef unss upe upe2a upep
    uph upi upp upr urssaf usb usep usip uspi utas utep utl vae vei vhss vif viff vih vpi vrs vs
    wc web wifi zap zep zil zpe zrr zus
    """.split()
)

JOURS_ET_MOIS = frozenset(
    """
    aout avril decembre dimanche fevrier janvier jeudi juillet juin lundi mai mardi mars mercredi
    novembre octobre samedi septembre vendredi
    """.split()
)

# Before a name, they say that it is the name of a place: « collège Jean Moulin ».
LIEUX = frozenset(
    """
    aeroport allee arret association avenue batiment bibliotheque boulevard campus centre cfa chu
    cinema cite clinique college colleges complexe conservatoire creche dispensaire ecole ecoles
    erea esplanade etablissement fac faculte ferme fondation fonds foyer gare gymnase hopital
    hotel immeuble impasse institut institution internat jardin legt legta loges loisirs lp lpo
    lycee lycees maison mediatheque metro micro-lycee mjc musee palais parc parvis pavillon
    piscine place plaine pole pont port prison prix promotion quai quartier residence rue salle
    square stade station theatre universite villa zac
    """.split()
)
# They may stand between such a word and the name.
ADJECTIFS_DE_LIEU = frozenset(
    """
    agricole elementaire general hospitalier hospitalo-universitaire maternelle municipal
    polyvalent primaire prive privee professionnel public publique scolaire social sportif
    superieur technique technologique universitaire
    """.split()
)

# Never a name, whatever their capitals. No word here is a surname that one meets often.
MOTS = (
    JOURS_ET_MOIS
    | (LIEUX - {"ferme", "fonds", "gare", "jardin", "palais", "pont", "port"})
    | frozenset(
        """
        a absence absences absent absente absents accueil actes action actions activite activites
        adjoint adjointe administration affaire affelnet ah aide aides ainsi alerte allergie alors
        ancien ancienne annee annexe annonce appel appels apprentissage apres arrivee article
        assistant assistante assistants asthme atelier ateliers attente attention au aucun aucune
        aujourd'hui aupres aussi autre autres aux avant avec avis avocat axe besoin besoins
        bientot bienvenue bilan bilans bonjour bonsoir bourse bref brevet bulletin bureau but c'
        cadre calcul calendrier calme cantine carnet carte cas ce ceci cela celle cellule celui
        certificat ces cet cette chaque chef chez ci cinquieme civique classe classes club code
        collectif comite comme comment commentaire commission communaute compte conclusion
        concours confidentiel conge conges conseil conseiller conseillere conseils constat
        constats contact contacts contexte contrat contre convention convocation coordonnateur
        coordonnatrice cordialement courrier courriers cours cpe d d' dans date de debut decision
        decisions declaration dehors deja delegue deleguee delegues demain demande demandes depart
        departement depuis dernier derniere des difficulte difficultes directeur direction
        directrice discipline dispositif dispositifs division docteur document documents domicile
        donc dont dossier dossiers douze du duree eco educateur educatif education educatrice
        egalement eleves elle elles emploi en encore enfance enfant enfants enfin enquete
        enseignant enseignante enseignants ensuite entre entree entretien entretiens equipe
        equipes erasmus est et etat etre etude etudes eux evaluation evaluations examen excellent
        exclusion expert explication exposant expose fait familial familiale familiales famille
        familles fiche fille fils fin finalement foyers frere freres gendarmerie general generale
        gestionnaire habitat handicap harcelement hebdo heure heures hier histoire ici id il ils
        important incident incidents infirmerie infirmier infirmiere info informations infos
        inscription insertion inspecteur inspection inspectrice intervention interventions
        introduction j' je jeune jeunes jour jours juge jury justice l l' la le lecture lequel les
        lettre leur leurs lien liens ligne liste local locale logement loisirs lors lorsque lui
        lycee m m' ma madame mademoiselle mail mails mairie mais maitre maladie malgre mallette
        manque maths matiere matin matinee medecin mediateur mediation mediatrice medical medicale
        medico melle melles meme merci mere mes mesdames message messieurs mesure mesures mi-temps
        midi mineur
        ministere mise mission missions mlle mme mobile modalites module moins mois mon monsieur
        motif moyen moyens mr n n' national nationale ne ni niveau nom nombre non nos note notes
        notre nouveau nouveaux nouvel nouvelle numero objectif objectifs objet observation
        observations oh on ont option ordre orientation orthophoniste ou oui outils paiement par
        parce parcours parcoursup parentalite parents partenaire partenaires partie pas passage
        passages pendant pere peres periode permanence personne personnel petite peu peut-etre
        plan planning plus plusieurs poi point points police positif pour pourquoi preconisations
        premier premiere prenom presence present presente presents prevention principal principale
        prise pro procedure prochain prochaine proche procureur professeur professeure professeurs
        profil projet projets pronote proposition propositions protection proviseur proviseure psy
        psychiatre psychologue puis qu' quand quatrieme que quel quelle quelques qui quoi rappel
        rapport rapports recteur rectorat rectrice reference referent referente referents regard
        region registre reglement relance relation relations relecture rencontre rendez-vous rendu
        rentree reponse reprise reseau resto restos resultats retard retards retour reunion
        reunions rien s s' sa sans sante sauf scolaires scolarite seance seconde secourisme
        secours secretaire secretariat secteur semaine semaines semestre sera service services ses
        seul seule si signalement signalements sinon situation situations sixieme social sociale
        sociales sociaux soeur soeurs soin soins soir son sont sortie soudain souhait soutien
        sport stage stages strategie suite suivi suivis sujet sur surveillant surveillante
        surveillants synthese t' ta tant tel tele telephone terminale tes tests titulaire toujours
        tous tout toute toutefois toutes traitement trajet transport transports travail tres
        trimestre troisieme trop tu tuteur tutorat tutrice type un une unite urgence urgences
        urgent vacances vendre vers vie ville villes visio visite voeu voeux voici voila voir vos
        votre vous vu vue y
        """.split()
    )
)

# Subjects taught: « 12 cours de maths » is no address.
MATIERES = frozenset(
    """
    allemand anglais arabe arts chimie chinois danse dessin espagnol francais geo geographie grec
    gymnastique histoire italien latin lettres mathematiques maths musique natation philo
    philosophie physique portugais rattrapage russe sciences soutien sport techno technologie
    theatre
    """.split()
)

CIVILITES = frozenset(
    """
    docteur dr m madame mademoiselle maitre melle melles mesdames mesdemoiselles messieurs mlle
    mlles mm mme mmes monsieur mr mrs pr
    """.split()
)

# Without a capital, these are not asked about, even where a pupil bears such a name.
PETITS_MOTS = frozenset(
    """
    beau belle blanc blanche bleu bon bonne brun brune doux fort franc gentil grand grande grandes
    grands gros grosse haut jaune joli leger long marron noir noire petit petites petits rose
    rouge roux sage seul vert vieux vif
    """.split()
)

FAMILLES = frozenset("famille familles fratrie consorts".split())
# « élève Durand », « la mère Durand »: whom a name follows, when it has a capital.
PERSONNES = frozenset(
    """
    camarade camarades cousin cousine cousins eleve eleves enfant enfants fille fils frere freres
    garcon jeune jeunes jumeaux jumelles mere parents pere soeur soeurs tante oncle
    """.split()
)
PARTICULES_BASSES = frozenset(
    "de du d' des da das do dos di del della van von ben bin el al ould".split()
)
PARTICULES = PARTICULES_BASSES | frozenset(
    "la le les l' ait st saint sainte abd abou mac mc".split()
)
# « 6e B. Martin parle », « salle B. Martin parle »: no initial of a first name.
RANGS = frozenset(
    """
    bac bat batiment bloc cas categorie cinquieme classe division e eme er ere escalier groupe
    hall hepatite nde niveau note option plan porte premiere quatrieme salle seconde section serie
    sixieme terminale troisieme type vitamine
    """.split()
)
