"""What stands still on the day's page: that it is another is told by a mark."""

import re
from collections.abc import Iterator

from lxml import html

from tests.plan.test_routes import Outline
from tests.support.app import Visitor


def test_the_day_knows_when_what_stands_still_there_is_another(
    organiser: Visitor,
) -> None:
    planned = str(organiser.post("/workshops/new").location).split("/")[2]
    day, outline = f"/w/{planned}/day", Outline(organiser, planned)

    def stands() -> tuple[str, str]:
        """The mark that news of the day bring, and all that they do not bring themselves."""
        whole = html.fromstring(organiser.get(day).text).find(".//main")
        for part in whole.xpath(".//*[@data-live] | .//input[@type='hidden']"):
            part.clear()
        mark = whole.xpath("string(.//@data-frames)")
        whole.xpath(".//*[@data-frames]")[0].attrib.pop("data-frames")
        news = html.fromstring(organiser.get(f"{day}/news").text)
        assert news.xpath("string(//@data-frames)") == mark
        return str(mark), html.tostring(whole, encoding="unicode")

    def others() -> Iterator[object]:
        yield (first := outline.ask("Hva er bra?"))
        yield outline.put(f"questions/{first}/tables", was=0, count=2)
        yield outline.put("facts/title", was="NEW DIALOGUE CAFÉ", text="KAFÉ")
        yield (uid := outline.ask("Hvem?"))
        yield outline.put(f"questions/{uid}", was="Hvem?", text="Hvem da?")
        yield outline.put(f"questions/{uid}/tables", was=0, count=1)
        yield outline.post("numbers")
        yield outline.put(f"questions/{uid}/form", was="tables", form="pairs", tables=[])
        yield outline.put(f"questions/{uid}/parts", was=[], parts=["Her", "Der"])
        yield outline.put("facts/silent", was="", text="5")
        yield organiser.post(f"/w/{planned}/rounds", do="agree", count="2", minutes="9", change="1")
        yield organiser.post(f"/w/{planned}/codes", do="off")
        for link in re.findall(r'/links/\d+(?:/code)?(?=">\s)', organiser.get(day).text)[-1:]:
            seen = re.findall(rf'{link}".*?name="was" value="(\w+)"', organiser.get(day).text, re.S)
            yield organiser.post(f"/w/{planned}{link}", was=seen[0])
        for stage in ("open", "sorting"):
            yield organiser.post(f"/w/{planned}/stage", stage=stage, anyway="1", sure=stage)
        yield outline.put(f"questions/{uid}/gone", was="Hvem da?", seen=[])

    known, changed = stands(), 0
    for done in others():
        mark, rest = stands()
        assert (rest != known[1]) <= (mark != known[0]), done
        changed += rest != known[1]
        known = mark, rest
    assert changed > 9
