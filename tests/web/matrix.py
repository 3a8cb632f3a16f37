"""Every route x method x role x kind of secret, worked out from the routes' own list and rights."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import uuid4

from flask import Flask
from sqlalchemy import event
from werkzeug.routing import Rule

from cafe.errors import CafeError
from cafe.followup.actions import follow, forget
from cafe.model import Follower, Link, Person, Version, Workshop
from cafe.people.links import open_series, renew_link
from cafe.people.rules import CAFE_ROLES, RIGHTS, Role
from cafe.plan.actions import set_hosts
from cafe.plan.actions.invitations import invite
from cafe.plan.queries import questions_of
from cafe.report.actions.publishing import renew_version
from cafe.web.limits import bodies
from tests.people.colleagues import account, colleague, enter, to_accounts
from tests.support.app import Visitor
from tests.support.links import Doors, Secrets
from tests.support.world import new_id

# What a route's address may hold that opens something by itself, and how wrong ones are counted.
BY_HAND = {
    "token": "link",
    "invitation": "invitation",
    "shared": "shared",
    "series": "series",
    "account": "account",
    "follower": "follower",
}
# What the other places in an address are filled with: there is no such thing in the café.
FILLED = {"uid": str(uuid4()), "id": str(uuid4()), "note": str(uuid4()), "other": str(uuid4())}
FILLED |= {"sheet": "cards", "format": "xx", "language": "xx", "kind": "xx", "file": "1-1.jpg"}
FILLED |= {"new": str(uuid4()), "name": "nothing.css", "sent": str(uuid4()), "mark": "0" * 12}
FILLED |= {"paper": "1", "cell": "7"}  # of a sheet with cells
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS")
# Words of a refusal at the door; what a view says of a thing inside is another 404.
AT_THE_DOOR = (
    "Nothing is at this address.",
    "Nobody is invited by this address.",
    "No document is at this address.",
    "No series is at this address.",
    "No link to an account is at this address.",
    "No letter leads to this address.",
    "You have no café with this address.",
)
# A café's id is no secret: who is logged in decides. Words that open other doors are tried too.
IN_PLACE_OF_AN_ID = (
    "wall",
    "table",
    "invitation",
    "a retired wall",
    "another café's table",
    "the wall's code",
    "a code with dashes",
    "forty zeros",
    "a thousand letters",
    "odd signs",
)
# What each is where no café is named: the first account keeps the installation, and its
# organisation.
PLAIN: dict[str, tuple[Role, ...]] = {
    "nobody": ("nobody",),
    "rival": ("nobody", "person"),
    "owner": ("nobody", "person", "admin", "keeper"),
}
Expected = Literal["opens", "unknown", "gone", "no right", "login", "no method", "asked"]


class Untouched(CafeError):
    """The route opened, and would have written something: nothing is written in the matrix."""

    status, kind = 418, "untouched"


@dataclass(frozen=True)
class Cell:
    """One try: who sends what where, and what must come of it."""

    rule: Rule
    method: str
    by: str
    secret: str
    value: str
    expected: Expected
    counts: str | None = None

    @property
    def address(self) -> str:
        """Where it goes."""
        held = next((name for name in (*BY_HAND, "workshop_id") if name in self.rule.arguments), "")
        values = {name: FILLED.get(name, 999_999) for name in self.rule.arguments}
        address = str(self.rule.rule)
        for name, value in {**values, held: self.value}.items():
            for form in (f"<{name}>", f"<int:{name}>", f"<uuid:{name}>", f"<path:{name}>"):
                address = address.replace(form, str(value))
        return address.replace("<any(cards, rounds):sheet>", "cards")

    def __str__(self) -> str:
        """As a failing test names it."""
        return f"{self.method} {self.rule.rule} by {self.by} with {self.secret}"


@dataclass
class World:
    """Two cafés with an organiser each; in the first, everything has been renewed once."""

    app: Flask
    mine: Doors = field(init=False)
    others: Doors = field(init=False)
    visitors: dict[str, Visitor] = field(init=False)
    secrets: dict[str, tuple[str, Role | None, bool]] = field(init=False)

    def __post_init__(self) -> None:
        """From here on the database takes no more writing, but for logins."""
        db = self.app.extensions["cafe"].db
        account(db, "per@example.org")
        with db.reading() as reader:
            berit, per = reader.query(Person).order_by(Person.id)
        self.mine, self.others = Doors(self.app, berit), Doors(self.app, per)
        old = self.mine.secrets()
        self.mine.does(_renew_all)
        self.visitors = {"nobody": Visitor(self.app), "rival": enter(self.app, per.id)}
        self.visitors["owner"] = enter(self.app, berit.id)
        for role in CAFE_ROLES[1:]:
            self.visitors[role] = colleague(self.app, self.mine.id, role)
        self.secrets = _secrets(self.mine.secrets(), self.others.secrets(), old, self.mine.id)
        self.secrets |= to_accounts(self.mine, self.others, per.id)
        event.listen(db.engine, "before_cursor_execute", _refuse_writing)

    def cells(self) -> Iterator[Cell]:
        """All of them."""
        rules = self.app.url_map.iter_rules()
        for rule in sorted(rules, key=lambda rule: rule.endpoint == "people.log_out"):  # the last
            for method in METHODS:
                cells = self._at(rule, method)
                # What answers GET answers HEAD: each of GET's secrets need not be tried again.
                yield from _one_of_each(cells) if method == "HEAD" else cells

    def _at(self, rule: Rule, method: str) -> Iterator[Cell]:
        held = next((name for name in BY_HAND if name in rule.arguments), None)
        if method == "OPTIONS":
            yield Cell(rule, method, "nobody", "nothing", "x", "asked")
        elif method not in self._methods(rule):
            yield Cell(rule, method, "nobody", "nothing", "x", "no method")
        elif method not in (rule.methods or ()):
            return  # another rule of this address has it
        elif getattr(self.app.view_functions[rule.endpoint], "bearer", False):
            for by in self.visitors:  # with tokens: tests/api/test_rights.py
                yield Cell(rule, method, by, "a cookie alone", self.mine.id, "login")
        elif held:
            yield from self._by_hand(rule, method, held)
        elif "workshop_id" in rule.arguments:
            yield from self._by_login(rule, method)
        else:
            yield from self._plain(rule, method)

    def _methods(self, rule: Rule) -> set[str]:
        same = (one for one in self.app.url_map.iter_rules() if one.rule == rule.rule)
        return {method for one in same for method in one.methods or ()}

    def _verb(self, rule: Rule) -> str:
        return str(getattr(self.app.view_functions[rule.endpoint], "verb", "open"))

    def _by_hand(self, rule: Rule, method: str, held: str) -> Iterator[Cell]:
        verb = self._verb(rule)
        for name, (value, role, gone) in self.secrets.items():
            fits = role is not None and held == _held_by(role)
            expected: Expected
            if fits and gone:
                expected = "gone"
            elif fits and role:
                expected = "opens" if verb in RIGHTS[role] else "no right"
            else:
                expected = "unknown"
            counts = BY_HAND[held] if expected == "unknown" else None
            yield Cell(rule, method, "nobody", name, value, expected, counts)

    def _by_login(self, rule: Rule, method: str) -> Iterator[Cell]:
        verb = self._verb(rule)
        here: dict[str, Expected] = {"nobody": "login", "rival": "unknown"}
        here |= {role: "opens" if verb in RIGHTS[role] else "no right" for role in CAFE_ROLES}
        for by, expected in here.items():
            yield Cell(rule, method, by, "the café's id", self.mine.id, expected)
        words = {name: self.secrets[name][0] for name in IN_PLACE_OF_AN_ID}
        for name, value in {**words, "another's id": self.others.id, "zeros": "0" * 8}.items():
            yield Cell(rule, method, "owner", name, value, "unknown")
            yield Cell(rule, method, "nobody", name, value, "login")

    def _plain(self, rule: Rule, method: str) -> Iterator[Cell]:
        verb = self._verb(rule)
        for by, roles in PLAIN.items():
            rights = frozenset({"open"}).union(*(RIGHTS[role] for role in roles))
            shut: Expected = "login" if by == "nobody" else "no right"
            yield Cell(rule, method, by, "nothing", "", "opens" if verb in rights else shut)

    def ask(self, cell: Cell, number: int) -> Any:
        """Send it, from an address of its own and with nothing counted so far."""
        self.app.extensions["cafe"].limits.reset()
        client = self.visitors[cell.by].client
        how: dict[str, Any] = {"environ_base": {"REMOTE_ADDR": place_of(number)}}
        form = cell.rule.endpoint in (*bodies.FORMS, *bodies.UPLOADS)
        if cell.method in ("POST", "PUT", "DELETE", "PATCH"):
            how |= {"data": {}} if form else {"json": {}}
        headers = {"Accept": "application/json", "X-CSRFToken": self.csrf(cell.by)}
        return client.open(cell.address, method=cell.method, headers=headers, **how)

    def csrf(self, by: str) -> str:
        """The form token of a visitor, asked for once."""
        known: dict[str, str] = self.__dict__.setdefault("tokens", {})
        if by not in known:
            known[by] = self.visitors[by].token()
        return known[by]


def _one_of_each(cells: Iterator[Cell]) -> Iterator[Cell]:
    yield from {cell.expected: cell for cell in cells}.values()


def place_of(number: int) -> str:
    """An address for each cell."""
    return f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"


def _held_by(role: Role) -> str:
    held = {"invited": "invitation", "shared": "shared", "series": "series", "joining": "account"}
    held |= {"resetting": "account", "following": "follower"}
    return held.get(role, "token")


def _renew_all(tx: Any, workshop: Workshop) -> None:
    key, by = "a key for tests", "person:1"
    for link in tx.query(Link).where(Link.workshop_id == workshop.id):
        renew_link(tx, link=link, secret_key=key)
    table = questions_of(tx, workshop)[0].tables[0]
    set_hosts(tx, table=table, was=table.hosts, hosts=["Ola"], by=by, operation=new_id())
    invite(tx, workshop=workshop, secret_key=key)
    followers = tx.query(Follower).where(Follower.workshop_id == workshop.id)
    forget(tx, follower=followers.one())
    follow(tx, workshop=workshop, address="ola@example.org", secret_key=key)
    version = tx.query(Version).where(Version.workshop_id == workshop.id).one()
    renew_version(tx, workshop=workshop, version=version, secret_key=key, by=by, operation=new_id())
    assert workshop.series
    open_series(tx, series=workshop.series, secret_key=key)


def _secrets(
    mine: Secrets, others: Secrets, old: Secrets, id: str
) -> dict[str, tuple[str, Role | None, bool]]:
    """Each kind of word: what it is, whose role it gives, and whether it was taken back."""
    kinds: dict[str, Role] = {
        "wall": "viewer",
        "table": "host",
        "tray": "sitting",
        "invitation": "invited",
        "shared": "shared",
        "series": "series",
        "follower": "following",
    }
    found: dict[str, tuple[str, Role | None, bool]] = {}
    for name, role in kinds.items():
        found[name] = (getattr(mine, name), role, False)
        found[f"another café's {name}"] = (getattr(others, name), role, False)
        found[f"a retired {name}"] = (getattr(old, name), role, True)
    wrong = {
        "the wall's code": mine.wall_code,
        "the table's code": mine.table_code,
        "a code in small letters": mine.wall_code.lower(),
        "a code with dashes": f"{mine.table_code}---",
        "a code with blanks": f"{mine.wall_code}%20%20",
        "a code with a gap": f"{mine.wall_code[:3]}%20{mine.wall_code[3:]}",
        "forty zeros": "0" * 40,
        "an invitation of zeros": "i" + "0" * 40,
        "a document of zeros": "d" + "0" * 40,
        "a series of zeros": "s" + "0" * 40,
        "an account of zeros": "a" + "0" * 40,
        "an address of zeros": "f" + "0" * 40,
        "capital letters": mine.wall.upper(),
        "one letter more": f"{mine.table}0",
        "one letter less": mine.table[:-1],
        "a blank more": f"{mine.table}%20",
        "a line more": f"{mine.table}%0A",
        "a thousand letters": "a" * 1000,
        "odd signs": "%F0%9F%92%A9%00%ff",
        "the café's id": id,
    }
    return found | {name: (value, None, False) for name, value in wrong.items()}


def _refuse_writing(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
    writes = statement.split(" ", 1)[0] in ("INSERT", "UPDATE", "DELETE")
    if writes and "login_session" not in statement:
        raise Untouched("The matrix writes nothing.")
