"""What comes after the demo's day: the evaluation, other sources, the readers, the answers."""

from cafe.demo.shapes import DemoAnswer, DemoRemark, DemoSource

# Each sheet answers the form's questions in their order; "" and 0: not answered.
Sheet = tuple[str | int, ...]
ON_PAPER = 3  # the last of the participants' sheets

# A question of the café's own: kind, words, what can be chosen.
OWN_QUESTION = (
    "choice",
    "Hvordan fikk du vite om folkemøtet?",
    "Lapp i postkassen\nAvisen\nNoen spurte meg\nPå nettet",
)
PARTICIPANTS: tuple[Sheet, ...] = (
    (
        "At noen skrev ned det vi sa, med våre ord.",
        "Praten ved bordet",
        "Mer tid til det siste spørsmålet",
        5,
        5,
        1,
        3,
    ),
    (
        "Å høre at naboen strever med det samme som jeg.",
        "Fiskesuppa!",
        "Høyttaleren pep. Teleslynge, takk.",
        4,
        5,
        1,
        1,
    ),
    (
        "Skyss hjem fra legen",
        "At unge og gamle satt ved samme bord",
        "",
        4,
        4,
        1,
        3,
    ),
    ("Nøkkelboksen. Nå vet jeg hvem jeg skal spørre.", "Rolig tempo", "", 5, 4, 1, 3),
    ("", "Verten vår spurte meg hva jeg mente", "Færre spørsmål på en kveld", 5, 4, 2, 1),
    (
        "At kommunen satt og hørte etter",
        "Plakatene. Jeg fant min egen setning.",
        "Si tydelig hva som skjer etterpå",
        4,
        5,
        1,
        2,
    ),
    ("Trygghet på natta", "Alt", "Ingenting", 5, 5, 1, 1),
    ("Lokalene. Vi trenger et sted.", "", "Det ble høy lyd i salen", 3, 4, 2, 3),
    (
        "Pårørende ble tatt på alvor",
        "Korte lapper gjorde det lett å være med",
        "Kom til øyene også, ikke bare Ternsund",
        4,
        5,
        1,
        4,
    ),
    ("Å få si det høyt", "Kaffen og selskapet", "Større skrift på plakatene", 4, 5, 1, 1),
    ("At ferja ventet på oss", "Vaflene til slutt", "", 3, 4, 1, 1),
    ("Jeg kom for å høre, men fikk også snakke", "", "Begynn en time før", 2, 3, 2, 2),
)
HOSTS: tuple[Sheet, ...] = (
    ("Alle sa noe i den første runden", "To av gjestene snakket mest", "En øvelse før", 5, 4),
    ("Det var lett å skrive mens de så på", "Å korte ned uten å endre", "", 4, 5),
    ("God stemning", "Å holde tida", "En klokke på bordet", 4, 4),
    ("Hovedutsagnet ble vi enige om til slutt", "", "To verter ved hvert bord", 5, 3),
)

# What people ask at the wall, of which note, and the host's answer.
ASKED: tuple[tuple[str, str, str], ...] = (
    (
        "Komfyrvakt til alle over 75",
        "Gjelder det også dem som har induksjon?",
        "Ja, vi tenkte på alle komfyrer.",
    ),
    ("Naboer som ser om gardinene er trukket fra", "Kan vi få til en liste i vår vei?", ""),
)

SOURCES: tuple[DemoSource, ...] = (
    DemoSource(
        question=1,
        name="Spørreskjema til hjemmeboende over 80",
        kind="questionnaire",
        took_part=61,
        notes=(
            ("Jeg har ikke vært på loftet på ni år.", "Ordne i tide"),
            ("Badekaret er for høyt. Jeg vasker meg ved vasken.", "Selve boligen"),
            ("Hadde jeg visst om ergoterapeuten, hadde jeg ringt.", "Hjelp til å få det gjort"),
            ("Jeg er redd for trappa, men sier det ikke til ungene.", "Mer enn et hus"),
        ),
        aside=(("Takk for kaffen.", "Svarer ikke på spørsmålet."),),
    ),
    DemoSource(
        question=2,
        name="Samtale i omsorgsboligene i Strandgata",
        kind="focus",
        took_part=7,
        notes=(
            ("Vi bor tett, men spiser hver for oss.", "Noe å gjøre sammen"),
            ("Fellesstua er låst etter klokka fire.", "Steder å møtes"),
            ("Det er lettere å gå hvis noen banker på.", "Noen må hente"),
            ("Søndagen er den lengste dagen.", "Se dem som ikke kommer"),
        ),
    ),
)

READERS = 38
REMARKS: tuple[DemoRemark, ...] = (
    DemoRemark(1, "Å flytte i tide er også", "said"),
    DemoRemark(1, "God belysning, og kontrastfarge", "said"),
    DemoRemark(1, "Ta praten med ungene i tide", "said"),
    DemoRemark(2, "Menn kommer når det er noe", "said"),
    DemoRemark(2, "Møteplasser som ikke koster", "said"),
    DemoRemark(8, "Dugnad virker best med vafler", "said"),
    DemoRemark(
        1,
        "Hjelp til å få det gjort",
        "missing",
        "Hvem betaler for nøkkelboksen? Det snakket vi om ved bordet.",
        "taken",
        under="Hjelp til å få det gjort",
    ),
    DemoRemark(
        1,
        "Flytte eller bli boende?",
        "missing",
        "Vi som leier, kan ikke bygge om. Det må også stå her.",
        "taken",
        under="Flytte eller bli boende?",
    ),
    DemoRemark(
        1,
        "Røykvarsler, og komfyrvakt",
        "words",
        "Det skulle stå 70 år.",
        "not",
        "Ved bordet ble det skrevet 75 år, og ingen annen lapp sier noe annet.",
    ),
    DemoRemark(
        2,
        "Noen vil være alene",
        "words",
        "Vi mente: Spør først, og respekter svaret.",
        "beside",
    ),
    DemoRemark(
        8,
        "Kystlaget kan ta med folk",
        "missing",
        "Vi har plass til to rullestoler om bord.",
        "beside",
    ),
)

ANSWERS: tuple[DemoAnswer, ...] = (
    DemoAnswer(
        1,
        "Rekkverk på begge sider",
        "done",
        20,
        "Håndtak og rekkverk er satt opp i 41 hjem.",
        responsible="Ergoterapitjenesten",
    ),
    DemoAnswer(
        1,
        "Hjelp til å få det gjort",
        "in_hand",
        35,
        "Heftet om tilskudd og lån skrives om til klart språk, sammen med eldrerådet.",
        responsible="Servicekontoret",
        due=40,
    ),
    DemoAnswer(
        1,
        "Livsløpsleiligheter i Ternsund",
        "later",
        30,
        why="Tomta på kaia er ikke ferdig regulert. Saken kommer til kommunestyret neste år.",
        responsible="Planavdelingen",
    ),
    DemoAnswer(
        1,
        "Røykvarsler, og komfyrvakt",
        "no",
        28,
        why="Komfyrvakt gis etter en vurdering i hvert hjem, ikke etter alder. Da rekker pengene "
        "til dem som trenger den mest.",
        responsible="Helse og omsorg",
    ),
    DemoAnswer(
        1,
        "Med nøkkelboks slipper man",
        "planned",
        60,
        "Alle som har trygghetsalarm, får tilbud om nøkkelboks.",
        responsible="Hjemmetjenesten",
        due=-12,
    ),
    DemoAnswer(
        2,
        "Steder å møtes",
        "planned",
        62,
        "Fellesstua i Strandgata skal være åpen til klokka ni.",
        responsible="Virksomhetslederen for omsorgsboligene",
        due=10,
    ),
    DemoAnswer(
        2,
        "Steder å møtes",
        "in_hand",
        18,
        "Fellesstua er åpen tirsdag og torsdag kveld. Vi leter etter nøkkelverter til resten.",
        responsible="Virksomhetslederen for omsorgsboligene",
        due=45,
    ),
    DemoAnswer(
        2,
        "Legg det til dagtid",
        "done",
        25,
        "Kulturkontoret har flyttet seniorkonsertene til klokka ett.",
        responsible="Kulturkontoret",
    ),
    DemoAnswer(
        8,
        "Én som koordinerer",
        "in_hand",
        15,
        "Stillingen er lyst ut.",
        responsible="Frivilligsentralen",
        due=30,
    ),
    DemoAnswer(
        8,
        "Taushetserklæring og politiattest",
        "done",
        40,
        "Det tar nå to uker, og skjemaet kan leveres på biblioteket.",
        responsible="Servicekontoret",
    ),
)
EARLIER_ANSWERS: tuple[DemoAnswer, ...] = (
    DemoAnswer(
        1,
        "Forebyggende hjemmebesøk",
        "done",
        90,
        "Alle som fyller 75, får tilbud om besøk.",
        responsible="Hjemmetjenesten",
    ),
    DemoAnswer(
        2,
        "Noen må hente",
        "done",
        80,
        "Frivilligsentralen har fått en følgetjeneste med åtte frivillige.",
        responsible="Frivilligsentralen",
    ),
)
