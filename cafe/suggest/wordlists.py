"""Lists that no rule gives: common words, nynorsk beginnings, abbreviations, kin, opposites.

The abbreviations are a starting point for people to edit, so they are an argument of everything
that reads them; the other lists are the house's.
"""

# Said so often that they tell nothing of what a note is about. No negation is among them.
COMMON = """
    alle alt andre at av begge ble bli blir blitt bør både da de deg dei dem den denne dens der
    deres det dette di din ditt du dykk då eg ein eit eitt ei eller en enn er et etter for fordi
    fra frå får få gi gir gje gjev gjør gjør gjøre gjøres gjere ha hadde han hans har hennar
    henne hennes her hjå ho hos hun hva hvem hver hverandre hverandres hvilke hvilken hvis hvor
    hvordan hvorfor i inn innen jeg kan kom korleis korfor kor kva kvar kven kvifor
    kunne litt man med meg men mer mellom min mitt mot må når no noe noen noko nokon nå
    og også om opp oss over på samt seg selv si sin sine sitt sjølv skal skulle slik som så til
    ut ved vere ved verte vi vil ville vår våre vårt være vært vera å a an and are as at be
    been by can do for from has have how if in into is it its of on or our should so that the
    their them there they this to was we were what when where which who will with would you your
"""

# Nynorsk beginnings that no rule of spelling folds; a longer one stands before its own beginning.
NYNORSK = {
    "auk": "øk",
    "bod": "bud",
    "fleire": "flere",
    "førebygg": "forebygg",
    "førebu": "forbered",
    "heim": "hjem",
    "leiar": "led",
    "leiing": "led",
    "medverk": "medvirk",
    "mogleg": "mulig",
    "mogeleg": "mulig",
    "naudsyn": "nødvend",
    "påverk": "påvirk",
    "rettlei": "veiled",
    "røynsl": "erfaring",
    "saman": "sammen",
    "sjuk": "syk",
    "skul": "skol",
    "tenest": "tjenest",
    "tilbod": "tilbud",
    "tilsett": "ansatt",
    "tilskot": "tilskudd",
    "verksemd": "virksomhet",
    "verk": "virk",
    "vanleg": "vanlig",
    "veg": "vei",
}

# What participants shorten in municipal health and care, and what it stands for.
ABBREVIATIONS = {
    "BM": "brukermedvirkning",
    "BPA": "brukerstyrt personlig assistanse",
    "BUP": "barne- og ungdomspsykiatrisk poliklinikk",
    "DPS": "distriktspsykiatrisk senter",
    "FLS": "frisklivssentral",
    "IP": "individuell plan",
    "LM": "læring og mestring",
    "LMS": "lærings- og mestringssenter",
    "LMT": "lærings- og mestringstilbud",
    "PPT": "pedagogisk-psykologisk tjeneste",
    "SFO": "skolefritidsordning",
}

# Kin words often stand for the same thing, or are said of the same thing. They never make two notes
# equal; they let "penger mangler" meet "trang økonomi" further down a list. "?" stands for asking.
KIN = (
    "økonomi penger midler finansiering budsjett kostnad tilskudd lønn honorar rammer",
    "ledelse leder sjef styring rådmann toppleder",
    "politiker politisk kommunestyre",
    "forankring forpliktelse eierskap vedtak",
    "opplæring skolering kurs undervisning utdanning veiledning læring",
    "kompetanse kunnskap ferdigheter fagkunnskap",
    "samarbeid samhandling samspill partnerskap tverrfaglig dialog nettverk sammen felles",
    "rekruttere finne skaffe invitere markedsføring mobilisere",
    "informasjon kommunikasjon markedsføring synlighet kjennskap nettside brosjyre",
    "rolle ansvar oppgave avklaring fordeling",
    "respekt likeverd inkludering anerkjennelse holdning verdi verdighet",
    "medvirkning deltakelse innflytelse involvering medbestemmelse medskapning",
    "bruker pasient deltaker innbygger",
    "brukerorganisasjon pasientorganisasjon frivillig lag forening likemann",
    "pårørende familie foreldre nettverk",
    "barn unge ungdom elev",
    "eldre gamle pensjonist",
    "evaluering kvalitet måling effekt resultat forskning dokumentasjon",
    "metode arbeidsmåte modell verktøy rutine prosedyre system struktur",
    "planlegging plan strategi målsetting",
    "helse livskvalitet velvære mestring trivsel",
    "mestring selvhjelp empowerment egenmestring selvtillit",
    "sykehus spesialisthelsetjeneste helseforetak behandling",
    "fastlege lege henvisning",
    "lokale rom sted arena møteplass møtepunkt",
    "transport avstand buss reise skyss",
    "tid kapasitet ressurser bemanning stilling",
    "språk tolk innvandrer minoritet flerkulturell",
    "likeperson likemann erfaringskonsulent brukerrepresentant",
    "forebygging folkehelse helsefremmende friskliv",
    "digital app nett teknologi data",
    "tilgjengelig lavterskel åpningstid tilgang",
    "arbeid jobb arbeidsgiver sysselsetting",
    "utfordring barriere hindring problem vanskelig krevende mangler lite uklar ?",
)

# A word of the left side against one of the right turns a sentence round.
OPPOSITES = (
    ("mer flere økt øke økende more", "mindre færre redusert redusere less fewer"),
    ("mye mange many much", "lite little few"),
    ("bedre better", "dårligere verre worse"),
    ("god bra good", "dårlig svak bad poor"),
    ("lett enkel easy", "vanskelig krevende tung difficult hard"),
    ("stor store large", "liten små lita small"),
    ("høy høyere high", "lav lavere low"),
    ("alle all", "ingen none"),
    ("ja yes", "nei no"),
    ("åpen open", "lukket stengt closed"),
    ("styrke strengthen", "svekke weaken"),
)
# Said in one note and not in the other, these do the same.
NEGATIONS = "ikke ingen intet uten aldri verken mangle mangel not no without never nor lack"
# So short that u- makes another word of most (se, use); these it turns round.
TURNED = "lik ren fri ro"
