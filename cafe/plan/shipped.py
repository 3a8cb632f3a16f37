"""Templates that come with the product: the shape of a café, with questions to begin from. Pure."""

from collections.abc import Callable
from dataclasses import dataclass, field

from cafe.core.i18n import _

Said = Callable[[], str]


@dataclass(frozen=True)
class Asked:
    """A question of a template; `tables`: how many talk about it."""

    text: Said
    form: str = "tables"
    parts: tuple[Said, ...] = ()
    tables: int = 2


@dataclass(frozen=True)
class Template:
    """What a café is made of; `called` and `about` are for whoever chooses.

    `programme`: which of `programme/ready.py` it has, with its rounds; None: none yet.
    """

    called: Said
    about: Said
    questions: tuple[Asked, ...]
    programme: int | None = None
    facts: dict[str, Said] = field(default_factory=dict)

    @property
    def tables(self) -> int:
        """How many tables people sit at."""
        return sum(asked.tables for asked in self.questions if asked.form == "tables")


# With one press: nothing yet.
BLANK = Template(lambda: _("Blank"), lambda: "", ())
SHIPPED = {
    "network": Template(
        lambda: _("Network gathering"),
        lambda: _(
            "As in 2014: eight questions, fifteen tables with a host each, one long talk, "
            "then the vernissage."
        ),
        (
            Asked(lambda: _("What works well where you are, that others can learn from?")),
            Asked(lambda: _("What is hardest just now?")),
            Asked(lambda: _("What do those who use the services say matters most?")),
            Asked(lambda: _("How can we work better together across services?")),
            Asked(lambda: _("What do we need from each other?")),
            Asked(lambda: _("What can be done with the means we have?")),
            Asked(lambda: _("What should we stop doing?")),
            Asked(lambda: _("What shall have happened before we meet again?"), tables=1),
        ),
        programme=0,
        facts={"network": lambda: _("NETWORK GATHERING")},
    ),
    "world-cafe": Template(
        lambda: _("World Café in three rounds"),
        lambda: _(
            "Three questions, six tables, three rounds of 12 minutes and 2 minutes to change."
        ),
        (
            Asked(lambda: _("What matters most to us in this?")),
            Asked(lambda: _("What stands in the way?")),
            Asked(lambda: _("What do we do next, and who does it?")),
        ),
        programme=1,
    ),
    "pairs": Template(
        lambda: _("Dialogue in pairs"),
        lambda: _(
            "People talk two and two through a lecture and write on their phones; a scribe "
            "writes what is said in plenary."
        ),
        (
            Asked(
                lambda: _("What did you hear?"),
                form="pairs",
                parts=(
                    lambda: _("What do you recognise from where you are?"),
                    lambda: _("What surprised you?"),
                    lambda: _("What will you try?"),
                ),
            ),
            Asked(lambda: _("What do we take with us from here?"), form="plenary"),
        ),
        programme=2,
    ),
    "short": Template(
        lambda: _("Short meeting, 45 minutes"),
        lambda: _("One question, three tables, two rounds of 12 minutes, and a plenary."),
        (
            Asked(lambda: _("What is most important to get done, and how do we begin?"), tables=3),
            Asked(lambda: _("What have we agreed on?"), form="plenary"),
        ),
        programme=3,
    ),
}
