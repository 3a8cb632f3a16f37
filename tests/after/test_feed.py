"""The feed is read by another parser, whatever the words are."""

from datetime import UTC, datetime

from lxml import etree

from cafe.after.feed import ATOM, Item, atom

BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
IN = {"a": ATOM}


def test_a_feed_says_what_is_published() -> None:
    item = Item("abc:1", "Kafé <1> & \x01", "https://x/d/1", BEGUN.replace(day=3), "a\nb", "nn")
    made = atom(uid="u", title="Rekka", address="https://x/s/1", begun=BEGUN, items=[item])
    feed = etree.fromstring(made)
    assert feed.findtext("a:updated", namespaces=IN) == "2026-01-03T00:00:00+00:00"
    (entry,) = feed.findall("a:entry", IN)
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "nn"
    title = entry.findtext("a:title", namespaces=IN) or ""
    assert title == "Kafé <1> &"
    assert entry.findtext("a:summary", namespaces=IN) == "a\nb"
    assert entry.find("a:link", IN).get("href") == "https://x/d/1"
    links = {one.get("rel"): one.get("href") for one in feed.findall("a:link", IN)}
    assert links == {"alternate": "https://x/s/1", "self": "https://x/s/1/feed.atom"}


def test_an_empty_feed_and_an_id_that_stays() -> None:
    first, second = (
        etree.fromstring(atom(uid="u", title=title, address=address, begun=BEGUN, items=[]))
        for title, address in (("A", "https://x/s/1"), ("B", "https://y/s/2"))
    )
    assert first.findtext("a:updated", namespaces=IN) == BEGUN.isoformat()
    assert first.findtext("a:id", namespaces=IN) == second.findtext("a:id", namespaces=IN)
    assert first.findall("a:entry", IN) == []
