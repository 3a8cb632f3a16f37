"""The demo café: an invented municipality on the coast asks how to grow old at home."""

from datetime import date

from cafe.demo.shapes import Cafe, Theme
from cafe.demo.texts import q1, q2, q3, q4, q5, q6, q7, q8

QUESTIONS: tuple[Theme, ...] = (
    q1.QUESTION,
    q2.QUESTION,
    q3.QUESTION,
    q4.QUESTION,
    q5.QUESTION,
    q6.QUESTION,
    q7.QUESTION,
    q8.QUESTION,
)
# What a block is, what it is called, its minutes, and the time when it is fixed.
PROGRAMME = (
    ("welcome", "Velkommen, og slik arbeider vi i kveld", "15", ""),
    ("lecture", "Å bli gammel på Ternøy: tall og fortellinger", "20", ""),
    ("break", "Kaffe, og deltakerne finner bordene sine", "10", ""),
    ("rounds", "Samtale ved bordene", "70", ""),
    ("break", "Fiskesuppe, og plakatene henges opp", "30", "19:00"),
    ("vernissage", "Vernissasje: Vi går langs plakatene", "30", ""),
    ("plenary", "Hva så vi? Bordenes hovedutsagn", "20", ""),
    ("evaluation", "Evaluering og veien videre", "10", ""),
)
CAFE = Cafe(
    title="LEVE HELE LIVET HJEMME – BOLIG, FELLESSKAP OG TJENESTER I TERNØY KOMMUNE, "
    "FOLKEMØTE 12. MARS 2026",
    document_title="DIALOGKAFÉ – OPPSUMMERING",
    language="nb",
    day=date(2026, 3, 12),
    commissioner="arbeidsgruppen for prosjektet «Hele livet på Ternøy» i Ternøy kommune",
    signature={
        "name": "Sigrun Havnes",
        "position": "rådgiver og prosjektleder, Ternøy kommune",
        "month": "mars 2026",
    },
    facts={
        "place": "Ternøy samfunnshus, storsalen",
        "starts": "17:00",
        "ends": "20:30",
        "goal": "Arbeidsgruppen skal vite hva som er viktigst for dem som blir gamle hjemme på "
        "Ternøy.",
    },
    programme=PROGRAMME,
    questions=QUESTIONS,
)
