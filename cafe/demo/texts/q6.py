"""Question 6: meals."""

from cafe.demo.shapes import DemoCategory, Table, Theme, line, said, word

_KLIPPFISK = Table(
    number=6,
    name="KAFFE & KLIPPFISK",
    hosts=("Turid", "Magne"),
    main="Ingen skal måtte spise fiskekaker rett fra panna, stående, på sjette året. "
    "Dekk på til flere!",
    slips=(
        word("a1", "Matglede"),
        said("a2", "Middag for én = knekkebrød"),
        said("a3", "Fiskekommune! Hvorfor får vi frossen sei i pose?"),
        said("a4", "Matombringing 3 dgr. i uka. Hva med de 4 andre?"),
        word("a5", "Spisevenn"),
        said("a6", "Varm mat skal være varm"),
        said("a7", "Dårlige tenner → suppe, suppe, suppe"),
        said("a8", "Lunsj på skolekjøkkenet sm. m/ 7. klasse"),
        said("a9", "Raspeballer på torsdager!!"),
        said("a10", "Hj.hjelpen varmer maten, men må gå før vi spiser"),
        word("a11", "Ernæring"),
        said("a12", "Veie oss – ikke for å slanke oss"),
        said("a13", "Duk og lys. Også når det bare er meg"),
        said("a14", "Butikken kjører ut varer onsdager (ring før kl. 12)"),
        said("a15", "Posemat er fint, men da må saksa følge med"),
        said("a16", "Få velge! Ikke grøt bare fordi det er lørdag"),
        said("a17", "Smaken dabber av med åra. Mer salt! Mer krydder!"),
        said(
            "a18",
            "Lage mat sammen, ikke bare bli servert",
            first="Lage mat sammen",
        ),
        said("a19", "Grendekjøkken på omgang"),
        said("a20", "Hvem oppdager at kjøleskapet er tomt?"),
    ),
)

_KOKEPLATA = Table(
    number=13,
    name="KAFÉ KOKEPLATA",
    hosts=("Aud", "Jonas"),
    main="Mat er medisin som smaker godt, og selskap er krydderet.",
    slips=(
        said("b1", "Det smaker bedre i lag"),
        word("b2", "Appetitt"),
        said("b3", "Åpen middag på Havbris også for oss som bor utenfor"),
        said("b4", "Grøt på lørdag er en menneskerett"),
        said("b5", "Lokk vi ikke får av, poser vi ikke får opp"),
        said("b6", "Kantina på vgs. → pensjonistpris"),
        said("b7", "Lokal fisk, lokale poteter"),
        said("b8", "Tannpleier på hjemmebesøk?"),
        said("b9", "Mellommåltid – viktigst, og lettest å glemme"),
        said("b10", "Middag kl. 13, frokost kl. 9 = 20 t. nesten uten mat"),
        said("b11", "Matkurs på Fr.sentralen: vi fikk injera, de fikk lutefisk. Uavgjort"),
        said("b12", "Enkemenn som aldri har kokt en potet → kurs «Nå er det din tur»"),
        said("b13", "Fløte før næringsdrikk"),
        said("b14", "Handlehjelp m/ noen som leser datostempl."),
        said("b15", "Spise ute 1 g. i uka → noe å pynte seg til"),
        word("b16", "Bordvers"),
        said("b17", "Middag på hjul el. hjul til middag?"),
        said("b18", "Ernæringsplan i journalen. Lest av ingen"),
        word("b19", "Felles måltid"),
        said("b20", "Oppskrifta til Gudveig (se baksida)"),
    ),
)

QUESTION = Theme(
    number=6,
    text="Hvordan kan vi som bor hjemme få gode måltider hver dag, og slippe å spise alene når vi "
    "ikke vil det?",
    tables=(_KLIPPFISK, _KOKEPLATA),
    headings=(
        DemoCategory(
            "Maten på tallerkenen",
            (
                line("a1 b2", "Matglede gir appetitt."),
                line(
                    "a3",
                    "Vi er en fiskekommune! Hvorfor får vi frossen sei i pose?",
                    absorbs="b7",
                ),
                line("a6"),
                line("a17"),
                line("a9", "Raspeballer på torsdager!"),
                line("a16"),
                line("b4"),
            ),
        ),
        DemoCategory(
            "I lag med andre",
            (
                line("b1", absorbs="b19"),
                line("a2", "Middag for én blir knekkebrød."),
                line("a5"),
                line("b3", "Åpen middag på Havbris, også for dem som bor utenfor."),
                line(
                    "a8 b6",
                    "Lunsj på skolekjøkkenet sammen med sjuende klasse; pensjonistpris i kantina "
                    "på videregående.",
                ),
                line("a19"),
                line("b15", "Spise ute en gang i uka, så er det noe å pynte seg til."),
                line(
                    "b11",
                    "Matkurs på Frivilligsentralen: Vi fikk injera, de fikk lutefisk. Uavgjort.",
                ),
                line("a13 b16", "Duk, lys og bordvers, også når det bare er meg."),
            ),
        ),
        DemoCategory(
            "Hjelp til å få det til",
            (
                line("a4", "Matombringing tre dager i uka. Hva med de fire andre?"),
                line("a10", "Hjemmehjelpen varmer maten, men må gå før vi spiser."),
                line(
                    "a14 b14",
                    "Butikken kjører ut varer på onsdager (ring før klokka tolv); handlehjelp av "
                    "noen som leser datostemplingen.",
                ),
                line(
                    "b5 a15",
                    "Lokk vi ikke får av, poser vi ikke får opp – da må saksa følge med.",
                ),
                line("b17", "Middag på hjul eller hjul til middag?"),
                line(
                    "b12",
                    "Kurset «Nå er det din tur» for enkemenn som aldri har kokt en potet.",
                ),
                line("a18"),
            ),
        ),
        DemoCategory(
            "Helse",
            (
                line("a20"),
                line("a11 a12", "Ernæring: Vei oss, men ikke for å slanke oss."),
                line(
                    "b9 b10",
                    "Mellommåltidet er viktigst og lettest å glemme; fra middag klokka ett til "
                    "frokost klokka ni er det tjue timer nesten uten mat.",
                ),
                line("b13"),
                line(
                    "a7 b8",
                    "Dårlige tenner betyr suppe, suppe, suppe. Kan tannpleieren komme på "
                    "hjemmebesøk?",
                ),
                line("b18"),
            ),
        ),
    ),
    aside={"b20": "Oppskriften er delt ut til alle som ville ha den."},
)
