"""What must not be there is looked for, shown, and erased for good, by pointer and by keys."""

from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect
from sqlalchemy import select

from cafe.core.files import photo_folder
from cafe.model import CafeTable, Poster
from tests.browser.sorting import database, lay_out, log_in, open_board, sorted_under_two
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.server import Server, StartServer


def hung(server: Server, workshop: str) -> Path:
    """A photograph of noise hangs at the first table; the folder it lies in."""
    folder = photo_folder(server.data_dir, workshop)
    folder.mkdir(parents=True, mode=0o700)
    Image.effect_noise((600, 400), 90).convert("RGB").save(folder / "1-1.jpg", quality=95)
    base = database(server)
    with base.writing() as tx:
        table = tx.scalars(select(CafeTable.id).where(CafeTable.workshop_id == workshop)).first()
        tx.add(Poster(table_id=table, file="1-1.jpg", alt="Seen from the door"))
    base.engine.dispose()
    return folder


def erase(page: Page) -> None:
    page.get_by_label("It holds somebody's name or health").check()
    page.get_by_role("button", name="Erase for good").press("Enter")
    expect(page.locator("#done")).to_contain_text("Erased for good.")


def test_words_and_a_face_are_erased_for_good(server: StartServer, new_page: NewPage) -> None:
    cafe = server()
    who = cafe.user()
    workshop = lay_out(cafe, ("kari nordmann ringte", "ro"), who)
    sorted_under_two(cafe, workshop)
    folder = hung(cafe, workshop)
    page, board = new_page(), new_page()
    for one in (page, board):
        log_in(one, cafe, who)
    open_board(board, cafe, workshop)
    expect(board.locator(".entry > .words").first).to_contain_text("Kari nordmann")
    page.goto(f"{cafe.url}/w/{workshop}/erase")
    axe(page)
    page.get_by_label("Words to look for").fill("KARI  nordmann")
    page.keyboard.press("Enter")
    found = page.locator("#found")
    expect(found).to_contain_text("kari nordmann ringte")
    assert "nordmann" not in page.url.casefold()
    axe(page)
    found.get_by_role("button", name="Erase these words").press("Enter")
    expect(page.get_by_role("group", name="The words stand in")).to_be_visible()
    axe(page)
    erase(page)
    assert "nordmann" not in page.evaluate("JSON.stringify(localStorage)").casefold()
    expect(board.locator(".entry > .words").first).to_have_text("[…] ringte.")

    page.locator(".photos a").click()
    cover = page.locator("#cover")
    page.get_by_label("Parts of it").check()
    page.get_by_role("button", name="Add a field").press("Enter")
    keyed = page.get_by_role("button", name="Field 1", exact=True)
    expect(keyed).to_be_focused()
    for key in ("ArrowLeft", "ArrowUp", "Shift+ArrowRight"):
        page.keyboard.press(key)
    box = cover.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + box["height"] * 0.7)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + box["height"] * 0.9, steps=4)
    page.mouse.up()
    expect(cover.locator(".box")).to_have_count(2)
    axe(page)
    first, second = page.evaluate("JSON.parse(document.getElementById('boxes').value)")
    assert first == [390, 390, 210, 200]
    assert all(abs(a - b) < 15 for a, b in zip(second, (700, 700, 200, 200), strict=True)), second
    before = {one.name for one in folder.iterdir()}
    erase(page)
    [after] = folder.iterdir()
    assert after.name not in before
    with Image.open(after) as image:
        grey = image.convert("L")
        for left, top in ((0.5, 0.5), (0.8, 0.8)):
            at = int(image.width * left), int(image.height * top)
            low, high = grey.crop((*at, at[0] + 20, at[1] + 20)).getextrema()
            assert int(high) - int(low) < 40  # type: ignore[arg-type]
        low, high = grey.crop((10, 10, 60, 60)).getextrema()
        assert int(high) - int(low) > 40  # type: ignore[arg-type]
