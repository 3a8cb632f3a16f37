"""The introduction: four paragraphs told from the facts of this very café, right for every count.

Each clause follows from a fact that is stored (`facts.py`), or it is not there. Their order is that
of the 2014 report: what the café set out from, the talk, the exhibition, how the document was made.
"""

from cafe.document.material import Material
from cafe.document.method.exhibition import exhibition
from cafe.document.method.facts import Facts, facts_of
from cafe.document.method.sorting import sorting
from cafe.document.method.start import start
from cafe.document.method.talk import talk


def method(material: Material) -> tuple[str, ...]:
    """The paragraphs about this café, in the language spoken now; none before it has a question."""
    return told(facts_of(material))


def told(facts: Facts) -> tuple[str, ...]:
    """The paragraphs that `facts` give. One about which nothing is known is left out."""
    if not facts.questions:
        return ()
    paragraphs = (start(facts), talk(facts), exhibition(facts), sorting(facts))
    texts = (" ".join(map(_as_sentence, sentences)) for sentences in paragraphs)
    return tuple(text for text in texts if text)


def _as_sentence(text: str) -> str:
    """A sentence may begin with a number in words, or with a name as its owner writes it."""
    return text[:1].upper() + text[1:]
