"""Word lists of the languages that the offline writer has articles in."""

from videoagent_agent_story.offline.language import Language, fold


def _set(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in fold(line).split())


def _pairs(*lines: str) -> dict[str, str]:
    pairs = (entry.split("=") for line in lines for entry in line.split(";") if entry.strip())
    return {fold(adjective.strip()): place.strip() for adjective, place in pairs}


def _openings(*lines: str) -> tuple[str, ...]:
    return tuple(opening for line in lines for opening in line.split("|") if opening)


ENGLISH = Language(
    code="en",
    data="en-us",
    stemmer="english",
    function_words=_set(
        "a an the of in on at to for and or but nor so as by with from into onto over under through across around",
        "about between among during before after without within against along near via per than then there here",
        "is are was were be been being am do does did done has have had having can could may might must shall",
        "should will would it its this that these those he she they them his her hers their theirs our ours your",
        "yours my mine we us you i me who whom whose which what when where why how not no yes also too very just",
        "only even still s t d ll re ve m if because while until let lets s",
    ),
    framing_words=_set(
        "life lives living story stories history tale tales world journey journeys trip tour travel travels",
        "introduction explain explained explains explanation guide overview basics beginners short brief quick",
        "complete ultimate day days beautiful great amazing wonderful fascinating incredible secret secrets",
        "hidden mystery mysteries thing things place places people person time times way ways work works worked",
        "working make makes made making look looks looking inside behind art science magic beauty wonder wonders",
        "power facts fact documentary video film movie about everything anything something learn learning",
        "understand understanding discover discovering exploring explore happen happens happened become became",
        "using use used uses kind kinds type types part parts get gets got first last new old big small little",
        "good best better most more many much some any all every each one two three invention inventions",
        "discovery discoveries evolution development effects effect benefits causes culture rise fall birth",
        "origin origins beginning end role importance important impact future past today modern ancient",
    ),
    dependent_openings=_openings(
        "this |these |that |those |such |they |their |however|for example|for instance|as a result|therefore|",
        "thus|both |in this|in these|in addition|he |she |his |her |it |its |instead|conversely|similarly|",
        "likewise|furthermore|moreover|additionally|also|but |and |or |by contrast|in contrast|",
        "on the other hand|consequently|hence|meanwhile|then |there |while |",
        "either |in turn|finally|since then|later |afterwards|the other|the first|the term |the word |",
        "the name |the second|the third|the three|the same|at this|at that|under this|from this|",
        "with this|of these|using this|a third|a second|in other words|alternatively|here |although |who |",
        "which ",
    ),
    quantifiers=_openings("some |many |most |one of |each |all of |other |others |another |several |certain "),
    origins=_pairs(
        "swiss=Switzerland; roman=Ancient Rome; romans=Ancient Rome; greek=Ancient Greece; greeks=Ancient Greece",
        "egyptian=Ancient Egypt; japanese=Japan; chinese=China; french=France; german=Germany; italian=Italy",
        "spanish=Spain; portuguese=Portugal; english=England; british=United Kingdom; scottish=Scotland",
        "irish=Ireland; welsh=Wales; dutch=Netherlands; belgian=Belgium; austrian=Austria; polish=Poland",
        "russian=Russia; ukrainian=Ukraine; turkish=Turkey; ottoman=Ottoman Empire; persian=Iran; iranian=Iran",
        "indian=India; korean=Korea; vietnamese=Vietnam; thai=Thailand; indonesian=Indonesia; mongol=Mongol Empire",
        "viking=Vikings; norwegian=Norway; swedish=Sweden; danish=Denmark; finnish=Finland; icelandic=Iceland",
        "hungarian=Hungary; czech=Czech Republic; romanian=Romania; bulgarian=Bulgaria; serbian=Serbia",
        "american=United States; canadian=Canada; mexican=Mexico; brazilian=Brazil; argentine=Argentina",
        "peruvian=Peru; chilean=Chile; australian=Australia; african=Africa; european=Europe; asian=Asia",
        "arctic=Arctic; antarctic=Antarctica; byzantine=Byzantine Empire; aztec=Aztecs",
        "inca=Inca Empire; mayan=Maya civilization",
    ),
    nouns=_pairs(
        "rainy=Rain; snowy=Snow; windy=Wind; stormy=Storm; foggy=Fog; icy=Ice; volcanic=Volcano; solar=Sun; lunar=Moon",
        "medieval=Middle Ages; mediaeval=Middle Ages; oceanic=Ocean",
    ),
    aliases=_pairs(
        "northern lights=Aurora; southern lights=Aurora; aurora borealis=Aurora; titanic=Sinking of the Titanic",
        "plane=Airplane; airplane=Airplane; aeroplane=Airplane; automobile=Car; bike=Bicycle; phone=Telephone",
        "ai=Artificial intelligence; ww1=World War I; wwi=World War I; first world war=World War I",
        "ww2=World War II; wwii=World War II; second world war=World War II; usa=United States; uk=United Kingdom",
        "relativity=Theory of relativity; theory of evolution=Evolution; global warming=Climate change",
        "space=Outer space; universe=Universe; amazon=Amazon rainforest; pyramids=Egyptian pyramids",
        "tv=Television; movies=Film; cinema=Film; heart=Heart; brain=Human brain; aids=HIV/AIDS",
        "firefighter=Firefighting; fireman=Firefighting; amazon river=Amazon River",
    ),
    commonest=frozenset(
        (
            "Mercury (planet)",
            "Crane (bird)",
            "Mole (animal)",
            "Orange (fruit)",
            "Nut (fruit)",
            "Spring (season)",
            "Church (building)",
            "Stress (biology)",
            "Magic (illusion)",
            "Nail (anatomy)",
            "Play (theatre)",
            "Work (human activity)",
            "Thriller (genre)",
            "Trust (social science)",
            "Power (political science)",
        )
    ),
    questions=_set("how why what when where who do does is are can"),
    infinitive="to",
    unclear=_openings(
        "both |the former|the latter|neither |the two |the term has |the term may |the term can |the word has |",
        "the word may |the word can |it may refer |it can refer ",
    ),
    on_words=("the term ", "the word ", "the name ", "the etymology "),
)
FRENCH = Language(
    code="fr",
    data="fr-fr",
    stemmer="french",
    function_words=_set(
        "le la les l un une des de du d et ou où en à au aux dans sur sous pour par avec sans se s sa son ses ce",
        "cet cette ces qui que quoi qu dont est sont était étaient être a ont avait il elle ils elles on nous",
        "vous je tu me te leur leurs notre nos votre vos mon ma mes ton ta tes ne pas plus moins très aussi comme",
        "comment pourquoi quand quel quelle quels quelles y n c j m t entre vers chez si mais donc or ni car fut",
        "furent été",
    ),
    framing_words=_set(
        "vie vies histoire histoires monde voyage voyages travers introduction guide jour journée secret secrets",
        "beauté art science magie mystère mystères découverte découvrir comprendre fonctionnement fonctionne",
        "fonctionnent marche naissance origine origines rôle importance film vidéo documentaire beau belle grand",
        "grande petit petite petits grandes premier première nouveau nouvelle tout tous toute toutes chose choses",
        "temps faire fait",
    ),
    dependent_openings=_openings(
        "ce |cet |cette |ces |c'est|cela |celui|celle|ceux|il |elle |ils |elles |on |sa |ses |leur |leurs |",
        "ainsi|cependant|toutefois|neanmoins|en effet|par exemple|de plus|en outre|mais |et |ou |aussi|",
        "par ailleurs|en revanche|au contraire|puis |ensuite|enfin|l'un |y |dans ce|le terme |",
        "le mot |le nom |dans cette|pour cela|de ce|a cette|autrement dit|en consequence|des lors|alors|",
        "depuis",
    ),
    quantifiers=_openings("certains |certaines |plusieurs |d'autres |tous |toutes |chaque "),
    origins=_pairs(
        "suisse=Suisse; suisses=Suisse; romain=Rome antique; romains=Rome antique; romaine=Rome antique",
        "romaines=Rome antique; grec=Grèce antique; grecque=Grèce antique; grecs=Grèce antique",
        "japonais=Japon; japonaise=Japon; chinois=Chine; chinoise=Chine; français=France; française=France",
        "allemand=Allemagne; italien=Italie; italienne=Italie; espagnol=Espagne; anglais=Angleterre",
        "égyptien=Égypte antique; égyptienne=Égypte antique",
    ),
    nouns=_pairs(
        "solaire=Soleil; lunaire=Lune; volcanique=Volcan; pluvieuse=Pluie; médiéval=Moyen Âge; médiévale=Moyen Âge",
    ),
    aliases=_pairs(
        "aurores boréales=Aurore polaire; aurore boréale=Aurore polaire; espace=Espace",
        "voiture=Automobile; vélo=Bicyclette; avions=Avion; dinosaure=Dinosauria; titanic=Naufrage du Titanic",
        "bombe atomique=Arme nucléaire; égypte ancienne=Égypte antique; ancienne égypte=Égypte antique",
        "première guerre=Première Guerre mondiale; cléopâtre=Cléopâtre VII; pyramides d'égypte=Pyramide de Khéops",
        "révolution de 1789=Révolution française; ordinateurs=Ordinateur; droits humains=Droits de l'homme",
    ),
    commonest=frozenset(
        (
            "Mars (planète)",
            "Jupiter (planète)",
            "Vénus (planète)",
            "Mercure (planète)",
            "Orange (fruit)",
            "Java (île)",
            "Irlande (pays)",
            "Œuf (aliment)",
            "Église (édifice)",
            "Espace (cosmologie)",
            "Ballon (sport)",
            "Pied (anatomie humaine)",
            "Peinture (art)",
            "Énergie (physique)",
            "Mode (habillement)",
            "Sel (chimie)",
            "Valence (Espagne)",
            "Triton (amphibien)",
            "Canon (artillerie)",
            "Vol (aéronautique)",
            "Nœud (lien)",
            "Voile (navire)",
            "Arc (arme)",
            "François Ier (roi de France)",
            "Élisabeth Ire (reine d'Angleterre)",
            "Philippe II (roi d'Espagne)",
            "Frédéric II (roi de Prusse)",
        )
    ),
    unclear=_openings("les deux |ces deux |tous deux |le premier |le second |le terme peut |le mot peut |le nom peut "),
    on_words=("le terme ", "le mot ", "le nom ", "l'etymologie "),
    questions=_set("comment pourquoi quand qui quoi"),
    head_first=True,
    plural_marks="sx",
    source="Wikipédia",
    quotes=("« ", " »"),
)
SPANISH = Language(
    code="es",
    data="es-es",
    stemmer="spanish",
    function_words=_set(
        "el la los las lo un una unos unas de del y e o u en a al con sin sobre bajo para por se su sus es son",
        "era eran ser fue fueron ha han había que qué como cómo cuando cuándo donde dónde por porqué quien quién",
        "cual cuál no más menos muy también entre hacia desde hasta ante si pero ni este esta estos estas ese esa",
        "esos esas aquel aquella yo tú él ella ellos ellas nosotros me te nos le les mi mis tu tus",
    ),
    framing_words=_set(
        "vida vidas historia historias mundo viaje viajes través introducción guía día secreto secretos belleza",
        "arte ciencia magia misterio misterios descubrir entender comprender funciona funcionan funcionamiento",
        "origen orígenes nacimiento papel importancia película vídeo video documental gran grande pequeño pequeña",
        "primer primera nuevo nueva todo todos toda todas cosa cosas tiempo hacer hecho",
    ),
    dependent_openings=_openings(
        "este |esta |estos |estas |esto |ese |esa |eso |su |sus |ello|ellos|ellas|ella |asi|sin embargo|",
        "el termino |la palabra |el nombre |no obstante|por ejemplo|ademas|tambien|pero |y |o |por tanto|",
        "por lo tanto|en cambio|por el contrario|otro |otra |luego |despues|finalmente|dicho |",
        "dicha |dichos |entonces|se |tiene |desde entonces|en este|en esta|en estos|en ese|es decir|de esta|",
        "de este|a su vez",
    ),
    quantifiers=_openings("algunos |algunas |muchos |muchas |otros |otras |todos |todas |es |son |fue "),
    origins=_pairs(
        "suizo=Suiza; suizos=Suiza; suiza=Suiza; romano=Antigua Roma; romanos=Antigua Roma; romana=Antigua Roma",
        "griego=Antigua Grecia; griega=Antigua Grecia; japonés=Japón; japonesa=Japón; chino=República Popular China",
        "francés=Francia; alemán=Alemania; italiano=Italia; español=España; española=España; egipcio=Antiguo Egipto",
    ),
    nouns=_pairs("solar=Sol; lunar=Luna; volcánico=Volcán; lluviosa=Lluvia; medieval=Edad Media"),
    aliases=_pairs(
        "quijote=Don Quijote de la Mancha; don quijote=Don Quijote de la Mancha; amazonas=Río Amazonas",
        "inca=Imperio incaico; maya=Cultura maya; azteca=Civilización mexica; china=República Popular China",
    ),
    commonest=frozenset(
        ("Pirámide (arquitectura)", "Iglesia (edificio)", "Cañón (artillería)", "Atlas (cartografía)"),
    ),
    singular=frozenset(("Lunes", "Martes", "Jueves", "Viernes")),
    unclear=_openings("ambos |ambas |los dos |las dos |el termino puede |la palabra puede |el nombre puede "),
    on_words=("el termino ", "la palabra ", "el nombre "),
    questions=_set("cómo por qué cuándo quién"),
    head_first=True,
    plural_marks="s",
    quotes=("«", "»"),
)
LANGUAGES = {language.code: language for language in (ENGLISH, FRENCH, SPANISH)}
