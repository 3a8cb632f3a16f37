"""The document composed once from what the café holds; every writer only walks the tree.

The order and the labels are those of the 2014 reference report: header line, title, introduction,
signature, then the question sections, and nothing after them unless the organiser asks for it, but
the seal of a café that has one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from babel.lists import format_list

from cafe.core.i18n import _, language, ngettext, speaking
from cafe.core.lines import isolated, nonempty, one_line, run_on
from cafe.core.text import place_name
from cafe.document.appendices import Beside, appendices
from cafe.document.material import Behind, Category, Material, Question, Table
from cafe.document.method import method
from cafe.document.notices import changed_questions, notices
from cafe.document.numbers import listed
from cafe.document.options import Options
from cafe.document.sentences import as_chosen, lines_of
from cafe.document.sentences.remarks import beside_question, beside_sentence
from cafe.document.sheet import continued, sheet_of
from cafe.document.tree import (
    Document,
    Edition,
    Foot,
    Lead,
    Opposites,
    Picture,
    Section,
    Sentence,
)
from cafe.document.words import (
    MARK,
    Introduction,
    by_number,
    explanation,
    language_of,
    marked,
    replaced,
    said_in_print,
    strange_line,
)
from cafe.sort.ledger.rewording import Language

# A heading that ends in one of these has its own end mark and gets no colon.
END_MARKS = "?!.:…"
DRAWN = "bord-"


def composed(material: Material) -> Document:
    """The document of `material`, in the workshop's own language."""
    options = material.options
    with speaking(material.language):
        words = language_of(material)
        chosen = as_chosen(extract(material), options, words)
        new = {question.number: question for question in chosen}
        questions = tuple(new.get(question.number, question) for question in material.questions)
        material = replace(material, questions=questions)
        introduction = _introduction(material)
        intro = introduction.printed(marks=options.marks)
        return Document(
            language=material.language,
            header=one_line(material.header),
            title=one_line(material.title),
            intro=intro,
            signature=nonempty(material.signature or ()),
            sections=tuple(section(question, options, words) for question in chosen),
            notices=(
                *notices(chosen, len(material.questions), _said_of_words(chosen, options)),
                *changed_questions(material.asked_anew, chosen, material.date, words),
            ),
            explained=explanation(chosen, intro) if options.marks else "",
            contents=_("Contents") if options.contents else "",
            appendices=appendices(
                chosen, options, words, introduction, Beside(material.seal, material.evaluation)
            ),
            date=material.date,
            sealed=Foot(_("The seal of the café:"), material.seal.digest)
            if material.seal
            else None,
            edition=Edition(
                final=material.final,
                number=material.number,
                day=material.day,
                organisation=one_line(material.commissioner),
                case_number=one_line(material.case_number),
            ),
        )


def _introduction(material: Material) -> Introduction:
    made = nonempty(method(material))
    if material.intro is None:
        return Introduction(made, made, own=False)
    return Introduction(nonempty(material.intro), made, own=True)


def _said_of_words(questions: Sequence[Question], options: Options) -> str:
    """Where no mark does, a line says how many sentences have words of their own."""
    return "" if options.marks else strange_line(questions)


def extract(material: Material) -> tuple[Question, ...]:
    """The questions that are printed: those chosen, or all when none of the chosen are there."""
    only = material.options.only
    chosen = tuple(question for question in material.questions if question.number in only)
    return chosen or material.questions


def section(question: Question, options: Options, words: Language) -> Section:
    """What is printed of one question, in the language spoken now."""
    beside = beside_sentence(question)
    leads = [(_lead(heading, options, beside), heading.listed) for heading in question.headings]
    tables, own = by_number(question), replaced(question, words)
    # In the order of print: the list, then what stands outside it.
    printed = [lead for kind in (True, False) for lead, listed in leads if listed is kind]
    return Section(
        number=question.number,
        question=one_line(question.text),
        summary=_summary(question, own=own),
        told=_told(question) if own else None,
        readers=beside_question(question),
        listed=tuple(lead for lead, listed in leads if listed),
        unlisted=tuple(lead for lead, listed in leads if not listed),
        pictures=tuple(picture for table in tables for picture in _pictures(question, table)),
        opposites=_opposites(question, printed) if options.opposed else None,
    )


def _opposites(question: Question, leads: Sequence[Lead]) -> Opposites | None:
    """Each pair in the order in which its sentences are printed; None when there is none."""
    printed = [one for lead in leads for one in lead.sentences if one.id]
    place = {one.id: at for at, one in enumerate(printed)}
    pairs = {
        tuple(sorted((place[one], place[other])))
        for one, other in question.opposites
        if one in place and other in place and one != other
    }
    if not pairs:
        return None
    return Opposites(
        Lead(_("Opposites:"), (Sentence(_("Two and two.")),)),
        (_("Sentence"), _("Opposite")),
        tuple((printed[one], printed[other]) for one, other in sorted(pairs)),
    )


def summary_text(question: Question) -> str:
    """The organiser's summary, or the tables' main statements, first table first."""
    return said_in_print(question) if question.summary is None else one_line(question.summary)


def _summary(question: Question, *, own: bool) -> Lead | None:
    text = summary_text(question)
    if not text:
        return None
    if own:
        label = _("The organiser's summary:")
    elif question.form != "tables":  # two and two, or everybody: not one group
        label = _("Summary:")
    elif len(question.tables) > 1:
        label = _("The groups' summary:")
    else:
        label = _("The group's summary:")
    return Lead(label, (Sentence(text),))


def _told(question: Question) -> Lead:
    """What the tables said, where the organiser has said something else in its place."""
    if question.form != "tables":
        label = _("As it was summed up:")
    else:
        tables = [table for table in question.tables if one_line(table.main_statement or "")]
        label = ngettext("The table's own words:", "The tables' own words:", len(tables))
    return Lead(label, (Sentence(said_in_print(question)),))


def _lead(heading: Category, options: Options, beside: Mapping[str, str]) -> Lead:
    words = one_line(heading.text)
    label = isolated(words) if words.endswith(tuple(END_MARKS)) else f"{isolated(words)}:"
    sentences = (
        Sentence(_marked(line, behind, options, beside.get(behind.id, "")), behind.id)
        for text, behind in heading.lines
        if (line := lines_of(text, breaks=options.breaks))
    )
    return Lead(label, tuple(sentences), itemised=options.lists, id=heading.id)


def _marked(sentence: str, behind: Behind, options: Options, remarked: str) -> str:
    """The sentence as it is printed and after it, marked, what the organiser wants told with it,
    and what readers `remarked`.
    """
    marks = [f"{isolated(sentence)}{MARK}" if options.marks and marked(behind) else sentence]
    if options.elaborations and (added := _slashed(behind.elaborations)):
        marks.append(elaborated(added, elsewhere=bool(behind.origins)))
    if behind.elsewhere:
        origins = [isolated(one_line(name)) for name in behind.origins]
        names = format_list(origins, locale=language())
        marks.append(f"({names})")
    if options.tables and (at := behind.tables):
        marks.append(
            ngettext("(Table %(numbers)s)", "(Tables %(numbers)s)", len(at), numbers=listed(at))
        )
    if options.dots and behind.dots:
        marks.append(ngettext("(%(count)s dot)", "(%(count)s dots)", behind.dots))
    if remarked:
        marks.append(remarked)
    return marks[0] if len(marks) == 1 else run_on(marks)


def _slashed(texts: Sequence[str]) -> str:
    return " / ".join(map(isolated, nonempty(texts)))


def elaborated(words: str, *, elsewhere: bool) -> str:
    """What was added to a note; `elsewhere`: not, or not all of it, at a table."""
    if elsewhere:
        return _("(Elaborated: %(words)s)", words=words)
    return _("(Elaborated at the table: %(words)s)", words=words)


def _pictures(question: Question, table: Table) -> list[Picture]:
    caption = place_name(question.form, table.number)
    photos = [
        Picture(
            photo.file,
            caption,
            one_line(photo.alt) or _("%(table)s: photograph of the poster", table=caption),
        )
        for photo in table.photos
    ]
    # An empty drawing beside a photograph of the real poster would say that nobody spoke.
    return photos if photos and not table.slips else [*_drawn(question, table, caption), *photos]


def _drawn(question: Question, table: Table, caption: str) -> Iterator[Picture]:
    """The table's poster, on as many sheets as it takes."""
    sheets = continued(sheet_of(question, table))
    for part, sheet in enumerate(sheets, 1):
        said = caption if len(sheets) == 1 else f"{caption} ({part}/{len(sheets)})"
        count = sum(len(field.slips) for field in sheet.fields)
        yield Picture(drawn_file(table.number, part), said, _alt(said, table, count), sheet)


def drawn_file(number: int, part: int = 1) -> str:
    """What the drawn poster of table `number` is called among the pictures: its sheet `part`."""
    return f"{DRAWN}{number}.png" if part == 1 else f"{DRAWN}{number}-{part}.png"


def _alt(caption: str, table: Table, count: int) -> str:
    named = _("%(table)s, “%(name)s”", table=caption, name=one_line(table.cafe_name or ""))
    return ngettext(
        "%(table)s: poster with %(count)s note",
        "%(table)s: poster with %(count)s notes",
        count,
        table=named if table.cafe_name else caption,
    )
