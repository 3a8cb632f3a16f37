"""What those at one table have written, each alone, before they talked."""

TABLE = 1
LYING = (
    "En benk halvveis til butikken. Jeg klarer ikke hele veien uten å hvile",
    "Nøkkelboks",
    "Jeg vil ikke flytte fra hagen min. Men jeg klarer den ikke alene lenger",
    "Hvem ringer jeg når lyset går?",
    "Brøyting helt inn til døra",
    "Prøve",
)
