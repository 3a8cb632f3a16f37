"""Which rewordings say what their notes say, and which do not: tried as by an adversary."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cafe.sort import rules
from cafe.sort.ledger.alike import alike
from cafe.sort.ledger.lists import NEGATING, NUMBER_WORDS
from cafe.sort.ledger.rewording import Class, Language, NoteWords, class_of
from cafe.suggest.wordlists import ABBREVIATIONS

OWN_LIST = {
    **ABBREVIATIONS,
    "pas.": "pasient",
    "ift": "i forhold til",
    "BRA": "bare rot alltid",
    "kan": "kan ikke",
    "SV": "skal ikke svare",
    "LANG": "laget",
    "lys": "lite synlig",
    "TO": "to",
    "BUP": "barne- og ungdomspsykiatri",
    "KU": "kommuneutvalget",
    "KT": "kontortid",
    "Ø": "øst",
    "": "ingenting",
}


def classed(text: str, *notes: str | NoteWords, language: str = "nb") -> Class:
    behind = [
        note if isinstance(note, NoteWords) else NoteWords(str(number), note)
        for number, note in enumerate(notes)
    ]
    return class_of(text, behind, Language(language, OWN_LIST))


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("Bussen går for sjelden", ["bussen går for sjelden"]),
        ("BUSSEN går for sjelden!", ["bussen går for sjelden."]),
        ("Busser går for sjelden.", ["Bussen går for sjelden"]),
        ("Besøk fra skolene.", ["besøk frå skolen"]),
        ("Bruker med på systemnivå.", ["brukere med[?] på system-nivå"]),
        ("Kommunen må følge opp.", ["komunen må følge opp"]),
        ("Tilbudet passer.", ["tilbduet passer"]),
        ("Vi trenger samarbeid.", ["vi trenger samarbid"]),
        ("Fra dag 1.", ["fra dag én"]),
        ("Tre busser til.", ["3 busser til"]),
        ("Å gi mat, ikke råd.", ["å gir mat – ikke råd"]),
        ("Lys og luft.", ["lys & luft"]),
        ("Mer lys; stillere rom.", ["stillere rom", "mer lys"]),
        ("Mer lys og stillere rom og kaffe.", ["kaffe", "mer lys", "stillere rom"]),
        ("Mer lys. Mer luft.", ["mer luft", "mer lys", "mer lys!"]),
        ("Lærings- og mestringssenter nær folk.", ["LMS nær folk"]),
        ("Pasienten i sentrum.", ["Pas. i sentrum"]),
        ("I forhold til yteevne.", ["i fht yteevne"]),
        ("Kurs med hund klokka 12 på grunn av regn.", ["kurs m/ hund kl. 12 pga. regn"]),
        ("Møte ved brua klokka 3.", ["møte v/brua kl 3"]),
        ("Hvordan få med ledere?", ["hvordan få med ledere"]),
        ("Hva nå?", ["Hva nå??"]),
        ("Kommunens ansvar.", ["kommunenes ansvar"]),
        ("Kl. 9 begynner vi.", ["kl 9 begynner vi"]),
        ("Åpent kl 9.", ["åpent klokka 9"]),
        ("Åpent kl. 9.30–15.", ["åpent kl 9:30-15"]),
        ("Ca. 20 kom, evt. flere.", ["ca 20 kom, eventuelt flere"]),
        ("For eksempel buss.", ["f.eks. buss"]),
        ("F.eks. buss.", ["f eks buss"]),
        ("Feks buss, bl.a. nattbuss.", ["f. eks. buss, bl a nattbuss"]),
        ("På grunn av regn.", ["p.g.a. regn"]),
        ("5 kilometer til skolen.", ["5km til skolen"]),
        ("Det koster 100 kr, 5 % av alt.", ["det koster 100 kroner, 5 prosent av alt"]),
        ("Store rom.", ["stor rom"]),
        ("Lærings- og mestringssenter nær folk.", ["lms nær folk"]),
        ("Barne- og ungdomspsykiatri først.", ["BUP først"]),
        ("Barne- og ungdomspsykiatri.", ["BUP!"]),
        ("Kommuneutvalget først.", ["KU først"]),
        ("Kontortid for alle.", ["kt for alle"]),
        ("Hvordan få med ledere", ["hvordan få med ledere"]),
        ("Hvordan få med ledere? Og mer lys.", ["hvordan få med ledere", "mer lys"]),
    ],
)
def test_what_leaves_the_notes_whole_is_form(text: str, notes: list[str]) -> None:
    assert classed(text, *notes) == "form"


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("Busstilbudet er svært godt", ["Bussen går for sjelden"]),
        ("Bussen går svært ofte.", ["bussen går for sjelden"]),
        ("Det blir verre.", ["det blir bedre"]),
        ("Vi kan ikke hjelpe.", ["vi kan hjelpe"]),
        ("Vi kan hjelpe.", ["vi kan ikke hjelpe"]),
        ("Vi kan i\u200bkke hjelpe.", ["vi kan ikke hjelpe"]),
        ("Får hjelp.", ["få hjelp"]),
        ("Få brukere.", ["får brukere"]),
        ("Mangler brukere.", ["mange brukere"]),
        ("Uvennlig.", ["vennlig"]),
        ("Brukeruvennlig.", ["brukervennlig"]),
        ("Ansvarsløs.", ["ansvars"]),
        ("Bussen går.", ["bussen går for sjelden"]),
        ("Pasienten hjelper legen.", ["legen hjelper pasienten"]),
        ("Legen hjelpes pasienten.", ["legen hjelper pasienten"]),
        ("Legen hjelpast pasienten.", ["legen hjelper pasienten"]),
        ("Pasienten er syk og legen er frisk.", ["pasienten er frisk", "legen er syk"]),
        ("Ordføreren rådmannen er udugelig flink.", ["ordføreren er flink", "rådmannen udugelig"]),
        ("Politikere: tyver.", ["politikere", "tyver"]),
        ("Politikere – tyver.", ["politikere", "tyver"]),
        ("Ledere sover.", ["ledere", "sover"]),
        ("Heng ham, ikke vent.", ["heng ham ikke, vent"]),
        ("Vi spiser bestemor.", ["vi spiser, bestemor"]),
        ("Ingen mener ordføreren lyver.", ["ordføreren lyver", "ingen mener ordføreren lyver"]),
        ("Bedre lys enn luft.", ["bedre lys og luft"]),
        ("Mat eller ro.", ["mat og ro"]),
        ("Ordføreren er flink.", ["ordføreren er «flink»"]),
        ("Å være bruker er givende.", ["Å være bruker er givende?"]),
        ("Tilbudet er bra?", ["tilbudet er bra"]),
        ("Eldre trenger større rom.", ["eldre trenger store rom"]),
        ("Tilbudet forvirrer.", ["tilbudet forverrer"]),
        ("Vi brukte lokalene.", ["vi bruker lokalene"]),
        ("Det koster 5 kroner.", ["det koster 50 kroner"]),
        ("−5 grader.", ["5 grader"]),
        ("100+ kom.", ["100 kom"]),
        ("Tilbudet er bare rot alltid.", ["tilbudet er bra"]),
        ("TILBUDET ER bare rot alltid.", ["TILBUDET ER BRA"]),
        ("Vi kan ikke.", ["vi KAN"]),
        ("Skal ikke svare på alt.", ["SV på alt"]),
        ("Lite synlig inne.", ["Lys inne"]),
        ("Laget hus.", ["LANG hus"]),
        ("Lærings- og mestringstilbud nær folk.", ["LMS nær folk"]),
        ("Lærings- og", ["LMS"]),
        ("Tilbudet 👎.", ["tilbudet 👍"]),
        ("…", ["noe", "mer"]),
        ("Noe mer.", ["noe."]),
        ("Noe.", ["noe", "mer"]),
        ("Syk dokter.", ["svk dokter"]),
        ("Mer åpent.", ["mer åpnet"]),
        ("Tilbudet er fjernt.", ["tilbudet er fjernet"]),
        ("Flere sykeleiere.", ["flere sykepleiere"]),
        ("Vi vil ha menn.", ["vi vil ha mene"]),
        ("Hendelser.", ["hundelser"]),
        ("Fare i trafikken.", ["far i trafikken"]),
        ("Gifte kvinner.", ["gift kvinner"]),
        ("Orden.", ["ord"]),
        ("Take.", ["tak"]),
        ("Det koster 100 kr. Ikke bra.", ["det koster 100 kr ikke bra"]),
        ("Opp til 50 %. Ikke mer.", ["opp til 50 % ikke mer"]),
        ("Åpent 9:30.", ["åpent 9.30"]),
        ("Bla i boka.", ["bl.a. i boka"]),
        ("5 m lang.", ["5 km lang"]),
        ("Åpent klokka 9.", ["åpent klokka"]),
        ("Barne- og ungdomspsykiatri først.", ["bup først"]),
        ("Barne- og ungdomspsykiatri først.", ["BUP FØRST"]),
        ("Øst i byen.", ["Ø i byen"]),
    ],
)
def test_what_turns_or_adds_or_drops_is_content(text: str, notes: list[str]) -> None:
    assert classed(text, *notes) == "content"


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_negation_or_number_that_comes_or_goes_is_content(language: str) -> None:
    note = "benken står ved vannet"
    for word in sorted({*NEGATING, *NUMBER_WORDS, "1", "17", "2,5"}):
        for at in (0, 2, 4):
            pieces = note.split()
            more = " ".join([*pieces[:at], word, *pieces[at:]])
            assert classed(f"{more}.", note, language=language) == "content", more
            assert classed(f"{note}!", more, language=language) == "content", more


@pytest.mark.parametrize("before", ["u", "mis", "ikke-", "ikke", "un", "in", "dis", "non-", "non"])
def test_a_beginning_that_turns_a_word_is_content(before: str) -> None:
    for language in ("nb", "nn", "en"):
        assert classed(f"{before}forstått gjest.", "forstått gjest", language=language) == "content"
        assert classed("Forstått gjest.", f"{before}forstått gjest", language=language) == "content"


def test_no_note_is_the_organisers_own() -> None:
    assert classed("Deltakerne roste ordføreren.") == "own"


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_what_the_programme_proposes_is_as_its_notes(notes: list[str]) -> None:
    assert classed(rules.original(notes), *notes) == "same"


@given(st.lists(st.text(alphabet="abå ikke.,?–og"), min_size=1, max_size=3), st.data())
def test_a_word_less_or_more_is_never_form(notes: list[str], data: st.DataObject) -> None:
    text = rules.original(notes)
    words = text.split()
    at = data.draw(st.integers(0, len(words)))
    more = " ".join([*words[:at], "zebra", *words[at:]])
    assert classed(more, *notes) == "content"
    assert classed(text, *notes, "zebra") == "content"


def test_an_absorbed_note_may_stand_there_whole_and_so_may_what_was_added() -> None:
    double = NoteWords("b", "mer sol om kvelden", absorbed=True, elaborations=("helst ute",))
    assert classed("Mer lys.", "mer lys!", double) == "form"
    assert classed("Mer lys og mer sol om kvelden, helst ute.", "mer lys", double) == "form"
    assert classed("Mer lys om kvelden.", "mer lys", double) == "content"
    assert classed("Mer sol om kvelden.", double) == "form"
    assert classed("Mer sol.", double) == "content"


def test_a_flood_is_not_compared() -> None:
    flood = "mer lys " * 2_000
    assert classed(f"{flood}!", flood) == "content"


@pytest.mark.parametrize(
    ("one", "other", "language", "same"),
    [
        ("notes", "note", "en", True),
        ("cities", "city", "en", True),
        ("giving", "give", "en", True),
        ("helpless", "help", "en", False),
        ("helped", "helps", "en", False),
        ("friend", "fiend", "en", False),
        ("united", "untied", "en", False),
        ("bruker", "brukernes", "nb", False),
        ("brukers", "brukernes", "nb", True),
        ("e-post", "epost", "nb", True),
        ("gav", "gir", "nb", False),
        ("krv", "krven", "nb", False),
        ("6", "60", "nb", False),
        ("høy", "høyere", "nb", False),
        ("vanskelig", "vansklig", "nb", True),
        ("planlegge", "plnalegge", "nb", True),
        ("kommune", "komumne", "nb", True),
        ("ordning", "odrning", "nb", False),
        ("komite", "kommite", "nb", True),
        ("stengsel", "stegsel", "nb", True),
        ("mulighet", "mulight", "nb", False),
        ("by", "byer", "nb", False),
        ("samlet", "samlede", "nb", True),
        ("dans", "danse", "nb", False),
        ("fin", "fine", "nb", True),
        ("fin", "fine", "en", False),
        ("mange", "manger", "nb", False),
    ],
)
def test_words_are_alike_by_narrow_rules(one: str, other: str, language: str, same: bool) -> None:
    assert alike(one, other, language) is same
    assert alike(other, one, language) is same
