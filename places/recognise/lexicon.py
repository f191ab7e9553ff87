"""Word lists of English that tell places from other names: closed classes, no names of places.

All entries are lower case. A list is a claim about the language, not about a corpus.
"""

from places.calendar_words import MONTH_NAMES, MONTH_SHORTS, WEEKDAY_NAMES

LOCATIVE = frozenset(
    "in at near from to into toward towards across around outside inside throughout via off through "
    "within between behind beyond above below along beside over under onto upon past by".split()
)
DIRECTIONS = frozenset(
    "north south east west northern southern eastern western northeast northwest southeast southwest "
    "northeastern northwestern southeastern southwestern central upper lower far mid greater inner outer "
    "downtown midtown uptown northernmost southernmost easternmost westernmost coastal rural metro "
    "metropolitan suburban north-east north-west south-east south-west north-eastern north-western "
    "south-eastern south-western mainland modern ancient neighboring neighbouring nearby".split()
)
# Heads of buildings, monuments, parks and other things that stand somewhere.
LANDMARKS = frozenset(
    "hall monument palace square stadium bridge airport airfield airbase base cemetery cathedral park "
    "tower castle fort fortress museum library theatre theater temple mosque church chapel abbey basilica "
    "synagogue shrine pagoda station terminal harbour harbor port pier dock dam tunnel arena plaza mall "
    "garden gardens zoo memorial statue gate arch arsenal barracks prison jail hospital hotel inn mansion "
    "villa manor opera court courthouse crossing junction spaceport cosmodrome shipyard lighthouse wharf "
    "quay mausoleum citadel acropolis colosseum coliseum amphitheatre amphitheater forum observatory "
    "planetarium aquarium racecourse raceway speedway velodrome rink gym gymnasium pavilion auditorium "
    "ballpark battlefield campground farm ranch quarry mine refinery reactor plant powerplant depot "
    "fairgrounds complex centre center school college university academy kremlin tomb cenotaph obelisk "
    "fountain market bazaar promenade boardwalk marina campus checkpoint camp".split()
)
# Of these, the ones that do nothing but stand there; a school, a court or a hospital also acts.
SIGHTS = frozenset(
    "hall monument palace square stadium bridge airport airfield airbase base cemetery cathedral park "
    "tower castle fortress museum theatre temple mosque abbey basilica synagogue shrine pagoda arena "
    "plaza garden gardens memorial statue gate arch spaceport cosmodrome shipyard lighthouse mausoleum "
    "citadel acropolis colosseum amphitheatre tomb cenotaph obelisk kremlin barracks".split()
)
STREETS = frozenset(
    "street st. road rd. avenue ave. boulevard blvd. lane ln. drive dr. highway hwy. hwy route parkway "
    "pkwy. turnpike freeway expressway motorway trail way terrace court place alley row crescent "
    "interstate circle pike bypass embankment esplanade prospekt st rd ave blvd".split()
)
NUMBERED_ROADS = frozenset("highway hwy hwy. route interstate rt. rte. exit us u.s. i".split())
WATERS = frozenset(
    "river creek lake bay sea ocean strait channel canal gulf lagoon reservoir falls waterfall brook "
    "stream sound fjord estuary bayou pond cove inlet harbor harbour basin delta rapids spring "
    "springs".split()
)
LANDS = frozenset(
    "mountain mountains mount hill hills peak ridge range valley island islands isle isles peninsula "
    "desert forest plain plains plateau coast beach cape point canyon gorge glacier volcano steppe marsh "
    "swamp oasis archipelago reef strip heights pass cliff woods national reserve reservation".split()
)
DIVISIONS = frozenset(
    "county parish township borough district province state region prefecture governorate oblast krai "
    "republic department municipality canton city town village territory shire emirate kingdom federation "
    "commonwealth union voivodeship raion okrug division ward hamlet subdistrict regency".split()
)
BEFORE_LANDS = frozenset("lake mount mt. mt cape gulf bay isle sea strait river fort ft. point port".split())

# Heads of bodies of people, papers, firms, laws, events: a place name inside is part of their name.
BODIES = frozenset(
    "agency army association authority bank board brigade bureau centre center chamber church club "
    "coalition college commission committee company congress corporation corps council court department "
    "directorate division embassy federation fire force forces foundation front fund government group "
    "guard guards high hospital house inc inc. institute institution league legislature library limited "
    "llc ltd ltd. ministry movement museum navy network news office operation organisation organization "
    "parliament party police post press radio railway railways regiment restaurant school schools "
    "secretariat senate sheriff service services society squad star sun symphony orchestra syndicate team "
    "times today trust union united university watch daily gazette herald tribune journal chronicle "
    "guardian observer telegraph mail journal-constitution examiner courier dispatch globe inquirer "
    "mercury mirror record register reporter review sentinel standard post-gazette tv airlines airways "
    "air albion wanderers rovers city fc f.c. athletic wildcats tigers bulldogs eagles lions bears hawks "
    "panthers cubs raiders patriots giants jets bulls lakers warriors rangers yankees mets dodgers "
    "cowboys steelers ravens falcons saints knicks nets jazz heat magic spurs rockets mavericks suns "
    "kings clippers blazers nuggets thunder timberwolves pistons pacers bucks bobcats hornets wizards "
    "sixers celtics raptors cavaliers cup games olympics open marathon festival fair parade award awards "
    "prize act treaty accord agreement war battle siege revolution plan project program programme "
    "initiative conference summit forum expo championship championships tournament exchange stock market "
    "authority tribunal assembly administration coroner commissioners commissioner attorney judge mayor "
    "governor senator democrats republicans residents fest show band choir coop cooperative enterprises "
    "industries holdings motors electric electronics systems energy petroleum oil gas telecom "
    "communications media studios pictures records partners associates solutions technologies "
    "laboratories pharmaceuticals insurance financial savings mutual credit realty properties".split()
)
PERSON_TITLES = frozenset(
    "mr mr. mrs mrs. ms ms. miss dr dr. prof prof. professor sir lord lady dame rev rev. reverend father "
    "sister brother pope cardinal bishop archbishop rabbi imam sheikh king queen prince princess emperor "
    "empress tsar czar duke duchess baron count president chairman chairwoman premier chancellor minister "
    "secretary senator sen. sen congressman congresswoman rep. rep gov. gov governor mayor ambassador "
    "judge justice sheriff officer detective sgt. sgt sergeant lt. lt lieutenant capt. capt captain maj. "
    "major col. col colonel gen. gen general adm. admiral commander commissioner coach manager director "
    "spokesman spokeswoman spokesperson attorney lawyer actor actress singer author striker midfielder "
    "goalkeeper quarterback pitcher uncle aunt saint st. comrade marshal cpl. pvt. pfc. chief dean "
    "superintendent".split()
)
SPEECH = frozenset(
    "said says say told tells added adds asked asks replied explained noted wrote writes thinks believes "
    "recalled insisted argued smiled laughed nodded testified tweeted joked".split()
)
WEEKDAYS_MONTHS = (
    frozenset(WEEKDAY_NAMES) | frozenset(MONTH_NAMES) | frozenset(f"{short}." for short in MONTH_SHORTS)
)
# What holds a drink or a dish: "a pot of Bovril", "a glass of Bordeaux" name no place.
VESSELS = frozenset(
    "pot cup mug glass bottle tin can jar jug tumbler bowl plate dish flask barrel cask keg pint quart "
    "spoonful slice tot dram".split()
)
# Names of news agencies that stand where a place could: credits, datelines.
AGENCIES = frozenset("ap afp reuters upi dpa tass xinhua kcna yonhap bloomberg interfax ria efe ansa".split())
JOINERS = frozenset(
    "of the and de del la las los el al du des le les da do dos di y e sur upon under on am an der in es en "
    "von van el- al- - – & / ' ’ 's ’s".split()
)
