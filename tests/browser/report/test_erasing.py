"""What must not be there is looked for, shown, and erased for good, by pointer and by keys."""

from functools import partial
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect
from sqlalchemy import select

from cafe.core.files import photo_folder
from cafe.model import CafeTable, Link, Note, Poster, Workshop
from cafe.model.note import notes_in_any_state
from cafe.people.links import renew_link, token_of
from tests.browser.sorting import database, lay_out, log_in, open_board, sorted_under_two
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.kept import draft_is_kept, page_is_kept
from tests.support.server import Server, StartServer
from tests.support.waiting import wait_for


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


KEPT = """async () => {
  const rows = [];
  for (const { name } of await indexedDB.databases()) {
    const opened = await new Promise((done, failed) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => done(request.result);
      request.onerror = failed;
    });
    for (const store of opened.objectStoreNames)
      rows.push(await new Promise((done) => {
        const all = opened.transaction(store).objectStore(store).getAll();
        all.onsuccess = () => done(all.result);
      }));
    opened.close();
  }
  for (const cache of await caches.keys())
    for (const one of await (await caches.open(cache)).keys())
      if (one.url.endsWith("snapshot")) rows.push(await (await caches.match(one)).text());
  return JSON.stringify([rows, Object.entries(localStorage), Object.entries(sessionStorage)]);
}"""


def links(server: Server, workshop: str) -> tuple[str, str]:
    """Where the first table's page and the wall are."""
    base, key = database(server), (server.data_dir / "secret.key").read_text().strip()
    with base.writing() as tx:
        tx.get_one(Workshop, workshop).stage = "vernissage"
        opened = tx.scalars(select(Link).where(Link.workshop_id == workshop)).all()
        for link in opened:
            renew_link(tx, link=link, secret_key=key)
        first = tx.scalars(select(CafeTable).where(CafeTable.workshop_id == workshop)).first()
        tokens = {link.table_id: token_of(key, link.nonce) for link in opened}
        table, wall = tokens[first.id if first else 0], tokens[None]
    base.engine.dispose()
    return f"{server.url}/t/{table}?lang=en", f"{server.url}/v/{wall}?lang=en"


def keeps_nothing(page: Page, text: str) -> bool:
    """Whether the device keeps `text` in none of its stores."""
    return text not in page.evaluate(KEPT)


def write_over(page: Page, text: str, new: str) -> None:
    """A host opens the note's words and types others."""
    slip = page.locator(".slip").filter(has_text=text)
    slip.get_by_role("button", name=f"Edit: {text}").click()
    page.get_by_label("The note's text").fill(new)


def erase(page: Page) -> None:
    page.get_by_label("It holds somebody's name or health").check()
    page.get_by_role("button", name="Erase for good").press("Enter")
    expect(page.locator("#done")).to_contain_text("Erased for good.")


def test_words_and_a_face_are_erased_for_good(server: StartServer, new_page: NewPage) -> None:
    """A host, a tablet that is away and the wall hear of a note that goes, and keep none of it."""
    cafe = server()
    who = cafe.user()
    workshop = lay_out(cafe, ("kari nordmann ringte", "ro", "per er syk"), who)
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
    expect(cover.locator("img")).to_have_js_property("naturalWidth", 600)
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

    host, wall = new_page(), new_page()
    away = new_page(expect=("ERR_INTERNET_DISCONNECTED", "409"))
    at_table, at_wall = links(cafe, workshop)
    for page_, address in ((host, at_table), (away, at_table), (wall, at_wall)):
        page_.goto(address)
        expect(page_.get_by_text("per er syk")).to_be_visible()
    page_is_kept(away, "per er syk")
    write_over(host, "per er syk", "per er syk, og bor i Bakken")
    away.context.set_offline(True)
    write_over(away, "per er syk", "per er alvorlig syk")
    away.keyboard.press("Enter")
    expect(away.get_by_text("per er alvorlig syk")).to_be_visible()
    draft_is_kept(host, "bor i Bakken")
    assert not keeps_nothing(away, "per er alvorlig syk")

    sentence = board.locator("[data-item=entry]").filter(has_text="Per er syk")
    sentence.get_by_role("button", name="Move to").press("Enter")
    axe(board)
    to_erase = board.get_by_role("dialog").get_by_role("link", name="Erase for good")
    expect(to_erase).to_contain_text("per er syk")
    to_erase.press("Enter")
    expect(board.get_by_role("heading", level=1)).to_have_text("A note")
    erase(board)
    for one in (host, wall):
        expect(one.get_by_text("per er syk")).to_have_count(0)
        expect(one.get_by_text("erased for good")).to_be_visible()
    away.context.set_offline(False)
    # Exactly: what was refused beside it says so too, sooner or later.
    expect(away.get_by_text("erased for good", exact=True)).to_be_visible()
    expect(away.get_by_text("alvorlig")).to_have_count(0)
    for one in (host, away, wall):
        wait_for(partial(keeps_nothing, one, "syk"), what="the device to keep nothing of it")
    base = database(cafe)
    with base.reading() as session:
        notes = session.scalars(notes_in_any_state().where(Note.erased)).all()
        assert [note.text for note in notes] == [""]
    base.engine.dispose()
