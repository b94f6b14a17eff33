"""First names met in schools in France, folded: without accents nor capitals.

They come from many languages, so that a pupil is recognised whatever the family's origin. Names
that are more often a month, a feast or a common word (Avril, Noël, Loup) are left out.
"""

PRENOMS = frozenset(
    """
    adam adele adeline adem adil adrian adriana adrien agathe agnes ahmed ahmet aicha aida aime
    aimee aissa aissata aissatou akim alain alan alassane alban albane albert alejandro alessia
    alessio alex alexander alexandra alexandre alexia alexis alfred ali alia alice alicia aline
    alioune alisson alix aliya allan alma alois alphonse alya amadou amanda amandine ambre amel
    amelia amelie amin amina aminata amine amir amira amy ana anael anais anas anastasia anatole
    anders andre andrea andreas andreea andrei andres andrew andrzej ange angel angela angele
    angelina angelique angelo anh aniela anissa anita anna annabelle anne annette annie anouar
    anouk anselme anthony antoine antoinette antonin antonio apolline ariane aristide armand
    armande armel armelle arnaud arsene arthur arwen asma assa assia astrid athena aubin aude
    audrey augustin aure aurele aurelia aurelie aurelien auriane aurore awa axel axelle aya ayaan
    ayan aydan aylin ayman aymen aymeric ayoub ayse aysegul aziz aziza babacar bakary baptiste
    barbara bastian bastien batiste beatrice beatriz benedicte benjamin benoit berenice bernadette
    bernard bertrand bianca bilal bilel binta blaise blanche blandine boris boubacar boubakar
    brahim brandon brenda brian brice brigitte bruna brune bruno bryan burak caio calvin camelia
    camila camille candice capucine carine carl carla carlos carmen carole caroline cassandra
    cassandre catarina catherine cathy cecile cecilia cedric celeste celestin celia celian celina
    celine cem cemre cengiz cesar chahinez chaima chams chantal charlene charles charlie charline
    charlotte cheikh cherif cheyenne chiara chloe chris christelle christian christiane christina
    christine christophe christopher ciara cindy claire clara clarisse claude claudette claudia
    claudine claudio clea clelia clemence clement clementine cleo clothilde clotilde clovis
    colette colin coline come constance constant constantin cora coralie coraline corentin corinne
    cristiano cristina curtis cynthia cyprien cyril cyrille cyrine dalia damien damon dan dana
    daniel daniela daniele danielle danilo danny daphne daria dario darius david dayana dea
    deborah delphine demba denis denise deniz denzel desire desiree diana diane diarra didier
    diego dieudonne dina djamel djamila djeneba djibril dominique donia donovan dora dorian
    doriane doris dorothee dounia duarte duc dylan eden edgar edith edouard eduardo edwin ela elea
    eleanor elena eleonore elia elias elie elif elina eline elio elios eliot eliott elisa
    elisabeth elise elisee eliza elizabeth ella ellie elliot elliott eloane elodie eloi eloise
    elona elouan elsa elvire elyas elyes elyne ema emeline emeric emil emile emilia emilie emilien
    emilio emine emir emircan emma emmanuel emmanuelle emmy emre emrick emy ender enes enguerrand
    enora enric enrico enrique enzo eric erica erik erika ernest ersin erwan erwann esma esme
    esmeralda esteban estelle esther ethan etienne eugene eugenie eva evan evane evann eve evelyne
    ewa ewan ewen eya eyad ezechiel ezgi ezio fabian fabien fabienne fabio fabrice fadi fadila
    fahd faiza fanny fanta faouzi farah fares farid farida fatih fatiha fatim fatima fatma fatou
    fatoumata faustine fay faycal felicia felicie felicien felicite felipe felix ferdinand fernand
    fernanda fernando fiona firas flavie flavien flavio fleur flora florence florent florentin
    florian floriane florine fode fouad francesca francesco francis francisca francisco franck
    francois francoise frank fred frederic frederique fritz furkan gabin gabriel gabriela gabriele
    gabriella gabrielle gael gaelle gaetan gamze garance gaspard gaston gauthier gautier genevieve
    geoffrey geoffroy george georges georgette georgia georgiana gerald geraldine gerard germain
    germaine ghislain ghislaine ghita gianni gilbert gilberte gilles gina ginette giorgia giovanni
    giulia giuseppe gladys gloria goncalo gonzalo gregoire gregory greta guilhem guilherme
    guillaume guillemette gurvan gustave guy gwenael gwenaelle gwendal gwendoline habib habiba
    hadja hadrien hafid hafsa haissam hakan hakim halima hamed hamid hamidou hamza hana hanae
    hanane hania hannah haoua harold haron haroun harouna harry hasan hassan hassna hatem hatice
    havva hawa hayat hedi heidi helder helena helene helin heloise henri henrique henry herbert
    herve hicham hilal hilda hind hippolyte hoang honorine hortense houda houria hua hugo hugues
    humberto hussein ibrahim ibrahima idriss idrissa igor ikram ilan ilana ilef ilhan ilhem iliana
    ilias ilona ilyan ilyana ilyas ilyes imad iman imane imene imran ina ines ingrid inna ioana
    ion ionut irem irene irina iris irma isaac isabel isabella isabelle isaiah isaure ishak ishaq
    isidore ismael ismail israa issa issam issouf ivan ivana iwan iya izia jacek jack jackson
    jacky jacob jacqueline jacques jade jalil jamal jamel james jamila jan jana jane janis janna
    jasmin jasmine jason javier jawad jayden jean jeanne jeannette jeannine jenna jennifer jenny
    jeremie jeremy jerome jessica jessie jessy jihane jihen jimmy joachim joan joana joanna joao
    joaquim jocelyn jocelyne joe joel joelle joey johan johann johanna john johnny jonas jonathan
    jordan jordane jordi jorge jose josef joseph josephine josette joshua josiane josue joyce juan
    juana jude judith jules julia julian juliana julie julien julienne juliette julio juliusz june
    justin justine kadiatou kadidia kadidiatou kadija kaina kais kamel kamil kamila karel karen
    karim karima karina karine karl karol kassandra kassim katarzyna kateryna katia katrina kawtar
    kayden kayla kaylee kelia kelly kelyan ken kenan kendra kenny kenza kenzi kenzo kerem kerim
    kevin keziah khadija khadijatou khadim khady khaled khalid khalil khanh kieran kilian killian
    kim kimberley kimberly klara klaus koffi konstantin koray kouame kristina krystian kubra kyan
    kylian kylie kyllian kyra lamia lamine lana lara larissa lassana latifa laura laure laureen
    laureline lauren laurence laurent laurie lauryn lazare lea leana leandra leandre leandro leane
    leila leina lekha lena lenny lenzo leo leon leonard leonardo leonie leonor leonore leopold
    leopoldine leslie leticia leyla lia liam liana lila lili lilia lilian liliana liliane lilie
    lilly lilou lily lina linda linh lino lionel lisa lisandro lise lison lissandro livia liviu
    logan loic lois lola lorena lorenzo loris lorraine lou louane louanne louay loubna louca louis
    louisa louise louison louka loukas lounes luc luca lucas luce lucia lucian luciano lucie
    lucien lucienne lucile lucille ludivine ludmila ludovic luigi luis luisa luka lukas luna lyam
    lyana lydia lylia lylou lyna lyse madeleine madeline mady mae maelan maelie maelle maelys
    maeva magali magalie magda magdalena magdeleine mahamadou mahaut mahdi mahe maia maimouna
    maina maissa maiwenn malak malcolm malek malia malick malik malika malo malorie malou malvina
    mamadi mamadou manel manolo manon manuel manuela mara marc marceau marcel marcelle marcia
    marco marcos marcus margaret margarida margarita margaux margot marguerite maria mariah mariam
    mariama mariame mariana marianne marie mariem marietou mariia marilou marilyn marin marina
    marine mario marion marius mariusz marjorie marko marlene marley marlon marouane marta martha
    marthe martial martim martin martina martine marvin marwa marwan mary maryam maryame maryline
    mateo mateus mateusz matheo matheus mathias mathieu mathilde mathis mathurin mathys matias
    matilde matis matisse matt matteo matthew matthias matthieu maud maurice maurine max maxence
    maxime maximilian maximilien maya mayar mayline mayssa mederic medhi medina megan meggie mehdi
    mehmet mei mel melanie melchior melda melek melia melina melinda melis melisa melissa melodie
    melvin melvyn melyna merve meryem meryl mia michael michaela michal michel michele micheline
    michelle mickael miguel miguela mihai mikael mikail mike mila milan milana milena milla milo
    mina ming minh mira miral mirela miriam miroslav moctar modou mohamad mohamed mohammad
    mohammed mohand moise mona monica monika monique morgan morgane mouctar mouhamadou mouhamed
    mouna mounia mounir mourad moussa moustapha muhammad muhammed mukhtar murat muriel mustafa
    mustapha mylan mylene myriam nabil nabila nada nadege nadia nadine nadir nael nahel nahil
    nahla naila naim naima nais najat najib najwa naomi narcisse nasser nassim nassima natacha
    natalia nataliya natan nathalie nathan nathanael nawel naya nayla nazim nelia nell nelly
    nelson neo neven neyla nicolae nicolas nicole nicoleta nicolo niels nihad nikita niklas nikola
    nils nina nine ninon nisrine nizar noa noah noam noan noe noelie noeline noelle noemi noemie
    nolan nolhan nolwenn nora norah norbert nordine nour noura noureddine nuno nur nuria oceane
    octave octavia odette odile odin okan olena olga olive oliver olivia olivier olympe omar omer
    omran onur ophelia ophelie orane oriane orlane oscar osman otavio othmane ouassim oumaima
    oumar oumayma oumou oumy ousmane owen pablo paloma pamela paola paolo paquito parfait pascal
    pascale pascaline patrice patricia patrick patryk paul paula paulette paulin pauline paulo
    pavel pawel pedro penelope perla perle perrine peter petra philemon philibert philip philippa
    philippe philippine philomene pia pier pierre pierrick pierrot pietro piotr pol precieuse
    prisca priscilla priscille prudence quentin quitterie rabah rabia rachel rachid rachida radia
    rafael rafaela rafik rahma raissa rajaa ralph ramata rami ramla ramon ramona ramy rania raoul
    raphael raphaele raphaelle raquel rayan rayane rayhana raymond raymonde razane rebecca reda
    redouane regine regis reine remi remy renan renata renato renaud rene renee reyhan rhita riad
    ricardo riccardo richard rim rima rita riyad rizlane robert roberta roberto robin robinson
    rocco rodolphe rodrigo rodrigue roger rohan rokia rolland romain romaine roman romane romaric
    romeo romuald romy ronan rosa rosalie rose roseline rosie roxane roxanne ruben rudy rui ruth
    ryad ryan rym saad sabah sabine sabri sabrina sacha sadio safa safia safiatou safwan sahar
    said saida saif sakina salah salamata salem salif salim salima salimata salma salman salome
    salomon saloua sam samantha samba sami samia samir samira samson samuel samy sana sandie
    sandra sandrine sandro sandy santiago saphir sara sarah sasha satya saul savannah savinien
    scarlett sean sebastian sebastien sedat sefa segolene seher sekou selda selena selenay selim
    selin selina selma semih sena serap serena serge sergei sergio serhat severine seydou shaima
    shaina shana shanna shanon sharon shayan shayna shelby sherine shirel shirine sibylle sidi
    sidney sidonie siham silas silvia simao simeon simon simona simone sinan sira sirine sixtine
    sloan soan soane sofia sofian sofiane sohan sokhna solal solange solene soline solveig soner
    sonia sophia sophie sorenza sorin soufiane soukaina souleymane soumaya stan stanislas stefan
    stefania stella stephan stephane stephanie stephen steve steven sukru sumeyye suzanne suzie
    suzon svetlana sybille sydney sylvain sylvaine sylvester sylvette sylvia sylviane sylvie taha
    tahar taina tali talia tamara tanguy tania tao taous tara tarek tarik tasnim tatiana tatyana
    tayron ted telma teo teodor terence teresa tess tessa thais thalia thao thea thelma theo
    theodora theodore theophane theophile therese thi thiago thibaud thibault thibaut thibo
    thierno thierry thiziri thomas tiago tidiane tifany tiffany tijani tilio tim timea timeo
    timothe timothee timothy tina tino titouan titus tobias tom tomas tomasz tommy toni tony
    tristan tuan tuana tugba ugo ulrich ulysse umut upendo urielle ursula valentin valentina
    valentine valeria valerian valerie valery vanessa vasco vera veronica veronique victoire
    victor victoria viktor viktoria vincent vincenzo violaine violette virgile virginia virginie
    vitoria vivian viviane vivien vladimir volkan wael wafa wahiba waleed walid walter wanda
    warren wassim wendy werner wesley wiktor wilfried william willy wilson winnie wissam wissem
    xavier xiao yacine yael yahya yamina yan yanis yann yanne yannick yannis yara yasin yasmin
    yasmina yasmine yasser yassin yassine yassir yazid yelena ylan yoan yoann yohan yohann yolande
    yoni youcef youmna youna younes youness youri yousra youssef youssouf yu yuri yusra yusuf yvan
    yves yvette yvon yvonne zacharie zachary zahia zahra zainab zakaria zakariya zaki zara zayd
    zayn zayneb zehra zeinab zelie zeliha zeyd zeynep zia zied zineb zinedine zita zoe zohra zora
    zoubir zouhair zoulikha zuleyha
    """.split()
)
