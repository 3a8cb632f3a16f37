"""A paper poster is photographed at the table and typed off beside the picture."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import ExifTags, Image
from playwright.sync_api import Page, expect
from sqlalchemy import select

from cafe.model import Link, Note
from cafe.model.note import late_notes
from cafe.people.links import token_of
from tests.browser.tables import BAD_WEATHER, Table, closing_database, open_table
from tests.support.axe import axe
from tests.support.browser import NewPage, intercept
from tests.support.server import Server
from tests.support.waiting import becomes

LONG = "Vi må få ned farten forbi skolen om morgenen."


def a_photo(folder: Path, name: str, colour: str, *, orientation: int = 1) -> Path:
    """A JPEG of 2600 × 1300 as a camera makes it, with where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSMapDatum] = "secret place"
    out = BytesIO()
    Image.new("RGB", (2600, 1300), colour).save(out, "JPEG", exif=exif)
    (folder / name).write_bytes(out.getvalue())
    return folder / name


def open_page(page: Page, table: Table, place: str = "") -> Page:
    page.goto(table.address.replace("?", f"{place}?"))
    return page


def hang(page: Page, *files: Path) -> None:
    """Choose pictures: they hang at once."""
    page.get_by_label("Choose pictures").set_input_files(list(files))


def wall_of(table: Table) -> str:
    """Where the wall's link leads, in English."""
    with closing_database(table.server) as db, db.database.reading() as tx:
        here = select(Link.nonce).where(Link.workshop_id == table.workshop)
        nonce = tx.scalars(here.where(Link.table_id.is_(None))).one()
    return f"{table.server.url}/v/{token_of(table.key, nonce)}?lang=en"


def typed(table: Table) -> dict[str, bool]:
    """The notes that the café has, and whether each is from paper."""
    with closing_database(table.server) as db, db.database.reading() as tx:
        here = select(Note.text, Note.paper).where(Note.table_id == table.id)
        return {text: paper for text, paper in tx.execute(here)}  # noqa: C416


def test_from_the_camera_to_the_poster(table: Table, new_page: NewPage, tmp_path: Path) -> None:
    page, other = open_page(new_page(), table), open_page(new_page(), table)
    other.get_by_label("What was said").fill("sagt høyt")
    other.get_by_label("What was said").press("Enter")
    standing = a_photo(tmp_path, "plakat.jpg", "orange", orientation=6)
    hang(page, standing, a_photo(tmp_path, "plakat2.jpg", "teal"))
    for tablet in (page, other):
        expect(tablet.locator(".photos .hung img")).to_have_count(2)
        expect(tablet.locator(".photos .hung img").first).to_have_js_property("naturalHeight", 2000)
    page.get_by_role("link", name="Type off the paper poster").click()
    expect(page.locator(".viewer img[data-laid]")).to_be_visible()
    field = page.get_by_label("What was said")
    for words in ("mer lys", LONG):
        field.fill(words)
        field.press("Enter")
    expect(page.locator(".slip[data-status=received]")).to_have_count(2)
    expect(page.locator(".slip .text")).to_have_text([LONG, "mer lys"])
    expect(other.locator(".from-paper")).to_have_count(2)
    becomes(lambda: typed(table), {"sagt høyt": False, "mer lys": True, LONG: True})
    page.get_by_role("button", name=re.compile("^Edit: mer lys")).click()
    page.get_by_label("The note's text").fill("mer lys i gata")
    page.get_by_label("The note's text").press("Enter")
    expect(other.locator(".slip").filter(has_text="mer lys i gata")).to_be_visible()
    assert typed(table)["mer lys i gata"] is True
    wall = new_page()
    wall.goto(wall_of(table))
    expect(wall.locator(".slip .from-paper")).to_have_count(2)
    pictures = wall.get_by_role("img", name="The paper poster: Table 1")
    expect(pictures).to_have_count(2)
    pictures.first.scroll_into_view_if_needed()
    expect(pictures.first).to_have_js_property("naturalHeight", 2000)
    for file in (table.server.data_dir / "posters").rglob("*.jpg"):
        assert b"secret place" not in file.read_bytes()


def test_zoom_by_buttons_keys_wheel_and_finger(
    table: Table, new_page: NewPage, tmp_path: Path
) -> None:
    page = open_page(new_page(), table, "/paper")
    hang(page, a_photo(tmp_path, "plakat.jpg", "orange"))
    frame, image = page.locator(".viewer .frame"), page.locator(".viewer img[data-laid]")
    expect(image).to_be_visible()
    expect(frame).to_have_attribute("data-scale", "1.00")
    page.get_by_role("button", name="Larger").click()
    expect(frame).to_have_attribute("data-scale", "1.40")
    frame.focus()
    frame.press("+")
    expect(frame).to_have_attribute("data-scale", "1.96")
    before = image.bounding_box()
    frame.press("ArrowRight")
    after = image.bounding_box()
    assert before is not None
    assert after is not None
    assert after["x"] == pytest.approx(before["x"] - 60, abs=1)
    box = frame.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 100, box["y"] + 100)
    page.mouse.down()
    page.mouse.move(box["x"] + 130, box["y"] + 100)
    page.mouse.up()
    dragged = image.bounding_box()
    assert dragged is not None
    assert dragged["x"] == pytest.approx(after["x"] + 30, abs=1)
    page.mouse.wheel(0, 5000)
    expect(frame).to_have_attribute("data-scale", "1.00")
    page.mouse.wheel(0, -20000)
    expect(frame).to_have_attribute("data-scale", "8.00")
    frame.press("0")
    expect(frame).to_have_attribute("data-scale", "1.00")
    page.get_by_role("button", name="Turn").click()
    lying = image.bounding_box()
    assert lying is not None
    assert lying["height"] == pytest.approx(2 * lying["width"], rel=0.01)


def test_two_fingers_make_it_larger(table: Table, new_page: NewPage, tmp_path: Path) -> None:
    page = open_page(new_page(has_touch=True), table, "/paper")
    hang(page, a_photo(tmp_path, "plakat.jpg", "orange"))
    expect(page.locator(".viewer img[data-laid]")).to_be_visible()
    box = page.locator(".viewer .frame").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    fingers = page.context.new_cdp_session(page)

    def touch(kind: str, apart: float) -> None:
        points = [{"x": x - apart, "y": y, "id": 1}, {"x": x + apart, "y": y, "id": 2}]
        points = [] if kind == "touchEnd" else points
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", 40)
    for apart in (50, 70, 90, 120):
        touch("touchMove", apart)
    touch("touchEnd", 0)
    frame = page.locator(".viewer .frame")
    expect(frame).to_have_attribute("data-scale", re.compile(r"^[23]\."))


def test_a_photograph_waits_for_the_network(
    table: Table, new_page: NewPage, tmp_path: Path
) -> None:
    page = open_page(new_page(expect=BAD_WEATHER), table)
    intercept(page, "**/photos", lambda route: route.abort())
    hang(page, a_photo(tmp_path, "plakat.jpg", "orange"))
    kept = page.get_by_text("kept on this device, and sent when the network is back")
    expect(kept).to_be_visible()
    expect(page.locator(".arrived")).to_contain_text("1 picture waits here on the tablet.")
    axe(page)
    page.reload()
    expect(kept).to_be_visible()
    with page.expect_request("**/photos"):  # with the network back it may be gone before the press
        page.get_by_role("button", name="Try again").click()
    page.unroute("**/photos")
    expect(page.locator(".photos .hung img")).to_have_count(1)
    expect(page.locator(".photos .chosen")).to_have_count(0)


def test_it_is_described_afterwards_and_taken_down(
    table: Table, new_page: NewPage, tmp_path: Path
) -> None:
    page, other = open_page(new_page(), table), open_page(new_page(), table)
    hang(page, a_photo(tmp_path, "plakat.jpg", "orange"))
    words = page.get_by_label("What photograph 1 shows")
    expect(words).to_have_attribute("placeholder", "Not described yet")
    words.fill("Gule lapper rundt et skolekart")
    words.press("Enter")
    expect(other.get_by_role("img", name="Gule lapper rundt et skolekart")).to_be_visible()
    axe(page)
    files = table.server.data_dir / "posters" / table.workshop
    assert len(list(files.glob("*.jpg"))) == 1
    page.once("dialog", lambda asked: asked.accept())
    page.get_by_role("button", name=re.compile("^Take it down")).click()
    expect(page.locator(".photos .hung")).to_have_count(0)
    expect(other.locator(".photos .hung")).to_have_count(0)
    becomes(lambda: list(files.glob("*.jpg")), [])


def test_a_picture_that_does_not_come_is_fetched_again(
    table: Table, new_page: NewPage, tmp_path: Path
) -> None:
    page = open_page(new_page(expect=BAD_WEATHER), table, "/paper")
    intercept(page, "**/photos/*", lambda route: route.abort())
    hang(page, a_photo(tmp_path, "plakat.jpg", "orange"))
    expect(page.get_by_text("could not be fetched")).to_be_visible()
    page.unroute("**/photos/*")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".viewer img[data-laid]")).to_be_visible()


def test_another_photograph_is_shown_at_once(
    table: Table, new_page: NewPage, tmp_path: Path
) -> None:
    page = open_page(new_page(), table, "/paper")
    hang(page, a_photo(tmp_path, "plakat.jpg", "orange"))
    expect(page.locator(".viewer img[data-laid]")).to_be_visible()
    page.get_by_text("Another photograph").click()
    axe(page)
    page.get_by_label("Choose pictures").set_input_files(a_photo(tmp_path, "to.jpg", "teal"))
    second = page.get_by_role("button", name="Photograph 2")
    expect(second).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".another[open]")).to_have_count(0)


def test_a_lost_answer_hangs_it_up_once(table: Table, new_page: NewPage, tmp_path: Path) -> None:
    page = open_page(new_page(expect=BAD_WEATHER), table)
    lost: list[int] = []

    def lose_the_answer(route: object) -> None:
        lost.append(route.fetch().status)  # type: ignore[attr-defined]
        route.abort()  # type: ignore[attr-defined]

    intercept(page, "**/photos", lose_the_answer, times=1)
    with page.expect_response("**/photos"):  # to what is sent once more
        hang(page, a_photo(tmp_path, "plakat.jpg", "orange"))
    expect(page.locator(".photos .chosen")).to_have_count(0)
    expect(page.locator(".photos .hung img")).to_have_count(1)
    assert lost == [200]


def test_a_photograph_as_an_iphone_keeps_it(
    table: Table, new_page: NewPage, tmp_path: Path
) -> None:
    page = open_page(new_page(expect=BAD_WEATHER), table)
    heic = tmp_path / "plakat.heic"
    heic.write_bytes(b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(200))
    hang(page, heic)
    expect(page.locator(".photos .problem")).to_contain_text(re.compile("HEIC|not a picture"))
    page.locator(".photos").get_by_role("button", name="Cancel").click()
    expect(page.locator(".photos .chosen")).to_have_count(0)


def test_typing_off_when_the_tables_are_closed(
    table: Table, new_page: NewPage, tmp_path: Path
) -> None:
    page = open_page(new_page(), table, "/paper")
    hang(page, a_photo(tmp_path, "plakat.jpg", "orange"))
    expect(page.locator(".viewer img[data-laid]")).to_be_visible()
    table.move("sorting")
    page.reload()
    expect(page.get_by_text("goes to the organiser")).to_be_visible()
    page.get_by_label("What was said").fill("sto på papiret")
    page.get_by_label("What was said").press("Enter")
    expect(page.locator(".slip")).to_have_attribute("data-status", "late")
    with closing_database(table.server) as db, db.database.reading() as tx:
        late = tx.scalars(late_notes().where(Note.table_id == table.id)).one()
        assert (late.text, late.paper) == ("sto på papiret", True)


@pytest.mark.parametrize(("width", "height"), [(320, 640), (768, 1024), (1024, 420), (1440, 900)])
def test_the_page_is_for_everybody(
    running: Server, new_page: NewPage, tmp_path: Path, width: int, height: int
) -> None:
    parts = ("Hva er godt i dag, og hva vil vi ta vare på? " * 3, "Hvem kan gjøre mer? " * 6)
    table = open_table(running, parts)
    page = open_page(new_page(viewport={"width": width, "height": height}), table, "/paper")
    expect(page.get_by_text("no photograph of this table's poster yet")).to_be_visible()
    axe(page)
    hang(page, *(a_photo(tmp_path, f"{colour}.jpg", colour) for colour in ("orange", "teal")))
    expect(page.get_by_role("button", name="Photograph 2")).to_be_visible()
    page.get_by_label("What was said").fill("mer lys")
    page.get_by_label("What was said").press("Enter")
    expect(page.locator(".slip[data-status=received]")).to_have_count(1)
    axe(page)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    seen = page.locator(".viewer .frame").bounding_box()
    assert seen is not None
    assert seen["height"] >= 140
