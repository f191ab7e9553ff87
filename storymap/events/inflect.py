"""English verbs in the past tense: a participle ("taking Vilna") becomes a sentence ("took Vilna")."""

from storymap.events.lexicon import words

_IRREGULAR = dict(
    pair.split(":")
    for pair in sorted(
        words(
            "be:was have:had do:did go:went come:came become:became take:took make:made give:gave get:got "
            "see:saw know:knew think:thought find:found found:founded tell:told leave:left feel:felt "
            "bring:brought begin:began keep:kept hold:held write:wrote stand:stood hear:heard let:let "
            "mean:meant set:set meet:met run:ran pay:paid sit:sat speak:spoke lie:lay lead:led read:read "
            "grow:grew lose:lost fall:fell send:sent build:built understand:understood draw:drew "
            "break:broke spend:spent cut:cut rise:rose drive:drove buy:bought wear:wore choose:chose "
            "seek:sought throw:threw catch:caught deal:dealt win:won forget:forgot lay:laid sell:sold "
            "fight:fought bear:bore teach:taught eat:ate sing:sang strike:struck hang:hung shake:shook "
            "ride:rode feed:fed shoot:shot drink:drank hit:hit arise:arose fly:flew spread:spread "
            "sleep:slept cost:cost beat:beat light:lit bind:bound cling:clung steal:stole hide:hid "
            "swear:swore swim:swam sweep:swept wake:woke sink:sank tear:tore shut:shut shrink:shrank "
            "freeze:froze dig:dug split:split flee:fled bid:bid burst:burst creep:crept forbid:forbade "
            "leap:leapt overrun:overran overtake:overtook overthrow:overthrew withdraw:withdrew "
            "retake:retook undergo:underwent rebuild:rebuilt withstand:withstood put:put wind:wound "
            "cast:cast bend:bent lend:lent rid:rid quit:quit swing:swung spring:sprang string:strung "
            "undertake:undertook upset:upset weave:wove"
        )
    )
)
_VOWELS = "aeiou"
_DOUBLED = words(
    "stop plan drop ban rob rub step ship trap wrap grab chop clip drag flog jam map nab pin plot rig rip "
    "scan skip slip snap span spot strap strip tap tip top tug whip admit commit permit submit transmit "
    "refer prefer transfer occur confer defer compel expel repel propel patrol control abhor rebel equip "
    "embed regret travel cancel level quarrel shovel"
)


def past(lemma: str) -> str:
    """Return the past tense of a verb's lemma."""
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and len(lemma) > 2 and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ied"
    if lemma in _DOUBLED:
        return lemma + lemma[-1] + "ed"
    return lemma + "ed"


def was(*, plural: bool) -> str:
    """Return "was" or "were"."""
    return "were" if plural else "was"
