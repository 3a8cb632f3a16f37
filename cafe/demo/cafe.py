"""The demo café: an invented municipality on the coast asks how to grow old at home."""

from datetime import date

from cafe.demo.shapes import Theme
from cafe.demo.texts import q1, q2, q3, q4, q5, q6, q7, q8

TITLE = (
    "LEVE HELE LIVET HJEMME – BOLIG, FELLESSKAP OG TJENESTER I TERNØY KOMMUNE, "
    "FOLKEMØTE 12. MARS 2026"
)
DOCUMENT_TITLE = "DIALOGKAFÉ – OPPSUMMERING"
LANGUAGE = "nb"
DAY = date(2026, 3, 12)
COMMISSIONER = "arbeidsgruppen for prosjektet «Hele livet på Ternøy» i Ternøy kommune"
SIGNATURE = {
    "name": "Sigrun Havnes",
    "position": "rådgiver og prosjektleder, Ternøy kommune",
    "month": "mars 2026",
}
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
