"""Everything that browsers keep, in one list, as `stored.py` has what lies in the server."""

from collections.abc import Callable
from typing import NamedTuple

from cafe.core.i18n import _


class Kept(NamedTuple):
    """What a browser keeps. `store`: in what; `names`: called how; `where`: the files that do."""

    key: str
    store: str
    names: str
    about: str
    until: str
    where: tuple[str, ...]
    words: Callable[[], str]


# What the one cookie of everybody holds, by its names there: the page says it in words.
IN_COOKIE = {
    *("device", "since", "language", "known", "cards", "read"),
    # Of whoever logs in, sets up the second step, or has just ended the account.
    *("login", "half", "begun", "follow", "elsewhere", "setting_up", "set_up", "gone"),
}
BROWSER = (
    Kept(
        "cookie kafe",
        "cookie",
        "kafe",
        "everybody: a random name for the browser and since when, the language chosen, where it "
        "has written and which drafts it has read, who is logged in or about to be",
        "at most 14 days after it was last used",
        ("cafe/web/cookies.py",),
        lambda: _(
            "Cookie “kafe”: that it is still you and since when, which language you chose, in "
            "which cafés you have written by this browser and which drafts you have read, and of "
            "organisers that they are logged in. It holds no name, but that and the e-mail address "
            "of whoever comes from a log-in service and has no account here yet. It lasts at most "
            "14 days from when you were last here."
        ),
    ),
    Kept(
        "cookies of organisers",
        "cookie",
        "kafe-taken, kafe-known-<number>, kafe-hint",
        "organisers: that a form was taken, that this browser has been in before, what logs out",
        "ten minutes; a year; 14 days",
        ("cafe/web/forms.py", "cafe/web/device_cookies.py", "cafe/people/routes/logout.py"),
        lambda: _(
            "Cookies of organisers: “kafe-taken” (a form was received; ten minutes), “kafe-known-” "
            "and a number (this browser has been logged in before; a year), and “kafe-hint” (what "
            "logs you out of your organisation's log-in service; 14 days)."
        ),
    ),
    Kept(
        "typed words",
        "localStorage and IndexedDB",
        "draft:…, taken:…, cut:…, and the database “dialogkafe” (drafts, outbox)",
        "whoever types: words until the café has received them, what was received last, and which "
        "erasures were heard of",
        "until received; what was received until the next words, or until the device is emptied",
        (
            "static/js/core/offline/disk.js",
            "static/js/core/offline/drafts.js",
            "static/js/core/offline/cuts.js",
        ),
        lambda: _(
            "What is typed lies on the device until the café has received it: drafts and an "
            "outbox, in the browser's storage (localStorage and IndexedDB “dialogkafe”). So "
            "nothing "
            "is lost when the network or the battery fails."
        ),
    ),
    Kept(
        "a device's own seal",
        "localStorage",
        "seal:…",
        "tables: digests of what was typed here, and words that the café has recorded otherwise",
        "until the device is emptied",
        ("static/js/core/seal/own.js",),
        lambda: _(
            "On tablets: digests of what was typed there, so that the tablet is a witness to what "
            "the café has recorded (localStorage “seal”); random numbers (salts) go with the words."
        ),
    ),
    Kept(
        "photographs that wait",
        "IndexedDB",
        "the database “dialogkafe-photos”",
        "tables: photographs of posters until they are received",
        "until received",
        ("static/js/paper/album.js",),
        lambda: _(
            "Photographs of posters, until they are received (IndexedDB “dialogkafe-photos”)."
        ),
    ),
    Kept(
        "the table's page",
        "cache and service worker",
        "table …",
        "the table's notes as last seen, so that the page opens without a network; of a "
        "silent start the question alone",
        "until the link is renewed or the device is emptied",
        ("static/js/table/worker.js", "static/js/table/offline.js"),
        lambda: _(
            "On tablets, over https: the table's page with its notes as last seen, so that it "
            "opens "
            "without a network (cache and service worker)."
        ),
    ),
    Kept(
        "own notes of a silent start",
        "localStorage",
        "silent:…",
        "whoever writes in the silent start: the own notes that were received, with their receipts",
        "until the sorting begins, or until the browser's storage is cleared",
        ("static/js/silent/written.js",),
        lambda: _(
            "What you wrote in a silent start lies on your phone alone as yours, until the notes "
            "are sorted: the café does not know which phone wrote what."
        ),
    ),
    Kept(
        "small settings",
        "localStorage and sessionStorage",
        "asked:…, readers:…, mine:…, wall-seen:…, wall-announcements, seat, device:off, "
        "report:reading, sort:single-keys, pages:gone, makings:…, sent:…",
        "whoever looks: own questions, what was seen, which place, how pages are read",
        "until the browser's storage is cleared or the device is emptied; session: until it closes",
        (
            "static/js/wall/asked/asked.js",
            "static/js/readers/page.js",
            "static/js/core/offline/own_notes.js",
            "static/js/wall/seen.js",
            "static/js/wall/telling.js",
            "static/js/seating/page.js",
            "static/js/seating/next.js",
            "static/js/core/device/choices.js",
            "static/js/report/edit.js",
            "static/js/report/side/jobs.js",
            "static/js/sort/press.js",
            "static/js/core/offline/pages.js",
            "static/js/forms/page.js",
        ),
        lambda: _(
            "Small things: the questions you asked at the wall, which notes you wrote there by "
            "your phone, the remarks you made on a draft, what you have seen there, your "
            "place in the seating plan, and how you like pages to behave (localStorage)."
        ),
    ),
)
