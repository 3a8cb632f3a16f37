"""Question 8, at one table only: volunteers and the municipality."""

from cafe.demo.shapes import DemoCategory, Table, Theme, line, said, word

_DUGNADSAND = Table(
    number=15,
    name="KAFÉ DUGNADSÅND",
    hosts=("Oddbjørg", "Kristoffer"),
    main="Frivillige gir det som ikke kan vedtas: tid, lyst og latter. Kommunen må stå for "
    "resten – og for kaffen.",
    slips=(
        said("a1", "Frivillig ≠ gratis"),
        word("a2", "Dugnad"),
        said("a3", "Pleie er kommunens jobb. Punktum"),
        said("a4", "Foreningene vet hvem som ikke kom på årsmøtet"),
        said("a5", "Friv.sentralen: 1 ansatt, 1 kaffetrakter, 140 frivillige"),
        said("a6", "De samme ti gjør alt"),
        said("a7", "Unge vil gjerne, bare de blir spurt og slipper styreverv"),
        said("a8", "Korte oppdrag m/ start og SLUTT"),
        said("a9", "Taushetserkl. + politiattest: må det ta seks uker?"),
        said("a10", "Naboring: 5 hus, 1 tlf.liste"),
        said("a11", "Komm. må si takk. Gjerne med kake"),
        word("a12", "Koordinator"),
        said("a13", "Én som koordinerer – ansatt, i hel stilling"),
        said("a14", "Kystlaget kan ta m/ folk på sjøen"),
        said("a15", "Nyinnflyttede er ikke blitt spurt ennå"),
        said("a16", "Pensjonistene er ikke bølgen. De er båten", first="Pensjonister = ressurs"),
        said("a17", "Ikke bruk frivillige til å tette hull i turnus"),
        said("a18", "Idr.laget: buss og hall som står tomme på dagtid"),
        said("a19", "Forsikring når noe går galt??"),
        said("a20", "Småjobbmann/-dame: skifte pære, henge gardinstang"),
        said("a21", "Gratis lokaler. Mer ber vi ikke om"),
        said("a22", "Dugnad virker best m/ vafler"),
        said("a23", "Si hva dere trenger, ikke «alle bidrag tas imot»"),
        said("a24", "Når strømmen er borte i 2 døgn – hvem banker på hos hvem?"),
        said("a25", "Lov å si nei uten å bli sett stygt på i butikken"),
    ),
)

QUESTION = Theme(
    number=8,
    text="Hva kan frivillige, lag og naboer gjøre for at flere kan leve hele livet hjemme, og hva "
    "må kommunen fortsatt stå for?",
    tables=(_DUGNADSAND,),
    headings=(
        DemoCategory(
            "Det vi kan gjøre for hverandre",
            (
                line("a10", "Naboring: fem hus, én telefonliste."),
                line("a4"),
                line("a14", "Kystlaget kan ta med folk på sjøen."),
                line("a20", "Noen til småjobbene: skifte pære, henge gardinstang."),
                line("a18", "Idrettslaget har buss og hall som står tomme på dagtid."),
                line("a24", "Når strømmen er borte i to døgn – hvem banker på hos hvem?"),
                line("a16"),
            ),
        ),
        DemoCategory(
            "Slik får vi flere med",
            (
                line("a6"),
                line("a7"),
                line("a15"),
                line("a8", "Korte oppdrag med start og slutt."),
                line("a23"),
                line("a25"),
                line("a22", "Dugnad virker best med vafler.", absorbs="a2"),
            ),
        ),
        DemoCategory(
            "Det kommunen må stå for",
            (
                line("a3"),
                line("a17"),
                line("a13", "Én som koordinerer, ansatt i hel stilling.", absorbs="a12"),
                line(
                    "a1 a5",
                    "Frivillig er ikke det samme som gratis; Frivilligsentralen har én ansatt, én "
                    "kaffetrakter og 140 frivillige.",
                ),
                line("a21"),
                line("a9", "Taushetserklæring og politiattest: Må det ta seks uker?"),
                line("a19", "Hvem har forsikring når noe går galt?"),
                line("a11", "Kommunen må si takk. Gjerne med kake."),
            ),
        ),
    ),
    aside={},
)
