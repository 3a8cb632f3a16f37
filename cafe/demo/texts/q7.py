"""Question 7: getting there."""

from cafe.demo.shapes import DemoCategory, Table, Theme, line, said, word

_LANDGANG = Table(
    number=7,
    name="Café Landgang",
    hosts=("Gerd", "Stian"),
    main="Frihet er å kunne dra når man vil, og ikke bare når det er noe i veien med en.",
    slips=(
        word("a1", "Skyss"),
        said("a2", "Bussen venter ikke på hurtigbåten. Har aldri gjort det"),
        said("a3", "Må bestille dagen før. Vondt i kneet får man samme dag"),
        said("a4", "TT-kortet tomt i april"),
        word("a5", "Benker!!"),
        said("a6", "80+: kjøretime i stedet for bare legeattest?"),
        said("a7", "Å levere lappen = miste halve livet"),
        said("a8", "Landgangen: bratt på fjære, glatt på flo"),
        said("a9", "Strø fortauet FØR kl. 9"),
        said("a10", "Samkjøring på Facebook, men halvparten av oss er ikke der"),
        said("a11", "Følge til sykehuset → den som følger, mister hele dagen"),
        said("a12", "Fotpleier, tannlege og blodprøve på rundreise = vi slipper"),
        said("a13", "Rullator på ferja: hvor skal den stå?"),
        said("a14", "Venterom m/ varme og do"),
        word("a15", "Univ. utforming"),
        said("a16", "El-scooter: lading + plass v/ butikken"),
        said("a17", "Gangvei Storvika–Ternsund (lovet i 1998)"),
        said("a18", "Dra på besøk, ikke bare til legen"),
        word("a19", "Trygge fortau"),
        said("a20", "Unge sjåfører og gamle passasjerer. Begge blir roligere av det"),
    ),
)

_SISTE_FERJE = Table(
    number=14,
    name="KAFE SISTE FERJE",
    hosts=("Liv", "Henrik"),
    main="Legg reisen rundt mennesket! En time hos legen skal ikke koste en hel dag på kaia.",
    slips=(
        said("b1", "Siste ferje 15.40. Legetime 15.20"),
        said("b2", "Benker m/ rygg, hver 200 m"),
        said("b3", "Komm. minibuss står stille i helga → lån den ut"),
        said("b4", "Friv. skyss: hvem betaler bensin? Forsikring?"),
        said("b5", "Ikke ta lappen fra folk på øyene!"),
        said("b6", "Ta førerkortpraten før ulykken, ikke etter"),
        said("b7", "Taxi? Hvilken taxi?"),
        said("b8", "Rutetabell m/ STORE bokst. På papir!"),
        said(
            "b9",
            "Sykkel m/ benk foran, 9. trinn tråkker",
            first="Sykkel m/ benk foran",
        ),
        said("b10", "Lege, frisør og bank samme dag = 1 tur"),
        word("b11", "Skyss"),
        said("b12", "Sjåfør som venter til vi sitter"),
        said("b13", "Brøytekanten havner alltid i MIN innkjørsel"),
        said("b14", "Samle sykehustimene. Ikke mandag, onsdag OG fredag"),
        said("b15", "Pas.reiser: 40 min. i kø, så brudd"),
        said("b16", "Hvorfor er bussen tom? Fordi den går når ingen skal noe"),
        said("b17", "Bestillingsbuss uten kode og app, slik som i nabokomm."),
        said("b18", "Ledsager gratis også på hurtigbåten"),
        said("b19", "Legen på video når det blåser"),
        said("b20", "Storm = innestengt. Hvem ringer oss da?"),
        said("b21", "Bro!!!", struck=True),
    ),
)

QUESTION = Theme(
    number=7,
    text="Hvordan kommer vi oss dit vi skal når førerkortet er levert inn og ferja går fire ganger "
    "om dagen?",
    tables=(_LANDGANG, _SISTE_FERJE),
    headings=(
        DemoCategory(
            "Båt, buss og ferje",
            (
                line("a2"),
                line("b1", "Siste ferje går 15.40. Legetimen er 15.20."),
                line("b16"),
                line("a8"),
                line("a13"),
                line("a14", "Venterom med varme og do."),
                line("b8", "Rutetabell med store bokstaver. På papir!"),
                line("b18"),
                line("b12"),
            ),
        ),
        DemoCategory(
            "Skyss",
            (
                line(
                    "a3",
                    "Skyss må bestilles dagen før, mens vondt i kneet får man samme dag.",
                    absorbs="a1 b11",
                ),
                line("b17", "Bestillingsbuss uten kode og app, slik som i nabokommunen."),
                line("a4", "TT-kortet er tomt i april."),
                line("b7"),
                line("b3", "Kommunens minibuss står stille i helga. Lån den ut!"),
                line("b4", "Frivillig skyss: Hvem betaler bensin og forsikring?"),
                line("a10"),
                line("a20"),
            ),
        ),
        DemoCategory(
            "Førerkortet",
            (
                line("a7", "Å levere lappen er å miste halve livet."),
                line("b6"),
                line("b5"),
                line("a6", "Kjøretime for dem over 80, i stedet for bare legeattest?"),
            ),
        ),
        DemoCategory(
            "Gå, trille og tråkke",
            (
                line("a5 b2", "Benker med rygg for hver 200 meter."),
                line("a19 a9", "Trygge fortau, strødde før klokka ni."),
                line("a17"),
                line("a15", "Universell utforming."),
                line("a16", "El-scooter trenger lading og plass ved butikken."),
                line("b9", "Sykkel med benk foran; niende trinn tråkker."),
            ),
        ),
        DemoCategory(
            "Slippe å reise, eller reise én gang",
            (
                line(
                    "a12", "Med fotpleier, tannlege og blodprøve på rundreise slipper vi å reise."
                ),
                line(
                    "b10 b14",
                    "Lege, frisør og bank samme dag blir én tur; samle sykehustimene, ikke "
                    "mandag, onsdag og fredag.",
                ),
                line("b19"),
                line("a11", "Den som følger til sykehuset, mister hele dagen."),
                line("b15", "Pasientreiser: førti minutter i kø, så brudd."),
                line("b20", "Storm betyr innestengt. Hvem ringer oss da?"),
                line("a18"),
            ),
        ),
    ),
    aside={"b13": "Gjelder én innkjørsel. Sendt videre til veimesteren."},
)
