"""Question 4: technology, and where to stop."""

from cafe.demo.shapes import DemoCategory, Table, Theme, line, said, word

_TRADLOS = Table(
    number=4,
    name="Kafé Trådløs",
    hosts=("Kjersti", "Arild"),
    main="Teknologien skal gi mer tid til folk, ikke færre folk.",
    slips=(
        word("a1", "Trygghetsalarm"),
        said("a2", "Alarm som virker i naustet og i fjæra, ikke bare i stua"),
        said("a3", "Kamera på soverommet: ALDRI"),
        said("a4", "Hvem ser på skjermen kl. 03?"),
        said("a5", "Med.dispenser: pillene kommer presis, m/ musikk"),
        said("a6", "GPS i klokka = tur uten at hele bygda må ut med lykt"),
        said("a7", "Strømbrudd!! Hva da?"),
        said(
            "a8",
            "Opplæring: mange ganger, sakte, av en som ikke sukker",
            first="Opplæring: mange ganger",
        ),
        said("a9", "Robotstøvsuger på blå resept"),
        word("a10", "Verdighet"),
        said("a11", "En skjerm kjenner ikke lukta av svidd melk"),
        said("a12", "Videotime hos fastlegen → sparer 1 dag og 2 ferjer"),
        said("a13", "Samtykke – hva når hukomm. svikter?"),
        said("a14", "Én app. Ikke sju"),
        said("a15", "Fallsensor som ser forskjell på meg og katta"),
        said("a16", "Frigjør tid → til hva?"),
        said("a17", "Dekning på Ytre Ternøy: 0 streker"),
        said("a18", "I tillegg til, ikke i stedet for"),
        word("a19", "Personvern"),
        said("a20", "BankID stenger ute flere enn trappa på kommunehuset"),
    ),
)

_PA_AV = Table(
    number=11,
    name="KAFE PÅ/AV",
    hosts=("Wenche", "Ole-Martin"),
    main="Det må finnes en av-knapp, og det må finnes et menneske i den andre enden.",
    slips=(
        said("b1", "Heller kamera om natta enn å bli vekket kl. 1, 3 og 5"),
        word("b2", "Personvern"),
        word("b3", "AV-knapp"),
        said("b4", "Barnebarna = IT-avd. (lønnes i vafler)"),
        said("b5", "Hvem eier opplysn. om når jeg er på do?"),
        said("b6", "Den som svarer på alarmen, må vite hvor Kråkneset er"),
        said("b7", "Nettbrett m/ bilder → ser oldebarna hver dag"),
        said("b8", "Med.disp.: mindre mas, færre feil"),
        said("b9", "Dingsene skal passe til folk, ikke omvendt"),
        said("b10", "Reserveløsn. når nettet er nede"),
        said("b11", "Ikke kutt stillinger pga. dette!"),
        said("b12", "Sensor i senga: ok. Mikrofon: ikke ok"),
        word("b13", "Opplæring"),
        said("b14", "Låne hjem dingser i 14 dgr., som på bibl."),
        said("b15", "Pensjonist lærer pensjonist, biblioteket på tirsdager"),
        word("b16", "Varme hender"),
        said("b17", "Digital dørlås: hvem låser opp når batteriet er tomt"),
        said("b18", "Kan jeg si nei og likevel få hjelp?"),
        said("b19", "Samme utstyr i komm. og på sykehuset. Snakk sammen!"),
        said("b20", "Jeg snakker mer med støvsugeren enn med sønnen min"),
        said("b21", "Alt var bedre før", struck=True),
    ),
)

QUESTION = Theme(
    number=4,
    text="Hva kan velferdsteknologi hjelpe oss med i hverdagen, og hvor går grensen?",
    tables=(_TRADLOS, _PA_AV),
    headings=(
        DemoCategory(
            "Til nytte i hverdagen",
            (
                line(
                    "a1 a2",
                    "Trygghetsalarm som virker i naustet og i fjæra, ikke bare i stua.",
                ),
                line(
                    "a5 b8",
                    "Medisindispenser: Pillene kommer presis og med musikk; mindre mas og færre "
                    "feil.",
                ),
                line("a6", "Med GPS i klokka kan man gå tur uten at hele bygda må ut med lykt."),
                line("a12", "Videotime hos fastlegen sparer en dag og to ferjer."),
                line("b7", "Nettbrett med bilder, så man ser oldebarna hver dag."),
                line("a15"),
                line("a9"),
            ),
        ),
        DemoCategory(
            "Grenser",
            (
                line("a3", "Kamera på soverommet: aldri."),
                line("b1", "Heller kamera om natta enn å bli vekket klokka ett, tre og fem."),
                line("a10 a19", "Verdighet og personvern.", absorbs="b2"),
                line("b5", "Hvem eier opplysningene om når jeg er på do?"),
                line("b12", "Sensor i senga er i orden, mikrofon er ikke i orden."),
                line("a13", "Samtykke – hva når hukommelsen svikter?"),
                line("b18"),
                line("b3", "Det skal være en av-knapp."),
            ),
        ),
        DemoCategory(
            "Mennesker først",
            (
                line("a18", "I tillegg til folk, ikke i stedet for."),
                line("b9"),
                line("a11 b16", "En skjerm kjenner ikke lukta av svidd melk. Varme hender."),
                line("a16", "Det frigjør tid – til hva?"),
                line("b11", "Ikke kutt stillinger på grunn av dette!"),
                line("a4", "Hvem ser på skjermen klokka tre om natta?"),
            ),
        ),
        DemoCategory(
            "Det må virke",
            (
                line("a7 b10", "Strømbrudd! Reserveløsning når strømmen eller nettet er nede."),
                line("a17", "Det er ingen dekning på Ytre Ternøy."),
                line("b6"),
                line("b17", "Digital dørlås: Hvem låser opp når batteriet er tomt?"),
                line("b19", "Samme utstyr i kommunen og på sykehuset. Snakk sammen!"),
                line("a14"),
            ),
        ),
        DemoCategory(
            "Lære det",
            (
                line("a8", absorbs="b13"),
                line("b15"),
                line("b4", "Barnebarna er IT-avdelingen (lønnes i vafler)."),
                line("b14", "Låne hjem dingser i fjorten dager, som på biblioteket."),
                line("a20"),
            ),
        ),
    ),
    aside={"b20": "Kan kjennes igjen. Blir på plakaten, etter avtale med den som sa det."},
)
