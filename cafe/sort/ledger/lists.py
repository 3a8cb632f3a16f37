"""The closed lists behind the rules of rewording: bokmål, nynorsk and English together.

What is not in a list is no exception: a word more, or one less, is another content.
"""

from cafe.suggest.wordlists import COMMON, NEGATIONS, OPPOSITES

# What turns a sentence round, or makes less or more of it: never inflected, never misspelt.
_TURNING = """
    ikke ikkje ei inga ingen inkje intet ingenting uten utan aldri aldrig verken korkje hverken nei
    neppe knapt knapp umulig umogleg unntatt unnateke bortsett
    not no never nor none nobody nothing neither without cannot hardly barely unless except
    kanskje trolig truleg muligens maybe perhaps sjelden sjeldan ofte alltid oftere sjeldnere
    oftare sjeldnare always often rarely seldom
    alle all alt hver kvar noen nokon nokre noe noko få færre færrest mange mye mykje flere fleire
    flest mest mer meir mindre minst litt lite few fewer many much more most less least some any
    bedre best betre verre verst dårligere godt god gode bra vel better best worse worst
    kan kunne skal skulle vil ville må måtte bør burde tør får fikk fekk can could shall should
    will would must may might
    men eller enn hvis dersom om før etter ved med mot for til fra frå av på but or if than before
    after with against
    bare berre kun only just nesten almost
"""
# One is also an article, but never where it has an accent or is spelt with two t.
_NUMBERS = {
    "1": "én éin ett éitt one",
    "2": "to two",
    "3": "tre three",
    "4": "fire four",
    "5": "fem five",
    "6": "seks six",
    "7": "sju syv seven",
    "8": "åtte eight",
    "9": "ni nine",
    "10": "ti ten",
    "11": "elleve eleven",
    "12": "tolv twelve",
}
_MORE_NUMBERS = """
    tretten fjorten femten seksten sytten atten nitten tjue tyve tretti tredve førti femti seksti
    sytti åtti nitti hundre tusen million millioner millionar milliard halv halve halvparten dobbel
    dobbelt dobbelte null første andre tredje fjerde femte sjette sjuende begge
    thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty
    seventy eighty ninety hundred thousand billion half double zero first second third both
"""
# The same word in bokmål and nynorsk.
_TWINS = """
    ikke=ikkje uten=utan jeg=eg hva=kva hvor=kor hvem=kven hvordan=korleis hvorfor=kvifor fra=frå
    mer=meir flere=fleire mye=mykje noen=nokon noe=noko bare=berre sammen=saman være=vere hjem=heim
    vei=veg hun=ho sjelden=sjeldan verken=korkje en=ein et=eit
"""
# Shortened in everybody's writing, with or without a full stop; each means one thing.
SHORTENED = {
    "kl": "klokka",
    "ca": "cirka",
    "nr": "nummer",
    "tlf": "telefon",
    "mnd": "måned",
    "pga": "på grunn av",
    "dvs": "det vil si",
    "evt": "eventuelt",
    "ift": "i forhold til",
    "fht": "forhold til",
    "ifm": "i forbindelse med",
    "iht": "i henhold til",
    "mht": "med hensyn til",
    "f.eks": "for eksempel",
    "bl.a": "blant annet",
}
# Those of several words, when full stops or blanks stand between their letters.
DOTTED = {"feks": "f.eks", "bla": "bl.a"} | {
    one: one for one in ("pga", "dvs", "ift", "ifm", "iht", "mht")
}
# What is measured; a full stop after one may end the sentence, and may not.
UNITS = {
    "km": "kilometer",
    "cm": "centimeter",
    "mm": "millimeter",
    "m": "meter",
    "kg": "kilo",
    "kr": "kroner",
    "stk": "stykker",
    "%": "prosent",
}
# Present and infinitive of verbs that are too short for the rule of endings.
_VERBS = "gi gir|gå går|se ser|ta tar tek|stå står|ha har|bli blir|gjøre gjør|gjere gjer|dra drar"

_ASKING = """
    hva hvem hvor hvordan hvorfor hvilke hvilken hvilket når kva kven kor korleis kvifor
    what who where how why which when
"""
_NEGATING = """
    ikke ikkje inga ingen inkje intet ingenting uten utan aldri aldrig verken korkje hverken nei
    not no never nor none nobody nothing neither without cannot
"""

# May stand where pieces are joined, and in place of a sign that joins.
JOINING = frozenset(("og", "samt", "and"))
# A note that begins with one of these asks, whether or not it has its mark.
ASKING = frozenset(_ASKING.split())
_DIGITS = {word: digit for digit, words in _NUMBERS.items() for word in words.split()}
# What a word is compared as, when it has another form.
ONE_FORM = (
    _DIGITS
    | {"m/": "med", "v/": "ved", "feks": "f.eks"}
    | {nynorsk: bokmal for bokmal, nynorsk in (pair.split("=") for pair in _TWINS.split())}
)
VERBS = {word: row.split()[0] for row in _VERBS.split("|") for word in row.split()}
NUMBER_WORDS = frozenset(_MORE_NUMBERS.split()) | _DIGITS.keys()
NEGATING = frozenset(NEGATIONS.split()) | frozenset(_NEGATING.split())
_OPPOSED = frozenset(word for pair in OPPOSITES for side in pair for word in side.split())
# Equal to themselves alone.
CLOSED = frozenset(_TURNING.split()) | frozenset(COMMON.split()) | NUMBER_WORDS | NEGATING
# Endings of one set, and yet two words.
_OTHERS = """
    far/fare far/faren far/farer far/farene ord/orden verd/verden side/siden gift/gifte mor/more
    hat/hatt dom/domen led/leden regn/regne land/lande lov/love bar/baren rett/retten vis/visen
    slag/slagen mål/målet lys/lyse døm/dømme vær/være
    new/news mean/means mean/meaning custom/customs arm/arms
"""
OTHERS = frozenset(frozenset(pair.split("/")) for pair in _OTHERS.split())
# An ending -e alone makes many a short word another one (tak, take; mat, mate), but not these.
_SHORT_ADJECTIVES = """
    stor fin lang kort høy høg lav låg ny ung rik syk sjuk frisk varm kald hard myk rar glad snill
    grønn raud rød grå hvit kvit svart tung lett rask sen tynn tykk bred brei smal dyp djup dyr
    sterk svak kjent redd trøtt stiv våt tørr rein ren full tom lik ulik viss norsk dansk fast løs
    slik sunn dum klok
"""
SHORT_ADJECTIVES = frozenset(_SHORT_ADJECTIVES.split())
# Words that are known to be spelt as they should.
KNOWN = CLOSED | _OPPOSED
