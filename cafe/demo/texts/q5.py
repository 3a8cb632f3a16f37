"""Question 5, in two parts: a good day, and what the services can do about it."""

from cafe.demo.shapes import DemoCategory, Table, Theme, line, said, word

# This poster has two fields, so its slips have a part; the other table hung them as they came.
_GODDAGEN = Table(
    number=5,
    name="KAFE GODDAGEN",
    hosts=("Anne-Lise", "Frode"),
    main="En god dag er å ha noe å stå opp til og noen å le med. Tjenestene må rekke å spørre hva "
    "som er viktig, og ha tid til å høre svaret.",
    by_parts=True,
    slips=(
        word("a1", "Frisk luft", "A"),
        said("a2", "Kaffe på trappa i sola", "A"),
        said("a3", "At dagen er min og ikke vaktlista sin", "A"),
        said("a11", "Færre ansikter. Talte 23 på en mnd.", "B"),
        said(
            "a4",
            "Være til nytte: skrelle poteter, passe oldebarn, rette på værmeldinga",
            "A",
            first="Være til nytte: skrelle poteter",
        ),
        word("a5", "Humor", "A"),
        said("a6", "Sove lenge – det er 40 år siden sist", "A"),
        said("a12", "Spør «hva er viktig for deg?» → og skriv det NED", "B"),
        said("a7", "Noen å le med", "A"),
        word("a8", "Nattesøvn", "A"),
        said("a13", "Komme når de sier, el. ringe", "B"),
        word("a14", "Kontinuitet", "B"),
        said("a9", "Dusj når JEG vil, ikke annenhver tirsdag", "A"),
        said("a10", "Ut hver dag, om så bare til postkassa", "A"),
        said("a15", "5 min. ekstra = gull", "B"),
        said("a16", "Hverdagsrehab. tidlig, ikke når alt annet er prøvd", "B"),
        said("a17", "La folk gjøre det de kan. Ikke knepp skjorta til en som kan kneppe", "B"),
        word("a18", "Bort med stoppeklokka", "B"),
        said("a19", "Jakka av. Nettbrettet ned. Så hei", "B"),
        said("a20", "Primærkont. som kjenner historien min", "B"),
    ),
)

_SOLOPPGANG = Table(
    number=12,
    name="Kafé Soloppgang",
    hosts=("Bodil", "Sindre"),
    main="Gode dager kommer når hjelpen følger mennesket og ikke klokka.",
    slips=(
        said("b1", "Våkne av måkeskrik og ikke av nøkler i døra"),
        said("b2", "Kjent fjes i døra"),
        said("b3", "Få det til selv"),
        said("b4", "Slippe å forklare alt på nytt hver gang"),
        said("b5", "Avis. Radio. Ro."),
        said("b6", "Påkledd kl. 7. Ingen steder å gå …"),
        said("b7", "Forutsigb. – vite ca. når"),
        said("b8", "Trening for å holde seg på beina, 2 x uka"),
        word("b9", "Lukta av vafler"),
        said("b10", "Hva er viktig for deg? Spør igjen, svaret endrer seg"),
        said("b11", "Hj.tj. + fysio + ergo på samme lag"),
        said("b12", "Færre folk innom, lenger hver gang"),
        said("b13", "De som jobber, må også ha en god dag"),
        said("b14", "Hele stillinger! Da rekker de å lære hva katta heter"),
        word("b15", "Musikk"),
        said("b16", "Tid til neglene, ikke bare sårene"),
        said("b17", "Lov å ha det litt støvete"),
        said("b18", "Lov å ha en dårlig dag også"),
        said("b19", "Fastlege som kan komme hjem"),
        said("b20", "Bestemme tidspkt. for dusj"),
        word("b21", "Pusur"),
    ),
)

QUESTION = Theme(
    number=5,
    text="Hva er en god dag for en som får hjelp hjemme, og hva kan tjenestene gjøre for at det "
    "blir flere av dem?",
    parts=("En god dag", "Hva tjenestene kan gjøre"),
    tables=(_GODDAGEN, _SOLOPPGANG),
    headings=(
        DemoCategory(
            "Små ting som gjør dagen god",
            (
                line(
                    "a1 a2 a10",
                    "Frisk luft; kaffe på trappa i sola; ut hver dag, om så bare til postkassa.",
                ),
                line("b5"),
                line("b9 b15", "Musikk og lukta av vafler."),
                line("a7", absorbs="a5"),
                line("b1"),
                line("a8"),
            ),
        ),
        DemoCategory(
            "Min dag, min takt",
            (
                line("a3"),
                line("a9", "Dusj når jeg vil, ikke annenhver tirsdag.", absorbs="b20"),
                line("a6"),
                line("b6", "Påkledd klokka sju, og ingen steder å gå …"),
                line("b17"),
                line("b18"),
            ),
        ),
        DemoCategory(
            "Klare selv og være til nytte",
            (
                line("a4"),
                line(
                    "a17",
                    "La folk gjøre det de kan. Ikke knepp skjorta til en som kan kneppe selv.",
                    absorbs="b3",
                ),
                line("a16", "Hverdagsrehabilitering tidlig, ikke når alt annet er prøvd."),
                line("b8", "Trening for å holde seg på beina, to ganger i uka."),
            ),
        ),
        DemoCategory(
            "Kjente fjes",
            (
                line(
                    "a11 b12",
                    "Færre folk innom, lenger hver gang; en av oss talte 23 ansikter på en måned.",
                    absorbs="a14",
                ),
                line("b2 a20", "Kjent fjes i døra, og en primærkontakt som kjenner historien min."),
                line("b4"),
                line("b14"),
            ),
        ),
        DemoCategory(
            "Slik kan tjenestene bidra",
            (
                line(
                    "a12 b10",
                    "Spør «hva er viktig for deg?» og skriv det ned. Spør igjen, for svaret "
                    "endrer seg.",
                ),
                line(
                    "a13 b7", "Komme når de sier, eller ringe; forutsigbart, så vi vet sånn cirka."
                ),
                line("a15 a18", "Bort med stoppeklokka – fem minutter ekstra er gull."),
                line("a19", "Jakka av, nettbrettet ned, og så hei."),
                line(
                    "b11",
                    "Hjemmetjeneste, fysioterapeut og ergoterapeut på samme lag.",
                ),
                line("b16"),
                line("b19"),
                line("b13"),
            ),
        ),
    ),
    aside={"b21": "Navnet på en katt."},
)
