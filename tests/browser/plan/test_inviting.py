"""Letters to hosts go to pasted addresses by a real mail server, as an organiser does it."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.plan.halls import hall_in, log_in
from tests.plan.inviting.mail import letters_in, mail_server
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.server import StartServer

PASTED = "Solveig <solveig@example.org>\nOdd Arne\todd@example.org\nNobody\tnobody@example.org"
SENT = re.compile(r"\d{4}")  # the day on which it was sent


def test_letters_go_to_pasted_addresses(
    server: StartServer, new_page: NewPage, tmp_path: Path
) -> None:
    with mail_server(tmp_path / "mail") as url:
        hall = hall_in(server(CAFE_SMTP_URL=url, CAFE_MAIL_FROM="cafe@example.org"))
        board = log_in(new_page(expect=("422",)), hall, "invitations")
        board.get_by_role("button", name="Make 2 invitations").click()
        board.get_by_text("E-mail addresses", exact=True).click()
        pasted = board.get_by_label("A host and an address on each line")
        pasted.fill(PASTED)
        keep = board.get_by_role("button", name="Keep the addresses")
        keep.click()
        # Who is no host is told where the lines are, and nothing typed is gone.
        expect(board.get_by_role("alert")).to_contain_text("Nobody")
        expect(pasted).to_have_value(PASTED)
        pasted.fill(PASTED.rpartition("\n")[0])
        keep.click()
        rows = board.locator(".hosts-table tbody tr")
        expect(rows.nth(0)).to_contain_text("solveig@example.org")
        expect(rows.nth(1)).to_contain_text("odd@example.org")
        board.get_by_role("button", name="Send 2 letters").click()
        expect(board.get_by_role("button", name="Send 2 letters")).to_have_count(0)
        for row in (0, 1):
            expect(rows.nth(row).locator("[data-label='Asked on']")).to_have_text(SENT)
        axe(board)
        letters = letters_in(tmp_path / "mail")
        assert [str(one["To"]) for one in letters] == ["odd@example.org", "solveig@example.org"]
