"""The demo's draft is read by those who were there, and the final version published."""

from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy.orm import Session

from cafe.core.clock import set_back, today
from cafe.demo.build import new_operation
from cafe.demo.building import Building
from cafe.demo.shapes import DemoRemark
from cafe.demo.texts import after
from cafe.document.options import Options, as_seen, options_of
from cafe.document.sentences.remarks import note_of
from cafe.errors import NotFound
from cafe.model import Note, Question, Remark, Version, Workshop
from cafe.model.note import notes_in_any_state
from cafe.readers import actions as readers
from cafe.readers.queries import draft_of, reading_of
from cafe.readers.rules import Spot, spots
from cafe.report import actions as report
from cafe.report.versions.keep import keep
from cafe.report.versions.queries import last_of
from cafe.sort import actions as sorting

LENT = 360  # days: so that one who looks at the demo sees what became of the remarks
READ = 9  # days
CHOSEN = Options(marks=True, accounts=True, evaluation=True)


def read_round(building: Building, workshop_id: str, ago: int) -> None:
    """A draft is kept and lent, readers remark on it, and each remark has an outcome."""
    _keep(building, workshop_id, ago, final=False)
    with building.writing(ago) as write:
        write(partial(_lend, workshop_id, building.settings.secret_key, building.by))
        write(partial(_remark, workshop_id, building.settings.data_dir))
    with building.writing(ago - READ) as write:
        write(partial(_close, workshop_id, building.by))
        for said in after.REMARKS:
            if said.outcome:
                write(partial(_decide, workshop_id, said, building.by))


def publish(building: Building, workshop_id: str, ago: int) -> None:
    """The final version, with the evaluation and the accounts in it, on the web."""
    with building.writing(ago) as write:
        write(partial(_choose, workshop_id, building.by))
    _keep(building, workshop_id, ago, final=True)
    with building.writing(ago) as write:
        write(partial(_show, workshop_id, building.settings.secret_key, building.by))


def _keep(building: Building, workshop_id: str, ago: int, *, final: bool) -> None:
    with set_back(ago):
        by, operation = building.by, new_operation()
        keep(building.db, building.settings, workshop_id, final=final, by=by, operation=operation)


def _choose(workshop_id: str, by: str, tx: Session) -> None:
    workshop = tx.get_one(Workshop, workshop_id)
    was = as_seen(options_of(workshop.report_options, workshop.print_elaborations))
    doing = {"by": by, "operation": new_operation()}
    report.choose_options(tx, workshop=workshop, was=was, options=CHOSEN, **doing)


def _show(workshop_id: str, secret_key: str, by: str, tx: Session) -> None:
    workshop, version = tx.get_one(Workshop, workshop_id), _last(tx, workshop_id, final=True)
    doing = {"secret_key": secret_key, "by": by, "operation": new_operation()}
    report.show_version(tx, workshop=workshop, version=version, shown=True, **doing)


def _last(tx: Session, workshop_id: str, *, final: bool) -> Version:
    version = last_of(tx, workshop_id, final=final)
    if version is None:
        raise NotFound("The demo has kept no version.")
    return version


def _lend(workshop_id: str, secret_key: str, by: str, tx: Session) -> None:
    workshop, draft = tx.get_one(Workshop, workshop_id), _last(tx, workshop_id, final=False)
    until = today() + timedelta(days=LENT)
    doing = {"by": by, "operation": new_operation()}
    report.lend_draft(
        tx, workshop=workshop, version=draft, until=until, secret_key=secret_key, **doing
    )
    doing = {"by": by, "operation": new_operation()}
    readers.open_reading(tx, workshop=workshop, version=draft, cards=True, **doing)


def _remark(workshop_id: str, data_dir: Path, tx: Session) -> None:
    draft = _last(tx, workshop_id, final=False)
    round_ = reading_of(tx, draft.id)
    there = spots(draft_of(data_dir, draft)).values()
    asked = {one.number: one for one in tx.get_one(Workshop, workshop_id).questions}
    for _reader in range(after.READERS):
        readers.count_reader(tx, reading=round_)
    for said in after.REMARKS:
        if said.question in asked:
            readers.remark(
                tx,
                reading=round_,
                is_open=True,
                question_id=asked[said.question].id,
                spot=_spot(there, said),
                folder=draft.folder,
                uid=_uid(workshop_id, said),
                kind=said.kind,
                text=said.text,
            )


def _spot(there: Iterable[Spot], said: DemoRemark) -> Spot:
    return next(
        one for one in there if one.question == said.question and one.words.startswith(said.at)
    )


def _uid(workshop_id: str, said: DemoRemark) -> str:
    return str(uuid5(NAMESPACE_URL, f"{workshop_id}/{said.question}/{said.at}"))


def _close(workshop_id: str, by: str, tx: Session) -> None:
    workshop, draft = tx.get_one(Workshop, workshop_id), _last(tx, workshop_id, final=False)
    doing = {"by": by, "operation": new_operation()}
    readers.close_reading(tx, workshop=workshop, reading=reading_of(tx, draft.id), **doing)


def _decide(workshop_id: str, said: DemoRemark, by: str, tx: Session) -> None:
    """The outcome; what is taken in is placed under the heading that it is about."""
    workshop, uid = tx.get_one(Workshop, workshop_id), _uid(workshop_id, said)
    remark = tx.get(Remark, (workshop_id, uid))
    if remark is None:  # about a question that this café does not have
        return
    doing = {"by": by, "operation": new_operation()}
    words = {"outcome": said.outcome, "reason": said.reason, "was": ""}
    readers.decide(tx, workshop=workshop, remark=remark, **words, **doing)
    if said.under:
        question = tx.get_one(Question, remark.question_id)
        under = next(one for one in question.categories if one.heading == said.under)
        here = Note.workshop_id == workshop_id, Note.uid == note_of(uid)
        note = tx.scalars(notes_in_any_state().where(*here)).one()
        sorting.place_note(tx, note=note, category=under, by=by, operation=new_operation())
