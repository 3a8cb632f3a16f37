"""Question 3: next of kin."""

from cafe.demo.shapes import DemoCategory, Table, Theme, line, said, word

_PUSTEROM = Table(
    number=3,
    name="KAFE PUSTEROM",
    hosts=("Ingunn", "Per Olav"),
    main="Pårørende trenger ett navn, ett nummer og en ledig helg.",
    slips=(
        word("a1", "Avlastning"),
        said("a2", "Ett telefonnr – som noen TAR"),
        said("a3", "Dårlig samvittighet fra to kanter: jobben og mor"),
        said("a4", "Døtre tar middagen, sønner tar TV-en"),
        word("a5", "Pårørendeskole"),
        said("a6", "Avlastning må kunne bestilles FØR man stuper"),
        said("a7", "Hva har jeg egentlig rett på?"),
        said("a8", "Omsorgsstønad: søkt i mars, svar i september"),
        said("a9", "Pårør. er ikke en gratis avdeling i kommunen"),
        said("a10", "Bli spurt: Og hvordan har DU det?"),
        said("a11", "Datter i Stavanger, mor på Ytre Ternøy, alt på tlf. i lunsjen"),
        said("a12", "Taushetsplikt brukt som stengt dør. Kunne vært gardin"),
        said("a13", "Samtalegruppe. Godt å høre at andre også har skjelt ut kjøleskapet"),
        word("a14", "Søvn"),
        said("a15", "Samme primærkont. – ikke ny hver 3. mnd."),
        said("a16", "Ektemann 84 løfter kone 86 …"),
        said("a17", "Få være datter igjen, ikke vaktleder"),
        said("a18", "Info om demens, også til barnebarna"),
        said("a19", "Koord. → ett navn"),
        said("a20", "Noen timer i uka > to uker i juli"),
    ),
)

_HALVE_HELGA = Table(
    number=10,
    name="KAFÈ HALVE HELGA",
    hosts=("Hilde", "Nils Petter"),
    main="Spør pårørende før de må rope. Ta vare på den som tar vare på!",
    slips=(
        said("b1", "Helga er lengst. Da er alle kontor stengt"),
        word("b2", "Avlasting"),
        said("b3", "Avtale om hvem som gjør hva. Skriftlig!"),
        said("b4", "Vi sier ja til alt, og så ligger vi våkne"),
        said("b5", "Kontaktperson m/ navn og nummer"),
        said("b6", "Arb.giver: fleksitid + forståelse"),
        said("b7", "Hvem passer på den som passer på?"),
        said(
            "b8",
            "Søsken: den som bor nærmest, får jobben. Den som bor lengst unna, får meningene",
            first="Søsken krangler om hvem som gjør mest",
        ),
        said("b9", "Dagsenter 2 dgr. → kona får handle i fred"),
        word("b10", "Likepersoner"),
        said("b11", "Lov å si nei til stell. Jeg er sønn, ikke pleier"),
        said("b12", "Jeg VIL stelle ham selv. Ikke ta det fra meg"),
        said("b13", "Samtalegr. på skjerm for oss på øyene"),
        said("b14", "Kurs, men ikke onsdag kl. 12"),
        said("b15", "Knapp til pårør.?"),
        said("b16", "Ingen spør før det smeller"),
        word("b17", "Litt ros"),
        said("b18", "Korttidsplass: lang kø, kort opphold"),
        said("b19", "Pårør.avtale i skuffen ≠ avtale"),
        said("b20", "Sykehuset ringer fredag kl. 15: «Nå kommer han hjem»"),
        said("b21", "Husk de unge pårør."),
        said("b22", "Leie inn svigermor", struck=True),
    ),
)

QUESTION = Theme(
    number=3,
    text="Hva trenger pårørende for å kunne stå i omsorgen over tid, og hvem skal de ringe når de "
    "ikke orker mer?",
    tables=(_PUSTEROM, _HALVE_HELGA),
    headings=(
        DemoCategory(
            "Ett sted å ringe",
            (
                line(
                    "a2 b5",
                    "Ett telefonnummer som noen tar, og en kontaktperson med navn.",
                    absorbs="a19",
                ),
                line("a15", "Samme primærkontakt, ikke ny hver tredje måned."),
                line("a7"),
                line("b1", "Helga er lengst; da er alle kontor stengt."),
                line("b20"),
                line("a12", "Taushetsplikten brukes som en stengt dør. Den kunne vært en gardin."),
            ),
        ),
        DemoCategory(
            "Avlastning",
            (
                line("a6", absorbs="a1 b2"),
                line("a20", "Noen timer i uka er bedre enn to uker i juli."),
                line("b9", "Dagsenter to dager i uka, så kona får handle i fred."),
                line("b18"),
            ),
        ),
        DemoCategory(
            "Å bli sett",
            (
                line("a10", "Bli spurt: Og hvordan har du det?"),
                line("b16"),
                line("b7"),
                line("b17"),
                line(
                    "a13 b10 b13",
                    "Likepersoner og samtalegrupper, også på skjerm for dem på øyene; godt å høre "
                    "at andre også har skjelt ut kjøleskapet.",
                ),
            ),
        ),
        DemoCategory(
            "Mellom jobben og mor",
            (
                line("a3"),
                line("b4 a14", "Vi sier ja til alt, og så ligger vi våkne. Søvn!"),
                line(
                    "a11",
                    "Datter i Stavanger, mor på Ytre Ternøy, og alt skal ordnes på telefon i "
                    "lunsjen.",
                ),
                line("b8"),
                line("a4"),
                line("a16"),
                line("a17"),
                line("b11"),
                line("b12", "Jeg vil stelle ham selv. Ikke ta det fra meg."),
            ),
        ),
        DemoCategory(
            "Avtaler og kunnskap",
            (
                line(
                    "b3 b19",
                    "Skriftlig avtale om hvem som gjør hva – en avtale i skuffen er ingen avtale.",
                ),
                line("a5 b14", "Pårørendeskole og kurs, men ikke onsdag klokka tolv."),
                line("a18 b21", "Informasjon om demens, også til barnebarna og de unge pårørende."),
                line("b6", "Arbeidsgivere med fleksitid og forståelse."),
            ),
        ),
        DemoCategory(
            "Til den som sitter med budsjettet",
            (
                line("a9", "Pårørende er ikke en gratis avdeling i kommunen."),
                line("a8"),
            ),
            listed=False,
        ),
    ),
    aside={"b15": "Bordverten husket heller ikke hva slags knapp."},
)
