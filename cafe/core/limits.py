"""How long and how many: the limits that server and browser share, sent with each page.

The browser's half asks for them by name (`static/js/core/limits.js`); a number that stands here
stands nowhere in JavaScript or in a template.
"""

from cafe.core.cells import form

# Characters.
LINE = 200  # one line: names, headings, reasons
STATEMENT = 2_000  # a main statement, an answer, what phones write
NOTE = 10_000
LONG = 20_000
QUESTION = 500  # what one asks at the wall, standing, with a thumb
PASSWORD = 200
SHORTEST_PASSWORD = 10
SEAT = 4  # digits of somebody's number
# How many.
OWN_QUESTIONS = 50  # a phone asks after at once
FEW = 5  # answers to an evaluation: fewer are not told apart, nor ever added by themselves
# Pixels, seconds and milliseconds.
PICTURE_SIDE = 2_000
LOST_SECONDS = 30  # a tablet that changes its network is back by then
QUIET_AFTER_MS = 5 * 60_000  # a clock that has been out for so long is not told of any more

SENT = {
    "line": LINE,
    "statement": STATEMENT,
    "note": NOTE,
    "question": QUESTION,
    "password": PASSWORD,
    "shortest_password": SHORTEST_PASSWORD,
    "seat": SEAT,
    "own_questions": OWN_QUESTIONS,
    "picture_side": PICTURE_SIDE,
    "quiet_after_ms": QUIET_AFTER_MS,
    **form.sent(),
}
