"""The words that the rules of this package stand on: verbs and nouns by what they say of an event.

All are lemmas in lower case. A word may be in several sets.
"""


def words(text: str) -> frozenset[str]:
    """Return the words of a list written out in a line."""
    return frozenset(text.split())


# Verbs whose complement is what was said: the clause is a report, its complement may be an event.
REPORT = words(
    "say report tell state claim add note explain argue warn insist confirm remark reply answer assert "
    "declare announce acknowledge admit comment mention observe recall recount relate reveal stress "
    "testify maintain allege write disclose estimate indicate conclude contend quote deny believe think "
    "suppose assume hear learn"
    " find discover realise realize know see notice decide"
)
ALWAYS_REPORT = words(
    "say tell claim allege remark contend insist argue believe think suppose assume note stress"
)
UNCERTAIN_REPORT = words(
    "hope expect suggest propose demand fear predict wish imagine dream suspect doubt want require ask"
)
BELIEF = words("think believe suppose imagine dream fear hope pretend wish doubt suspect")
SPEECH = words("argue announce declare proclaim testify acknowledge admit reveal")
DENIAL = words("deny refute")

# Verbs that move the subject, or carry the object along.
MOVE = words(
    "go come leave depart arrive travel sail march move return flee escape reach enter cross visit fly "
    "drive ride walk journey set head land embark disembark proceed advance retreat withdraw migrate "
    "emigrate immigrate relocate pass climb ascend descend row continue hurry wander steam cycle hike "
    "trek run push start cut turn make swim creep race rush file drift float paddle limp follow press "
    "join transfer evacuate wend roam cruise desert abandon quit call stop board step emerge get"
)
CARRY = words(
    "take bring carry send ship deport exile banish transport move transfer drive escort lead evacuate "
    "fly convey deliver dispatch bear haul tow smuggle extradite march expel remove return rush conduct "
    "summon despatch"
)
# The object or the passive subject of these is where the subject gets to, leaves, or goes through.
REACHES = words("reach enter visit approach gain make regain tour board near revisit")
LEAVES = words("leave depart quit abandon desert flee evacuate")
CROSSES = words("cross pass traverse skirt round bypass follow descend ascend climb ford")

# Verbs that do something to a place: its name as their object says where.
PLACE_PATIENT = words(
    "take capture recapture retake colonise colonize liberate occupy conquer seize besiege attack bomb "
    "bombard invade storm sack raid shell burn destroy devastate hit strike found establish rebuild build "
    "reach enter visit annex surrender cede defend relieve blockade encircle surround overrun pillage "
    "plunder raze rule govern settle explore discover inspect open close flood damage shake rock ravage "
    "swamp lash batter engulf restore reconquer regain lose hold win secure clear free evacuate leave "
    "abandon cross tour pass approach inaugurate dedicate demolish fortify garrison loot torch sweep buy "
    "sell purchase survey map climb ascend extend enlarge renovate reopen consecrate partition divide "
    "isolate threaten cut swim"
)

# What is done to somebody or something: "was tried and beheaded", "was attacked and abandoned".
DONE_TO = words(
    "abandon annex appoint arrest attack award ban behead besiege bomb bury capture christen condemn "
    "convict crown demolish deport destroy discover dismantle elect enlarge erect evacuate execute exhume "
    "exile expel extradite fine fortify gut hang imprison injure kill knight liberate loot make murder "
    "name occupy ordain plunder raze rebuild recapture release remove rename renovate replace rescue "
    "restore sack sentence shoot take translate torture try use wound"
)

# Verbs of being so: a clause of theirs is a state, not an event.
STATIVE = words(
    "be have seem contain lie stand remain belong consist include know believe want like love own "
    "maintain mean need resemble cost house overlook border feature exist depend deserve equal fit hate "
    "matter owe possess prefer require sound suffice surround tend concern involve comprise boast "
    "commemorate mark extend stretch range span number measure commemorate honor honour display "
    "dominate understand constitute hang sit"
    "hope expect fear intend wish plan"
)
# Of these, the ones that put something at a place: they make a site note.
SITE_NOTE = words(
    "be lie stand commemorate house contain exist rise overlook mark sit feature extend stretch dominate "
    "hang surround remain number bury border locate situate honor honour display"
)
# The participles that say where something is rather than what was done to it.
LOCATED = words(
    "locate situate perch nestle bury surround set know call name line cover dominate"
    " keep preserve house store display hang"
)

# What a past-tense clause with one of these tells is worth the map even when place or date is carried over.
SALIENT = words(
    "die marry found open build win defeat sign surrender kill arrest execute crown elect appoint born "
    "bear bury graduate publish release complete finish discover invent launch land arrive sail leave "
    "depart return reach enter capture take seize occupy besiege attack bomb bombard burn destroy "
    "collapse explode sink flee escape settle move emigrate enrol enroll enlist join meet wed divorce "
    "baptise baptize proclaim declare abdicate resign establish inaugurate perform premiere exhibit paint "
    "compose write record receive award present hold convene agree ratify negotiate begin start end "
    "conclude strike hit erupt crash injure wound rescue evacuate detain shoot murder assassinate hang "
    "behead imprison jail release free liberate conquer invade retreat withdraw advance cross disembark "
    "embark board wreck study teach work live stay lodge winter spend serve fight rebel revolt riot "
    "protest march gather demonstrate close restore rebuild demolish unveil dedicate consecrate lay buy "
    "purchase sell acquire rent lease stop break fall lose change climb ascend camp anchor moor dock ride "
    "drive fly visit tour give deliver speak preach lecture address vote celebrate raise hoist lower "
    "plant repel repulse relieve storm sack rout suffer flood unite merge sentence fill install "
    "extinguish spread swear christen surrender evict pull drag tow lift recover find dig uncover plead "
    "confess hand cede dine sup sleep attend train command meet breed"
)

# What a report tells of a life rather than of the day: "she studied law in Uppsala".
LIFE = words("bear born grow raise study graduate train serve attend teach marry settle emigrate")

# Verbs whose infinitive is only wished for, or did not come about.
WISH = words(
    "want hope plan intend wish try attempt seek expect prepare agree promise threaten decide aim propose "
    "offer ask urge order invite encourage demand vow pledge need fear refuse fail decline neglect forget "
    "like advise instruct schedule consider resolve hesitate claim request swear mean attempt endeavour "
    "endeavor"
)
FUTURE_WISH = words("plan intend expect schedule prepare promise vow pledge propose")
PLAN = words(
    "plan hope attempt intention proposal offer promise permission decision order refusal wish desire idea "
    "invitation threat right ability chance opportunity need demand request pledge bid ambition dream"
)
FAILS = words("refuse fail decline neglect forget avoid prevent prohibit forbid")

# Nouns that are themselves something that happens.
EVENTFUL = words(
    "ceremony siege battle signing agreement treaty meeting conference congress summit talk wedding "
    "marriage funeral burial birth death murder assassination execution coronation election inauguration "
    "opening premiere concert performance exhibition parade procession strike riot revolt rebellion "
    "revolution uprising mutiny coup invasion attack raid bombing bombardment shelling explosion blast "
    "fire flood earthquake eruption storm hurricane crash collision wreck shipwreck accident disaster "
    "massacre famine epidemic outbreak war campaign expedition voyage journey trip visit tour march "
    "retreat withdrawal evacuation landing arrival departure return crossing capture conquest liberation "
    "occupation surrender defeat victory fall armistice truce ceasefire negotiation foundation founding "
    "construction completion destruction demolition discovery trial arrest rally demonstration protest "
    "festival celebration fair race match game tournament debut appearance disappearance speech lecture "
    "sermon address conversation interview reception dinner banquet ball mass service vigil launch "
    "collapse rescue shooting stabbing robbery kidnapping clash skirmish fighting ambush annexation "
    "partition union abdication appointment baptism concert coup derailment drought earthquake ascent "
    "climb passage celebration"
)
# Nouns of going somewhere: "a train to Belgrade", "the road from Rome".
TRAVEL = words(
    "visit journey trip voyage expedition road train return flight march way passage tour pilgrimage "
    "ferry ship steamer coach bus boat mission crossing retreat move transfer route drive ride walk path "
    "advance departure arrival exile ticket campaign excursion invitation railway line drive rail train "
    "coach horseback horse car bicycle"
)
# A name of one of these in "anniversary of the victory" dates nothing and places nothing.
COMMEMORATION = words(
    "anniversary commemoration memory remembrance centenary bicentenary tercentenary centennial "
    "bicentennial memorial honor honour jubilee history story legend tale account book novel film "
    "painting picture photo photograph portrait map song poem"
)
# Nouns of office and of bodies: a place beside them says whose they are.
OFFICE = words(
    "ambassador president minister king queen emperor empress prince princess duke duchess bishop "
    "archbishop governor mayor consul secretary chancellor premier leader ruler head chief director "
    "chairman embassy consulate ministry government parliament senate bank university republic kingdom "
    "empire people citizen native resident inhabitant son daughter merchant knight earl count lord lady "
    "patriarch pope regent sultan shah tsar czar viceroy envoy delegate representative member army navy "
    "fleet team company agency order treaty language map history flag crown throne cardinal abbot "
    "official spokesman spokeswoman court bureau archbishopric student professor teacher alumnus graduate "
    "author native heir"
)
# Nouns of people and of bodies of people, in the singular and the plural; of single persons.
PEOPLE = words(
    "army troops forces soldier soldiers fleet garrison crew team government police company family couple "
    "people king queen emperor president minister ambassador leader official officials mayor bishop pope "
    "general captain admiral settlers workers students protesters firefighters passengers refugees women "
    "men children residents villagers rebels defenders besiegers merchants monks pilgrims sailors council "
    "party brother sister father mother wife husband son daughter friend companion guide author writer "
    "painter poet composer architect engineer scientist doctor nurse teacher officer driver pilot farmer "
    "fisherman commander delegation parliament court church committee club orchestra expedition squadron "
    "regiment"
)
BODIES = words(
    "army navy troops forces fleet garrison team government police company family couple people "
    "delegation parliament court church committee club orchestra expedition squadron regiment council "
    "party crew embassy consulate ministry senate bank university republic kingdom empire agency order "
    "treaty language map history flag crown throne bureau archbishopric"
)
PERSONS = words(
    "painter sailor soldier captain physician keelman baker singer priest monk nun traveller traveler "
    "guide boy girl man woman stranger neighbour neighbor widow cousin uncle aunt prisoner thief hunter "
    "miner clerk lawyer printer publisher professor pupil apprentice servant porter merchant trader "
    "farmer poet"
)
# "the outskirts of B", "the port of C": the place is meant.
PLACE_PART = words(
    "outskirts city town village port harbour harbor coast shore shores island isle gate gates street "
    "streets centre center north south east west edge suburb suburbs part region province county district "
    "quarter heart mouth bank banks side foot top summit slope slopes border frontier wall walls valley "
    "bay gulf strait state kingdom republic area vicinity neighbourhood neighborhood site environs hill "
    "hills mountain plain river lake square cathedral church abbey palace castle fortress citadel tower "
    "bridge monastery hospital prison station airport university archipelago corner ruin ruins territory "
    "land parish capital rest interior middle end colony department canton duchy municipality hamlet "
    "settlement borough field fields waters beach cape peninsula road forest woods sea hundred thousand "
    "garrison defence defense mile miles kilometre kilometer kilometres kilometers metres yards northeast "
    "northwest southeast southwest upper lower remains garden gardens market museum theatre theater opera "
    "college school"
)

# Where a firm or a body works: "the Milwaukee plant" is in Milwaukee.
FACILITY = words(
    "plant factory branch office headquarters mill works workshop warehouse store shop laboratory refinery "
    "shipyard dock docks depot brewery foundry mine quarry studio campus bureau yard terminal"
)

# "stormed it", "took it": a place told before.
TAKES = words(
    "storm besiege capture recapture occupy bombard garrison sack burn reach invade raid relieve "
    "liberate conquer annex fortify surround blockade "
)
TAKEN = ("PPL", "FT", "CSTL", "ISL", "PRT", "HSTS")

# What "the city" may stand for: the feature codes (their beginnings) of the gazetteer.
ANAPHORS: dict[str, tuple[str, ...]] = {
    "site": (
        "BLDG",
        "ST",
        "SQR",
        "MNMT",
        "RD",
        "CH",
        "MUS",
        "HSP",
        "SCH",
        "FCTY",
        "PIER",
        "QUAY",
        "PRK",
        "STDM",
    ),
    "scene": (
        "BLDG",
        "ST",
        "SQR",
        "MNMT",
        "RD",
        "CH",
        "MUS",
        "HSP",
        "SCH",
        "FCTY",
        "PIER",
        "QUAY",
        "PRK",
        "STDM",
    ),
    "area": ("PPL", "ADM", "RGN"),
    "city": ("PPL",),
    "town": ("PPL",),
    "village": ("PPL",),
    "capital": ("PPLC", "PPLA", "PPL"),
    "metropolis": ("PPL",),
    "hamlet": ("PPL",),
    "settlement": ("PPL",),
    "port": ("PPL", "PRT", "HBR"),
    "harbour": ("PPL", "PRT", "HBR"),
    "harbor": ("PPL", "PRT", "HBR"),
    "island": ("ISL", "ISLS"),
    "islands": ("ISLS", "ISL"),
    "country": ("PCL", "TERR"),
    "province": ("ADM", "RGN"),
    "county": ("ADM",),
    "colony": ("PCL", "ADM", "PPL", "TERR"),
    "region": ("RGN", "ADM"),
    "peninsula": ("PEN",),
    "river": ("STM",),
    "lake": ("LK",),
    "mountain": ("MT", "PK"),
    "castle": ("CSTL", "FT", "PAL"),
    "fortress": ("FT", "CSTL", "PPL"),
    "fort": ("FT", "PPL"),
    "monastery": ("MSTY", "CH"),
    "cathedral": ("CH",),
    "church": ("CH",),
    "palace": ("PAL",),
    "museum": ("MUS",),
    "bridge": ("BDG",),
    "station": ("RSTN",),
    "airport": ("AIRP",),
    "hospital": ("HSP",),
    "hall": ("BLDG", "HALL"),
    "theatre": ("THTR", "BLDG", "OPRA"),
    "theater": ("THTR", "BLDG", "OPRA"),
}

LOCATIVE = words(
    "in at on near outside inside within around above below beside under beneath by along off between "
    "among behind throughout amid over across upon before beyond"
)
TOWARD = words("to into toward towards onto for until till")
AWAY = words("from")
THROUGH = words("through via across past over round around down up along by between")

HABIT_ADVERBS = words(
    "usually often always sometimes generally normally frequently rarely seldom daily weekly annually"
)
NOBODY = words("nobody none nothing no-one")
