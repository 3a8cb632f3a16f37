"""Question 2: company."""

from cafe.demo.shapes import DemoCategory, Table, Theme, line, said, word

_KOM_INN = Table(
    number=2,
    name="Kafè Kom Inn",
    hosts=("Ragnhild", "Torstein"),
    main="En invitasjon hjelper lite når ingen henter deg. Noen må banke på.",
    slips=(
        word("a1", "Møteplasser"),
        said("a2", "Invitere er ikke nok – noen må hente"),
        said("a3", "Butikken i Nordhamna: to stoler og en termos. Virker!"),
        word("a4", "Ensomhet"),
        said("a5", "Ikke alle vil spille bingo"),
        said("a6", "Menn kommer når det er noe å reparere"),
        said("a7", "Snekkerbod i det gamle fiskemottaket"),
        said("a8", "Besøksvenn m/ hund"),
        said("a9", "Hvem ser dem som ikke går ut?"),
        said("a10", "Postbudet visste alt. Nå kommer posten annenhver dag …"),
        said("a11", "Barnehagen på besøk → liv i gangene"),
        said(
            "a12",
            "Vanskelig å si at man er ensom der folk kjenner båten din på lyden",
            first="Vanskelig å si at man er ensom på et lite sted",
        ),
        word("a13", "Sangkor"),
        said("a14", "Ringe hverandre hver morgen kl. 9. Svarer du ikke, kommer jeg"),
        said("a15", "Noen VIL være alene. Respekter det!"),
        said("a16", "Dagtid! Om kvelden er det mørkt, glatt og Dagsrevyen"),
        said("a17", "Steder å være som ikke koster noe"),
        said("a18", "Den første jula etterpå …"),
        said("a19", "Quiz på biblioteket – fullt hus"),
        word("a20", "Noen som banker på"),
    ),
)

_VED_SIDEN_AV = Table(
    number=9,
    name="KAFETERIA «VED SIDEN AV»",
    hosts=("Marit", "Abdi"),
    main="Fellesskap oppstår når vi har noe å gjøre sammen, ikke når vi er i målgruppen.",
    slips=(
        said("b1", "Noe å GJØRE, ikke bare noe å sitte på"),
        word("b2", "Møtesteder"),
        said("b3", "Språkkafé: noen trenger norsk, vi trenger noen å snakke med"),
        said("b4", "Bingo er undervurdert"),
        said("b5", "Strikking, garnbøting, kortlag – ulike folk, ulike lag"),
        said("b6", "Frisør, butikk, fotpleier merker det først → hva gjør de da?"),
        said("b7", "Middag i grendehuset 1. torsdag i mnd."),
        word("b8", "Telefonkjede"),
        word("b9", "Besøkshund"),
        said("b10", "Ungd. m/ sommerjobb: gå tur, pusse båt, forklare mobilen"),
        said("b11", "Ordet «ensomhetstiltak» får ingen opp av sofaen"),
        word("b12", "Skyss! Skyss! Skyss!"),
        said("b13", "Kirkekaffen når flere enn vi tror"),
        said("b14", "Den som har mistet noen, bør få besøk – ikke brosjyre"),
        said("b15", "Hj.hjelpen har aldri tid til å sette seg"),
        said("b16", "Tørre å spørre rett ut"),
        said("b17", "Komme som man er. Også m/ høreapp. og dårlig dag"),
        said(
            "b18",
            "Teleslynge i alle lokaler → ellers sitter vi der og smiler",
            first="Teleslynge i alle lokaler",
        ),
        said("b19", "Dørstokken er høyest de første fem minuttene"),
        word("b20", "Kor"),
        said("b21", "En komité til", struck=True),
    ),
)

QUESTION = Theme(
    number=2,
    text="Hvordan kan vi i Ternøy sørge for at ingen er mer alene enn de selv ønsker?",
    tables=(_KOM_INN, _VED_SIDEN_AV),
    headings=(
        DemoCategory(
            "Se dem som ikke kommer",
            (
                line("a9"),
                line(
                    "b6",
                    "Frisøren, butikken og fotpleieren merker det først. Hva gjør de da?",
                ),
                line("a10"),
                line("a12"),
                line("b16"),
                line("a14", absorbs="b8"),
            ),
        ),
        DemoCategory(
            "Noen må hente",
            (
                line("a2", absorbs="a20"),
                line("b12"),
                line("b19"),
                line(
                    "b14 a18",
                    "Den som har mistet noen, bør få besøk, ikke brosjyre; den første jula "
                    "etterpå …",
                ),
                line("a8", "Besøksvenn med hund.", absorbs="b9"),
            ),
        ),
        DemoCategory(
            "Noe å gjøre sammen",
            (
                line("b1", "Noe å gjøre, ikke bare noe å sitte på."),
                line(
                    "a6 a7",
                    "Menn kommer når det er noe å reparere: snekkerbod i det gamle fiskemottaket.",
                ),
                line(
                    "b5 a13",
                    "Strikking, garnbøting, kortlag og sangkor – ulike folk, ulike lag.",
                    absorbs="b20",
                ),
                line("a19"),
                line("a5"),
                line("b4"),
                line(
                    "b10",
                    "Ungdom med sommerjobb kan gå tur, pusse båt og forklare mobilen.",
                ),
            ),
        ),
        DemoCategory(
            "Steder å møtes",
            (
                line("a1 a17", "Møteplasser som ikke koster noe.", absorbs="b2"),
                line("a3"),
                line("b7", "Middag i grendehuset første torsdag i måneden."),
                line("b13"),
                line("b3"),
                line("a11", "Barnehagen på besøk gir liv i gangene."),
                line("a16", "Legg det til dagtid! Om kvelden er det mørkt, glatt og Dagsrevyen."),
                line("b18", "Teleslynge i alle lokaler, ellers sitter vi der og smiler."),
            ),
        ),
        DemoCategory(
            "Respekt",
            (
                line("a15", "Noen vil være alene. Respekter det!"),
                line("b11"),
                line("b17", "Komme som man er, også med høreapparat og dårlig dag."),
            ),
        ),
    ),
    aside={
        "a4": "Gjentar spørsmålet.",
        "b15": "Gjelder tjenestene. Hører hjemme under spørsmål 5.",
    },
)
