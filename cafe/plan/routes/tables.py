"""The plan's tables, each field a command of its own: number, hosts, where it meets, tags."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import Field
from sqlalchemy.orm import Session

from cafe.model import CafeTable
from cafe.plan import actions, queries, rules
from cafe.plan.room import room
from cafe.web.access import Who, allowed
from cafe.web.bodies import Body, Id, LineText, StatementText
from cafe.web.commands import command
from cafe.web.limits.numbers import Whole

AT = "/w/<workshop_id>/plan"
Tags = Annotated[list[LineText], Field(max_length=rules.MOST_TAGS)]


class Command(Body):
    """What is sent while the plan is written, once however often it comes."""

    operation: Id


class Host(Body):
    """A host, and what they are there as when anybody says."""

    name: LineText
    role: Literal["user", "professional", "other"] | None = None


Hosting = Annotated[list[Host], Field(max_length=rules.MOST_HOSTS)]
# As a page saw them.
Hosted = Annotated[list[Host | LineText], Field(max_length=rules.MOST_HOSTS)]


class Laid(Body):
    """A table that comes with its question, or comes back, with all its words and its number."""

    hosts: Hosting
    number: Whole | None = None
    tags: Tags = Field(default_factory=list[str])
    meeting: StatementText = ""


Tables = Annotated[list[Laid], Field(max_length=rules.MOST_TABLES)]


class Number(Command):  # noqa: D101
    was: Whole
    number: Whole


class Hosts(Command):
    """Who are hosts at a table; `was` are those whom its author saw, and what they were there as.

    A page from before has the names alone there.
    """

    was: Hosted
    hosts: Hosting


class Meeting(Command):  # noqa: D101
    was: StatementText
    text: StatementText


class Tagged(Command):  # noqa: D101
    was: Tags
    tags: Tags


@room.put(f"{AT}/tables/<int:table_id>/number")
@allowed("plan.edit")
@command(Number)
def number(tx: Session, who: Who, body: Number, table_id: int) -> CafeTable:
    """A table's number."""
    table = queries.a_table(tx, who.workshop_id, table_id)
    return actions.number_table(tx, table=table, by=who.label, **body.model_dump())


@room.put(f"{AT}/tables/<int:table_id>/hosts")
@allowed("plan.edit")
@command(Hosts)
def hosts(tx: Session, who: Who, body: Hosts, table_id: int) -> CafeTable:
    """Its hosts, with their roles."""
    return actions.set_hosts(
        tx,
        table=queries.a_table(tx, who.workshop_id, table_id),
        **_seen(body.was),
        **_hosts(body.hosts),
        by=who.label,
        operation=body.operation,
    )


@room.put(f"{AT}/tables/<int:table_id>/meeting")
@allowed("plan.edit")
@command(Meeting)
def meeting(tx: Session, who: Who, body: Meeting, table_id: int) -> CafeTable:
    """Where it meets when it is not in the hall."""
    table = queries.a_table(tx, who.workshop_id, table_id)
    return actions.set_meeting(tx, table=table, by=who.label, **body.model_dump())


@room.put(f"{AT}/tables/<int:table_id>/tags")
@allowed("plan.edit")
@command(Tagged)
def tags(tx: Session, who: Who, body: Tagged, table_id: int) -> CafeTable:
    """What it is told apart by."""
    table = queries.a_table(tx, who.workshop_id, table_id)
    return actions.set_tags(tx, table=table, by=who.label, **body.model_dump())


def seat(tx: Session, new: Sequence[CafeTable], laid: Sequence[Laid], doer: Any) -> None:
    """The words and numbers of tables that nobody has written at."""
    actions.number_again(tx, tables=new, had=[one.number for one in laid], **doer)
    for table, words in zip(new, laid, strict=False):
        actions.set_hosts(tx, table=table, was=[], **_hosts(words.hosts), **doer)
        if words.tags:
            actions.set_tags(tx, table=table, was=[], tags=words.tags, **doer)
        if words.meeting:
            actions.set_meeting(tx, table=table, was="", text=words.meeting, **doer)


def _hosts(named: list[Host]) -> dict[str, Any]:
    roles = {host.name.strip(): host.role for host in named if host.role}
    return {"hosts": [host.name for host in named], "roles": roles}


def _seen(was: list[Host | str]) -> dict[str, Any]:
    named = [one for one in was if isinstance(one, Host)]
    names = [one.name if isinstance(one, Host) else one for one in was]
    return {"was": names, "saw": _hosts(named)["roles"] if len(named) == len(was) else None}
