"""What follows « madame » without being her name: « madame souhaite », « monsieur a dit ».

All folded. After a civility a name may be written without a capital; so may a verb, an adverb, a
state. Regular verbs are told by their infinitive, and put in the forms that notes are written in.
"""

import re

PREMIER_GROUPE = """
    accepter accompagner acquiescer adherer adorer adresser affirmer aider ajouter alerter amener
    annoncer apporter apprecier approuver arriver assister assurer attester autoriser avancer
    aviser bloquer calmer casser cesser changer chercher communiquer compter confier confirmer
    conseiller consulter contacter contester continuer controler convoquer couper crier critiquer
    declarer decliner demander demenager deplacer deplorer deposer derouler desirer detailler
    dialoguer dicter discuter donner douter echanger echouer ecouter elever emmener encourager
    energer engager enseigner entrer envisager esperer estimer eviter evoquer excuser exiger
    exister expliquer exposer exprimer faciliter feliciter fermer filer forcer former formuler
    garder gerer guider habiter hausser heberger hesiter hospitaliser ignorer imaginer imposer
    indiquer informer inquieter insister installer interpeller interroger inviter isoler jouer
    juger justifier laisser lever licencier louer manger manifester manquer marcher mentionner
    minimiser modifier monter montrer motiver narrer negocier nier nommer noter occuper organiser
    oser oublier parler partager passer payer penser persister pleurer porter poser pousser
    pratiquer preciser preferer preparer presenter proceder profiter prolonger proposer proteger
    protester quitter raconter ramener rapporter rassurer realiser reclamer recontacter recuperer
    refuser regarder regler regretter relancer relater relever remarquer remercier remonter
    rencontrer rentrer reparer repasser repeter reporter representer reprocher respecter rester
    retirer retourner retrouver reveiller rigoler risquer sauter sembler separer signaler signer
    solliciter sonner souhaiter souligner suggerer supporter surveiller tarder telephoner
    temoigner tenter terminer tolerer tomber toucher tourner trainer traiter travailler trouver
    valider verifier verser viser visiter vivoter voler
""".split()
ENDINGS = [
    "er",
    "e",
    "es",
    "ee",
    "ees",
    "ent",
    "ait",
    "aient",
    "a",
    "era",
    "eront",
    "erait",
    "ant",
]
DOUBLED = ["appell", "rappell", "rejett", "jett", "renouvell", "epell"]  # before a silent e
IRREGULIERES = """
    a abstient accompagnee accourt accueille acquiert admet agit ai aille ait ajoutait apparait
    appartient appelait appelle appellera apprend attend attendait attendra attendue aura aurait
    avait averti avertie boit choisit comprenait comprend conclut conduit connait conteste
    convient court craint croit croyait decede decedee decide decoit decrit dement demeure
    demissionne depend descend devait devient devra devrait dira dirait disait dit doit dort
    ecrit eloigne emet ennuie entend entendait entendu enverra envoie essaie est etaient etait
    ete eu eut evolue faisait fait fasse fera ferait finit fournit fut garantit grandit
    injoignable interdit intervient introduit ira irait joignable joint lit maintient met mettait
    mettra meurt nait obtient offre ont ouvre paie parait part partait participe parvient percoit
    perd perdait permet peut plaint pourra pourrait pouvait prenait prend prendra pressent
    prevenu prevenue previendra previent prevoit produit promet prouve pu put reagit recevait
    recevra recoit reconnait recu recue redevient refere reflechit rejette rejoint relit remet
    remplit rend rendait rendra renvoie repart repond repondait repondra repousse reprend resout
    ressent retient reunit reussit revenait reviendra revient revoit rit s'agit sait saura savait
    sent sentait sera serait serra sert sollicite sommes sont sort sortait souffre soumet
    soutient souvient su subit suffit suit suivait suivie surprend tait tenait tend tiendra tient
    tombe transmet va vaut vecut venait vend venu venue verra veuille veut viendra viendrait
    vient vint vit vivait voit voudra voudrait voulait voulu voyait vu
""".split()
# States, adverbs and small words, which no list of the search holds.
AUTRES = """
    ai alors apte arabe assez attentif attentive aucune aussi autant autre beaucoup bien bientot
    ca car ceci celui cependant certes chacun comme content contente contraire convaincu
    convaincue convalescent convalescente d'accord debordee decu decue dedans defavorable dehors
    deja demuni demunie desempare desemparee desole desolee dessous dessus devant different
    disponible divorce divorcee donc elle embarrassee en enceinte encore enfin ensemble ensuite
    epuise epuisee face fatigue fatiguee favorable ferme fragile furieuse furieux gravement
    habituellement hebergee hors hospitalise hospitalisee indisponible inquiet inquiete isolee
    jamais jusque la lasse libre lors lui mal malade malgre marie mariee mecontent mecontente
    meme mieux moins mort morte moyennant ne neanmoins ni nouvellement nulle oppose opposee or ou
    parfois parmi parti partie pourtant presque pret prete puis puisque quand quant quasi
    rarement rassuree ravi ravie reste reticent reticente retraite retraitee se selon separee
    serein sereine seulement sinon soi soit soulage soulagee sourde sous souvent surtout tandis
    tard te tot totalement toutefois travers tres veuf veuve vis-a-vis voire volontiers vraiment
""".split()
NEVER_NAMES = frozenset(IRREGULIERES + AUTRES) | {
    stem + ending
    for stem in [*(verb.removesuffix("er") for verb in PREMIER_GROUPE), *DOUBLED]
    for ending in ENDINGS
}
ADVERB = re.compile(r"(?:[aeiu]mment|ement|tion|sion|iste|logue)s?$")


def is_said_of(key: str) -> bool:
    """Whether a word without a capital says something of a person, rather than naming them."""
    return key in NEVER_NAMES or ADVERB.search(key) is not None
