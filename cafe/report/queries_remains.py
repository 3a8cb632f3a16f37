"""What the checklist before the document reads: each fact as done of all."""

from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from cafe.core.text import is_blank
from cafe.model import CafeTable, Category, Entry, Question, Version, Workshop
from cafe.plan.board import lacking
from cafe.plan.remains.rules import Counts
from cafe.sort.queries import accounts_of_workshop, waiting_of
from cafe.table.queries_paper import read_of


def before_the_document(db: Session, workshop: Workshop) -> Counts:
    """The facts of `rules.RULES` before the document."""
    accounts = accounts_of_workshop(db, workshop)
    typed, waiting = len(accounts.typed), waiting_of(db, workshop)
    talked, _silent = lacking(db, workshop)
    tables = _count(db, select(CafeTable.id).join(Question), workshop, Question.form == "tables")
    here = select(Category.id).join(Question)
    headings = _count(db, here, workshop)
    filled = _count(db, here, workshop, Category.id.in_(select(Entry.category_id)))
    finals = select(func.count()).select_from(Version)
    final = db.scalars(finals.where(Version.workshop_id == workshop.id, Version.final)).one()
    paper = read_of(db, workshop)
    signature = (workshop.signature or {}).values()
    return {
        # Nothing that waits is nothing to decide; a café in which nobody has written is not done.
        "decided": (int(typed > 0 and not waiting), 1) if not waiting else (0, waiting),
        "placed": (typed - len(accounts.unplaced), typed),
        "main": (tables - len(talked), tables) if typed else (0, 1),
        # A café without paper has nothing to describe or to read.
        "described": paper["described"] if paper["described"][1] else (int(typed > 0), 1),
        "cells": paper["cells"] if paper["cells"][1] else (int(typed > 0), 1),
        "headings": (filled, headings),
        "signature": (int(not all(map(is_blank, signature))), 1),
        "final": (min(final, 1), 1),
    }


def _count(db: Session, rows: Select[Any], workshop: Workshop, *where: ColumnElement[bool]) -> int:
    """How many of `rows` there are at the workshop's questions."""
    here = rows.where(Question.workshop_id == workshop.id, *where).subquery()
    return db.scalars(select(func.count()).select_from(here)).one()
