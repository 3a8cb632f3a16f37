"""The café of the year before: smaller, with two of the questions that are asked again."""

from dataclasses import replace

from cafe.demo.cafe import CAFE
from cafe.demo.shapes import Cafe, DemoCategory, Table, Theme, line, said, word

SERIES = "Hele livet på Ternøy"

_LYKTA = Table(
    number=1,
    name="KAFÉ LYKTA",
    hosts=("Turid",),
    main="Vi vil bli boende, men vi vet ikke hvem vi skal spørre om hjelp.",
    slips=(
        said("a1", "Forebyggende hj.besøk – ikke alle får det"),
        word("a2", "Trapper"),
        said("a3", "Jeg har tenkt å bygge om badet i elleve år"),
        said("a4", "Ungene vil rydde loftet. Jeg vil ikke"),
        word("a5", "Bedre lys"),
        said("a6", "Hvem kan fortelle meg hva jeg har krav på?"),
        said("a7", "Huset er stort, men det er mitt"),
    ),
)
_DORA = Table(
    number=2,
    name="Kafé Åpen dør",
    hosts=("Hallgeir",),
    main="Det er ikke langt å gå. Det er langt å gå alene.",
    slips=(
        said("b1", "Noen må hente den som ikke tør å komme alene"),
        said("b2", "Et sted å være uten å måtte kjøpe noe"),
        word("b3", "Kortkveld"),
        said("b4", "Spør den nye naboen inn"),
        said("b5", "Søndagene er verst"),
        said("b6", "Bussen går ikke når det skjer noe"),
    ),
)
_HOME, _ALONE = CAFE.questions[0].text, CAFE.questions[1].text
EARLIER: Cafe = replace(
    CAFE,
    title="LEVE HELE LIVET HJEMME – DET FØRSTE FOLKEMØTET I TERNØY KOMMUNE, 12. MARS 2026",
    facts={**CAFE.facts, "place": "Bygdehuset på Ytre Ternøy", "goal": ""},
    questions=(
        Theme(
            number=1,
            text=_HOME,
            tables=(_LYKTA,),
            headings=(
                DemoCategory(
                    "Selve boligen",
                    (
                        line("a5", "Bedre lys, og færre trapper.", absorbs="a2"),
                        line("a3"),
                    ),
                ),
                DemoCategory("Ordne i tide", (line("a4"), line("a7"))),
                DemoCategory(
                    "Hjelp til å få det gjort",
                    (
                        line("a1", "Forebyggende hjemmebesøk: Ikke alle får det."),
                        line("a6"),
                    ),
                ),
            ),
            aside={},
        ),
        Theme(
            number=2,
            text=_ALONE,
            tables=(_DORA,),
            headings=(
                DemoCategory("Noen må hente", (line("b1"), line("b4"))),
                DemoCategory(
                    "Steder å møtes",
                    (line("b2"), line("b3", "En kortkveld."), line("b5")),
                ),
            ),
            aside={"b6": "Gjelder skyss. Tas med til neste folkemøte."},
        ),
    ),
)
