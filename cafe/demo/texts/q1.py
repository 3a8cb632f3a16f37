"""Question 1: the home itself."""

from cafe.demo.shapes import DemoCategory, Table, Theme, line, said, word

_KYSTLUFT = Table(
    number=1,
    name="KAFÉ KYSTLUFT",
    hosts=("Solveig", "Odd Arne"),
    main="Planlegg alderdommen før den ringer på, men la huset få være et hjem.",
    slips=(
        word("a1", "Trygghet"),
        said("a2", "Dørstokker må bort!!"),
        said("a3", "Bad i 1. etg. – helst før hoften ryker"),
        word("a4", "God belysning"),
        said("a5", "Soverom, bad og kjøkken på samme plan"),
        said(
            "a6",
            "Det er mitt hjem. At det også er noens arbeidsplass, må vi øve oss på",
            first="Det er mitt hjem, ikke deres arbeidsplass",
        ),
        said("a7", "Rekkverk på begge sider av trappa"),
        said("a8", "Hvem måker? Hvem strør?"),
        said("a9", "Tilskudd og startlån til ombygging – hvem vet om det?"),
        said("a10", "Ta praten med ungene i tide → ikke på akuttmottaket"),
        word("a11", "Utsikt til sundet"),
        said("a12", "Løse matter = farligere enn isbjørn"),
        word("a13", "Røykvarsler"),
        said("a14", "Å flytte i tide er også en måte å bli boende hjemme på"),
        said("a15", "Gamle trær skal ikke flyttes"),
        said("a16", "Komfyrvakt til alle over 75"),
        said("a17", "Kontrastfarge på trappetrinn – koster en boks maling"),
        word("a18", "Bort med terskler"),
        said("a19", "Ergoterap. på besøk FØR noe skjer"),
        said("a20", "Rydde loftet selv, ellers må ungene"),
        said("a21", "Naboer som ser om gardinene er trukket fra"),
        said("a22", "Heis?", struck=True),
    ),
)

_DORSTOKKEN = Table(
    number=8,
    name="Kafé DØRSTOKKEN",
    hosts=("Berit", "Jan-Egil"),
    main="Et håndtak og en lampe betyr mer enn en plan på åtti sider. "
    "Vi må tørre å si høyt at vi blir gamle!",
    slips=(
        said("b1", "Terskelfritt → rullator → frihet"),
        said("b2", "Vaskemaskin i kjelleren: livsfarlig trapp, god trim"),
        said(
            "b3",
            "Livsløpsleil. i Ternsund, men m/ plass til båtutstyr",
            first="Livsløpsleil. i sentrum",
        ),
        said("b4", "Jeg vil dø på mitt eget kjøkken (men ikke med det første)"),
        word("b5", "Brannsikkerhet"),
        said("b6", "Hva koster nytt bad? Får vi hjelp?"),
        said("b7", "Hjem er mer enn vegger: bildene, båten, bikkja"),
        said("b8", "Forebygg. hj.besøk v/ 75 er fint, men kom igjen v/ 80"),
        word("b9", "Lys ute og inne"),
        said("b10", "Gamle trær flytter man ikke på"),
        said("b11", "Søknadsskjema – nå trenger man en niese m/ jusstudier"),
        said("b12", "Bytte hus m/ en barnefamilie? Kommunen som formidler"),
        word("b13", "Snømåking!"),
        said("b14", "Framtidsfullmakt. Ordne papirene mens hodet er med"),
        said("b15", "Nøkkelboks = slippe å ligge og vente på brannvesenet"),
        word("b16", "Trygghet"),
        said("b17", "Håndtak i dusjen. Pynter ikke, men …"),
        said("b18", "Internett som virker også når det blåser"),
        said("b19", "Vi blir gamle alle sammen (hvis vi er heldige)"),
        said("b20", "Komm. må kreve univ. utf. når det bygges nytt"),
        said("b21", "Mannen min sier at det ordner seg. Det gjør det ikke"),
    ),
)

QUESTION = Theme(
    number=1,
    text="Hva gjør et hjem godt og trygt å bli gammel i, og hva bør vi selv ordne mens vi ennå har "
    "krefter til det?",
    tables=(_KYSTLUFT, _DORSTOKKEN),
    headings=(
        DemoCategory(
            "Selve boligen",
            (
                line(
                    "a2 b1",
                    "Dørstokkene må bort; terskelfritt gir plass til rullatoren, og rullatoren "
                    "gir frihet.",
                    absorbs="a18",
                ),
                line(
                    "a5 a3",
                    "Soverom, bad og kjøkken på samme plan, badet i første etasje, helst før "
                    "hoften ryker.",
                ),
                line(
                    "a4 a17",
                    "God belysning, og kontrastfarge på trappetrinn – det koster en boks maling.",
                    absorbs="b9",
                ),
                line("a7 b17", "Rekkverk på begge sider av trappa og håndtak i dusjen."),
                line("b2"),
                line("a12", "Løse matter er farligere enn isbjørn."),
                line("a13 a16", "Røykvarsler, og komfyrvakt til alle over 75 år.", absorbs="b5"),
                line("b15", "Med nøkkelboks slipper man å ligge og vente på brannvesenet."),
                line("b18"),
            ),
        ),
        DemoCategory(
            "Mer enn et hus",
            (
                line("b7"),
                line("a1", absorbs="b16"),
                line("a11"),
                line("a6"),
                line("b4"),
            ),
        ),
        DemoCategory(
            "Flytte eller bli boende?",
            (
                line("a14"),
                line("a15", absorbs="b10"),
                line("b3", "Livsløpsleiligheter i Ternsund, men med plass til båtutstyr."),
                line("b12", "Bytte hus med en barnefamilie? Kommunen kan være formidler."),
            ),
        ),
        DemoCategory(
            "Ordne i tide",
            (
                line("b19"),
                line("a10", "Ta praten med ungene i tide, ikke på akuttmottaket."),
                line("b14"),
                line("a20"),
            ),
        ),
        DemoCategory(
            "Hjelp til å få det gjort",
            (
                line("a19", "Ergoterapeut på besøk før noe skjer."),
                line(
                    "b8",
                    "Forebyggende hjemmebesøk ved 75 år er fint, men kom igjen ved 80.",
                ),
                line(
                    "a9 b6",
                    "Tilskudd og startlån til ombygging – hvem vet om det? Hva koster et nytt bad, "
                    "og får vi hjelp?",
                ),
                line("b11", "Søknadsskjemaet krever i dag en niese med jusstudier."),
                line("a8", absorbs="b13"),
                line("a21"),
                line("b20", "Kommunen må kreve universell utforming når det bygges nytt."),
            ),
        ),
    ),
    aside={"b21": "Gjelder ett ekteskap. Blir på plakaten."},
)
