"""A sheet with cells is printed, written on, photographed askew, and typed off cell by cell."""

import re
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect
from sqlalchemy import select

from cafe.core.cells import form
from cafe.kit.cells import cell_sheets, cells_pdf
from cafe.model import CafeTable, Note, Poster, Workshop
from cafe.report.queries import material_of
from tests.browser.paper import sheets as paper_sheets
from tests.browser.paper.sheets import ANGLES, as_jpeg, cell_of, likeness, photographed
from tests.browser.paper.test_paper import a_photo, hang, open_page
from tests.browser.tables import BAD_WEATHER, Table, closing_database, open_table
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.server import Server
from tests.support.waiting import becomes

WORDS = {1: "mer lys", 4: "trygg vei", 8: "gangfelt", 13: "foreldre", 17: "sykkel", 20: "siste"}
COVERED = {"from the left": None, "from below": 2, "upside down": 0}


def printed(table: Table, count: int) -> list[Image.Image]:
    """The table's sheets as the kit prints them."""
    with closing_database(table.server) as db, db.database.reading() as tx:
        workshop = tx.get_one(Workshop, table.workshop)
        uids = {one.number: one.uid or "" for one in tx.scalars(select(CafeTable))}
        sheets = cell_sheets(material_of(tx, workshop), uids, count)
        pdf = cells_pdf(workshop.title, "en", sheets)
    return [paper_sheets.printed(pdf, page) for page in range(count)]


def send(page: Page, file: Path, picture: Image.Image) -> None:
    file.write_bytes(as_jpeg(picture))
    more = page.get_by_text("Another photograph")
    expect(page.get_by_label("Choose pictures").or_(more).first).to_be_attached()
    if more.is_visible() and not page.get_by_label("Choose pictures").is_visible():
        more.click()
    page.get_by_label("Choose pictures").set_input_files(file)


def kept(table: Table) -> dict[str, object]:
    """What the café has: notes by their spot, what is said of cells, which sheets hang."""
    with closing_database(table.server) as db, db.database.reading() as tx:
        here = Note.table_id == table.id
        notes = tx.execute(select(Note.spot, Note.text, Note.part).where(here).order_by(Note.id))
        hang = select(Poster.sheet, Poster.file, Poster.uid).where(Poster.table_id == table.id)
        posters = tx.execute(hang.order_by(Poster.id)).all()
        cells = tx.get_one(CafeTable, table.id).cells
        return {
            "notes": [tuple(one) for one in notes],
            "cells": {one["cell"]: one["said"] for one in cells},
            "sheets": [sheet for sheet, _file, _uid in posters],
            "files": [file for _sheet, file, _uid in posters],
            "uids": [uid for _sheet, _file, uid in posters],
        }


def test_paper_cells_at_three_angles(running: Server, new_page: NewPage, tmp_path: Path) -> None:
    table = open_table(running, ("Hva er godt i dag?", "Hvem kan gjøre mer?"))
    blank = printed(table, 3)
    page = open_page(new_page(viewport={"width": 1280, "height": 900}), table, "/paper")
    field, cells = page.get_by_label("What was said"), page.locator(".cells")
    for number, (name, corners) in enumerate(ANGLES.items(), start=1):
        flat = paper_sheets.written(blank[number - 1], WORDS)
        taken = photographed(flat, corners, covered=COVERED[name])
        send(page, tmp_path / f"{number}.jpg", taken)
        expect(page.locator(".viewer img[data-laid]")).to_have_attribute(
            "src", re.compile(r"/photos/\d+$")
        )
        expect(page.locator(".photos .chosen")).to_have_count(0)
        expect(page.locator(".viewer .numbers button")).to_have_count(number if number > 1 else 0)
        expect(cells).to_have_attribute("data-at", "1")
        file = table.server.data_dir / "posters" / table.workshop / str(kept(table)["files"][-1])  # type: ignore[index]
        straight = Image.open(BytesIO(file.read_bytes()))
        for cell in WORDS:
            crop = cell_of(straight, cell)
            alike = {other: likeness(crop, cell_of(flat, other)) for other in WORDS}
            assert max(alike, key=lambda other: alike[other]) == cell, (name, cell, alike)
            assert alike[cell] > 0.7, (name, cell, alike)
    assert kept(table)["sheets"] == [1, 2, 3]
    first_sheet = page.get_by_role("button", name="Photograph 1")
    first_sheet.click()
    # The third stood at its first cell too.
    expect(first_sheet).to_have_attribute("aria-pressed", "true")
    for cell in range(1, form.CELLS + 1):
        expect(cells).to_have_attribute("data-at", str(cell))
        field.fill({13: "?"}.get(cell, WORDS.get(cell, "-")))
        if cell in (1, 2):
            looks = "Not typed off yet." if cell == 1 else "It looks empty."
            expect(cells.locator(".stands")).to_have_text(looks)
        field.press("Enter")
    expect(cells).to_have_attribute("data-done", str(form.CELLS))
    expect(page.locator(".slip[data-status=received]")).to_have_count(len(WORDS) - 1)
    expect(page.locator(".viewer .mark[data-said=typed]")).to_have_count(len(WORDS) - 1)
    axe(page)
    has = kept(table)
    first = has["uids"][0]  # type: ignore[index]
    typed = [(f"1/{cell}@{first}", text) for cell, text in WORDS.items() if cell != 13]
    assert [(spot, text) for spot, text, _part in has["notes"]] == typed  # type: ignore[attr-defined]
    assert [part for _s, _t, part in has["notes"]] == ["A", "A", "A", "B", "B"]  # type: ignore[attr-defined]
    rest = {f"1/{cell}@{first}": "empty" for cell in range(1, 21) if cell not in WORDS}
    assert has["cells"] == rest | {f"1/13@{first}": "illegible"}
    # Back to an earlier one; and the same sheet photographed once more is not typed off again, but
    # for the cells in which somebody has written on.
    page.get_by_role("button", name="Cell 13: Illegible").click()
    field.fill("foreldre")
    field.press("Enter")
    expect(page.locator(".viewer .mark[data-said=typed]")).to_have_count(len(WORDS))
    more = paper_sheets.written(blank[0], WORDS)
    more = paper_sheets.written(more, {2: "kom til", 8: "og fartsdump"}, down=30)
    send(page, tmp_path / "again.jpg", photographed(more, ANGLES["from below"]))
    expect(page.locator(".cells .changed")).to_contain_text(": 2, 8.")
    expect(cells).to_have_attribute("data-done", str(form.CELLS - 2))
    expect(cells).to_have_attribute("data-at", "2")
    axe(page)
    field.fill("kom til")
    field.press("Enter")
    expect(cells).to_have_attribute("data-at", "8")
    page.get_by_role("button", name="As it was: photograph 1").click()
    expect(page.get_by_text("was photographed again later")).to_be_visible()
    page.get_by_role("button", name="As it is now: photograph 4").click()
    page.get_by_role("button", name="Nothing is new").click()
    expect(cells).to_have_attribute("data-done", str(form.CELLS))
    expect(page.locator(".slip[data-status=received]")).to_have_count(len(WORDS) + 1)
    has = kept(table)
    first, last = has["uids"][0], has["uids"][-1]  # type: ignore[index]
    assert has["notes"][-1][:2] == (f"1/2@{last}", "kom til")  # type: ignore[index]
    assert has["notes"][2][:2] == (f"1/8@{first}", "gangfelt")  # type: ignore[index]
    page.reload()
    page.get_by_role("button", name="Photograph 4", exact=True).click()
    expect(cells).to_have_attribute("data-done", str(form.CELLS))
    page.get_by_role("button", name="It is another sheet").click()
    expect(cells).to_have_attribute("data-done", "0")


def test_what_is_no_sheet_of_this_table(running: Server, new_page: NewPage, tmp_path: Path) -> None:
    table, other = open_table(running), open_table(running)
    page = open_page(new_page(expect=BAD_WEATHER), table, "/paper")
    [own], [strange] = printed(table, 1), printed(other, 1)
    corners = ANGLES["from below"]
    problem = page.locator(".photos .problem")
    send(page, tmp_path / "strange.jpg", photographed(strange, corners))
    expect(problem).to_contain_text("printed for another café")
    page.locator(".photos").get_by_role("button", name="Cancel").click()
    two = photographed(photographed_over(own, (0, 1)), corners)
    send(page, tmp_path / "two.jpg", two)
    expect(problem).to_contain_text("too few of its corners")
    # It can be typed off as it is.
    page.get_by_role("button", name="Hang the picture as it is").click()
    expect(page.locator(".viewer img[data-laid]")).to_be_visible()
    page.get_by_text("Another photograph").click()
    page.get_by_label("Choose pictures").set_input_files(a_photo(tmp_path, "fri.jpg", "teal"))
    expect(page.locator(".viewer .numbers button")).to_have_count(2)
    expect(page.locator(".cells")).to_have_count(0)
    assert kept(table)["sheets"] == [None, None]


def photographed_over(sheet: Image.Image, corners: tuple[int, ...]) -> Image.Image:
    """The sheet with these corners painted over."""
    sheet = sheet.copy()
    for corner in corners:
        left, top = (round(one * paper_sheets.DPMM) for one in form.CORNERS[corner])
        side = round(form.CODE * paper_sheets.DPMM)
        sheet.paste("white", (left, top, left + side, top + side))
    return sheet


def test_a_press_on_the_picture_marks_where_the_next_note_stands(
    running: Server, new_page: NewPage, tmp_path: Path
) -> None:
    table = open_table(running)
    page = open_page(new_page(), table, "/paper")
    hang(page, a_photo(tmp_path, "plakat.jpg", "orange"))
    expect(page.locator(".viewer img[data-laid]")).to_be_visible()
    marks, field = page.locator(".viewer .mark"), page.get_by_label("What was said")
    page.locator(".viewer .frame").focus()
    page.keyboard.press("m")
    expect(marks).to_have_count(1)
    expect(field).to_be_focused()
    field.fill("mer lys")
    field.press("Enter")
    expect(marks).to_have_text(["1"])
    page.locator(".viewer .frame").click(position={"x": 200, "y": 200})
    expect(marks).to_have_count(2)
    field.fill("gangfelt")
    field.press("Enter")
    expect(marks).to_have_text(["1", "2"])
    page.reload()
    expect(marks).to_have_text(["1", "2"])
    expect(page.locator(".slip[data-status=received]")).to_have_count(2)
    axe(page)
    # By mouse, by keys and off; and back.
    second = page.get_by_role("button", name=re.compile("^Mark 2, “gangfelt”: "))
    box = second.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    placed = kept_spots(table)[1]
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 60, steps=3)
    page.mouse.up()
    expect(page.get_by_text("Undo: move the mark back")).to_be_visible()
    becomes(lambda: kept_spots(table)[1] != placed, True)
    dragged = kept_spots(table)[1]
    # A drag that is called off moves nothing.
    lies = second.get_attribute("data-left")
    page.mouse.move(x + 60, y + 60)
    page.mouse.down()
    page.mouse.move(x + 120, y + 90, steps=3)
    expect(second).not_to_have_attribute("data-left", str(lies))
    page.keyboard.press("Escape")
    expect(second).to_have_attribute("data-left", str(lies))
    page.mouse.up()
    second.press("Shift+ArrowLeft")
    second.press("ArrowUp")
    becomes(lambda: moved_by(dragged, kept_spots(table)[1]), (-50, -10))
    axe(page)
    second.press("Delete")
    expect(marks).to_have_text(["1"])
    becomes(lambda: kept_spots(table)[1], "")
    page.get_by_role("button", name="Undo: put the mark back").click()
    page.get_by_role("button", name="Undo: move the mark back").click()
    becomes(lambda: kept_spots(table)[1], dragged)
    expect(page.locator(".slip[data-status=received]")).to_have_count(2)


def kept_spots(table: Table) -> list[str]:
    return [spot for spot, _text, _part in kept(table)["notes"]]  # type: ignore[attr-defined]


def moved_by(one: str, other: str) -> tuple[int, int]:
    (_a, x, y), (_b, to_x, to_y) = one.split(":"), other.split(":")
    return int(to_x) - int(x), int(to_y) - int(y)
