"""The cafés that a token leads to."""

from werkzeug.wrappers import Response as AnyResponse

from cafe.api import queries
from cafe.api.described import described
from cafe.api.room import v1
from cafe.api.routes import forms
from cafe.api.routes.answers import asked, further, tagged
from cafe.api.routes.bearer import Program, by_token
from cafe.core.i18n import _
from cafe.model import CafeTable, Question, Workshop
from cafe.people.rules import of_token
from cafe.web.access import the_workshop
from cafe.web.state import reading


@v1.get("/cafes")
@by_token("cafes.list")
@described(
    lambda: _("The cafés that the token leads to."),
    {200: forms.Cafes},
    asks=forms.Page,
    tagged=True,
)
def list_cafes(who: Program) -> AnyResponse:
    """Those of the person's that are neither in the bin nor templates."""
    page, only = asked(forms.Page), who.only
    with reading() as db:
        rows = queries.cafes_of(
            db, who.person_id or 0, only=only, after=page.after, most=page.limit + 1
        )
    shown = [_of(row.Workshop, of_token(who.most, row.role)) for row in rows[: page.limit]]
    rest = further(shown[-1].id, page.limit) if len(rows) > page.limit else None
    return tagged(forms.Cafes(cafes=shown, next=rest), rest)


def _of(workshop: Workshop, role: str) -> forms.Cafe:
    return forms.Cafe.model_validate(
        {
            "role": role,
            **{name: getattr(workshop, name) for name in forms.Cafe.model_fields if name != "role"},
        }
    )


@v1.get("/cafes/<workshop_id>")
@by_token("plan.see")
@described(
    lambda: _("One café in short: its questions and tables."), {200: forms.WholeCafe}, tagged=True
)
def get_cafe(who: Program) -> AnyResponse:
    """A café in short, without its notes."""
    with reading() as db:
        workshop = the_workshop(db, who)
        counts = queries.note_counts(db, workshop)
        questions = [_question(one, counts) for one in queries.questions_of(db, workshop)]
    return tagged(forms.WholeCafe(**vars(_of(workshop, who.role)), questions=questions))


def _question(asked: Question, counts: dict[int, int]) -> forms.Question:
    return forms.Question(
        number=asked.number,
        id=asked.uid,
        text=asked.text,
        form=asked.form,  # type: ignore[arg-type]  # one of the three
        parts=[forms.Part(**part) for part in asked.parts],
        tables=[_table(table, counts) for table in asked.tables],
        origins=[
            forms.Origin(id=one.uid or "", name=one.name, notes=counts.get(one.id, 0))
            for one in asked.origins
        ],
    )


def _table(table: CafeTable, counts: dict[int, int]) -> forms.Table:
    return forms.Table(
        number=table.number,
        name=table.cafe_name,
        main_statement=table.main_statement,
        notes=counts.get(table.id, 0),
    )
