"""Whether a given name is a woman's or a man's, so that "she" is not said of Hamish.

Common names of English texts and of the languages that they tell of; a name that both bear is in neither
list, and of a name in no list nothing is known.
"""

from storymap.events.lexicon import words

_WOMEN = words(
    "ada adele adelaide agatha agnes aisha alexandra alice alicia alison alma amalia amanda amelia amina "
    "amy ana anastasia andrea angela anita ann anna anne annette annie antonia anya aoife astrid audrey "
    "aurora barbara beatrice beatrix berta bertha beryl bessie betty bianca birgit bridget brigitte "
    "camilla carla carmen carol caroline catharine catherine cecilia cecily celia charlotte chiara "
    "christina christine clara clare claudia clementine clotilde constance consuelo cora cordelia "
    "cornelia cristina cynthia daisy daphne deborah deirdre diana dolores dora doris dorothea dorothy "
    "edith edna eileen elaine eleanor elena eleni elinor elisabeth elise eliza elizabeth ella ellen elsa "
    "elsie emilia emilie emily emma erika ernestine esther ethel eugenia eugenie eunice eva eve evelina "
    "fatima fiona flora florence frances francesca freda frieda gabriella gabrielle geraldine gertrude "
    "gisela gladys gloria grace greta gretchen guadalupe gudrun gwen hanna hannah harriet hazel hedwig "
    "heidi helen helena helene helga henrietta hilda hildegard honor honora honoria hope ida ilse imogen "
    "ines inga inge ingeborg ingrid irene iris irina isabel isabella isabelle isobel ivy jane janet jean "
    "jeanne jennifer jessica jessie joan joanna johanna josefa josephine joyce juana judith julia juliana "
    "julie juliet justine kate katharina katharine katherine kathleen katrin katya kirsten klara lakshmi "
    "larissa laura lavinia leila lena leonora letitia lida lidia lila lilian lillian lily lina linda lisa "
    "lise lotte louisa louise lucia lucille lucrezia lucy luisa lydia mabel madeleine magdalena maggie "
    "magda mairead malala manuela marcella margaret margarethe margarita margery margit margot maria "
    "mariam marian mariana marianne marie marina marjorie marta martha martina mary mathilde matilda maud "
    "maude maura maureen mavis may maya melanie mercedes meryl mildred millicent mina minnie miranda "
    "miriam moira molly monica monika muriel myrtle nadia nancy naomi natalia natasha nell nellie nina "
    "nora norah noreen olga olive olivia ophelia orla patricia paula pauline pearl penelope petra "
    "philippa phoebe phyllis pilar polly priscilla prudence rachel raquel rebecca regina renata rita rosa "
    "rosalie rosalind rose rosemary rosie rowena ruth sabina sadie sally samantha sandra sara sarah selma "
    "sheila shirley sibyl sigrid silvia simone sinead siobhan sofia solveig sonia sonja sophia sophie "
    "stella stephanie susan susanna susannah suzanne svetlana sylvia tamara tatiana teresa thea theodora "
    "theresa therese tina tove ursula valentina valerie vanessa vera verena veronica victoria viola "
    "violet virginia vivien wanda wilhelmina winifred xenia yolanda yvonne zelda zoe zuzana"
)
_MEN = words(
    "aaron abdul abdullah abel abraham adam adolf adolph adrian ahmad ahmed alan alasdair albert alberto "
    "albrecht aldous alec alejandro alessandro alexander alexei alexis alfonso alfred ali alistair alonso "
    "aloysius alphonse alvaro ambrose amos anders andre andreas andrei andrew angus anselm anthony anton "
    "antonio archibald aristide arnold arthur arturo august auguste augustus axel baldwin barnaby barry "
    "bartholomew basil benedict benjamin benito bernard bertrand bjorn bob boris brendan brian bruno carl "
    "carlo carlos cecil cedric cesare charles christian christopher claude clement clive colin conrad "
    "constantine cornelius cuthbert cyril dan daniel dave david declan denis dennis derek dermot desmond "
    "dick diego dietrich dimitri dirk dmitri dominic donald douglas duncan edgar edmund eduard eduardo "
    "edward edwin egon elias emil emile emilio eamon enrico enrique eric erich erik ernest ernst erwin "
    "eugen eugene evan ezra felix ferdinand fergus fernando fidel francesco francisco franco francois "
    "frank franz fred frederic frederick fridtjof friedrich fritz gabriel gareth gary gaston geoffrey "
    "georg george georges gerald gerard gerhard gilbert giovanni giuseppe godfrey gordon gottfried graham "
    "gregor gregory guillaume gunther gustav guy hamish hans harald harold harry hassan hector heinrich "
    "helmut henri henrik henry herbert herman hermann horace horatio howard hubert hugh hugo humphrey "
    "hussein ian ibrahim igor ignacio ignatius igor isaac isambard ismail ivan ivor jaakko jack jacob "
    "jacques jakob jamal james jan javier jeremiah jeremy jerome jim joachim joao joe johan johann "
    "johannes john jonas jonathan jorge jose josef joseph joshua juan jules julian julio julius jurgen "
    "karl keith kenneth kevin klaus knut konrad konstantin kurt lars laurence laurent lawrence leo leon "
    "leonard leonardo leopold lewis liam lionel lloyd lorenzo louis lucas lucien ludwig luigi luis luke "
    "magnus malcolm manuel marc marcel marcus mario mark marko martin matthew matthias maurice max "
    "maximilian mehmet michael michel miguel mikhail mikko miles mohamed mohammed morris mustafa napoleon "
    "nathaniel neil nelson nicholas nicolas niels nigel nikolai nikolaus noah norbert norman olaf olav "
    "oleg oliver omar orlando oscar oskar osman oswald otto owen pablo paddy paolo pascal pat patrick "
    "paul paulo pavel pedro percival percy peter philip philippe pierre piotr rafael ralph ramon raoul "
    "raymond reginald rene ricardo richard robert roberto roderick rodolfo rodrigo roger roland rolf "
    "roman ronald rory rudolf rudolph rudyard rupert sam samuel santiago sean sebastian sergei seth "
    "sidney siegfried sigmund simon stanislaw stanley stefan stephen steve steven stuart sven tadeusz "
    "terence thaddeus theo theodor theodore thomas thor tim timothy tobias tom tomas trevor ulrich uwe "
    "valentin vasco vernon victor vincent vincenzo vladimir walter werner wilfred wilhelm will willem "
    "william winston wolf wolfgang xavier yuri yusuf zachary"
)


def gender_of(name: str) -> str:
    """Return "f", "m" or "" for a person's name, by the first of its words that is in the lists."""
    parts = name.split()
    if len(parts) < 2 and parts and parts[0].lower() not in _WOMEN | _MEN:
        return ""
    for part in parts[:-1] or parts:
        word = part.lower().strip(".,")
        if word in _WOMEN:
            return "f"
        if word in _MEN:
            return "m"
    return ""
