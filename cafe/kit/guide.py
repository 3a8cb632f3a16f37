"""What a host needs to know, in few words: the same page in every language."""

from typing import TypedDict

from cafe.core.i18n import _


class Section(TypedDict):
    """A heading with its points."""

    heading: str
    points: list[str]


class Guide(TypedDict):
    """The page: `steps` are read in order, `aside` stands beside them."""

    title: str
    lead: str
    steps: list[Section]
    aside: list[Section]
    last: str


def guide_words() -> Guide:
    """The guide in the language spoken now."""
    return {
        "title": _("To you who host a table"),
        "lead": _(
            "You lead the talk, the tablet remembers it. Look at the people, and type with half "
            "an eye."
        ),
        "steps": [_before(), _during(), _after()],
        "aside": [_tablet(), _kept()],
        "last": _("Did the card get lost? The organiser has the code of every table."),
    }


def _before() -> Section:
    return {
        "heading": _("Before people come"),
        "points": [
            _(
                "Point the tablet's camera at the square on the table card, or type the code. "
                "That opens your table's page."
            ),
            _("Read the question through, and put the card where everybody can read it."),
            _("Type a note and strike it out again: then you have tried what there is to know."),
            _("Plug the tablet in if you can, and keep pens and paper at hand."),
        ],
    }


def _during() -> Section:
    return {
        "heading": _("While people talk"),
        "points": [
            _("Welcome everybody, let them say their names, and find a name for your café."),
            _("Read the question aloud. Then let people talk."),
            _("Type what is said, in the speaker's own words. One thought is one note."),
            _("Read a note back when you are unsure that you got it right, and mend it at once."),
            _(
                "Make room for those who have not spoken yet. “Tell us more” is often the best "
                "question."
            ),
            _(
                "When there are five minutes left, find the main statement together: the one "
                "sentence your table wants to leave behind."
            ),
        ],
    }


def _after() -> Section:
    return {
        "heading": _("When the talk is over"),
        "points": [
            _("See that the page says that all notes are received before you put the tablet away."),
            _(
                "Did people write on paper? Photograph the poster on the table's page, and type "
                "it off beside the picture."
            ),
            _("At the vernissage you stand by your poster and tell visitors what was said."),
        ],
    }


def _tablet() -> Section:
    return {
        "heading": _("The tablet in one minute"),
        "points": [
            _("Enter hangs the note on the poster. Shift and Enter begin a new line."),
            _("Every note can be mended, struck out and brought back."),
            _("A short note becomes a keyword, a longer one a statement. One tap changes it."),
            _("Two people may type at the same table, each on a device of their own."),
            _(
                "If a tablet stops working, open the link or type the code on another one, and "
                "go on."
            ),
        ],
    }


def _kept() -> Section:
    return {
        "heading": _("What is never lost"),
        "points": [
            _("What you type is kept on the tablet letter by letter, also without a network."),
            _(
                "When the network comes back, the notes send themselves, each of them once and in "
                "the right order."
            ),
            _(
                "If the battery dies, open the link again on the same tablet: what was not sent "
                "is still there."
            ),
            _(
                "A note that arrives after the tables have closed waits for the organiser, who "
                "takes it in or leaves it."
            ),
        ],
    }
