"""How much each route takes, looked at before anything of a request's body is read.

A JSON body's limit comes from its fields (`takes` in bodies.py). Forms and uploads have theirs
here. A route that is not placed takes next to nothing, and a test names it.
"""

from flask import Flask, current_app, request
from werkzeug.exceptions import LengthRequired, RequestEntityTooLarge, UnsupportedMediaType

from cafe.core.i18n import _
from cafe.web.access import NotLoggedIn, by_link, logged_in

KB, MB = 1024, 1024 * 1024
# Beyond this it is asked who sends, before a form is taken apart: a stranger's is not worth it.
SMALL = 16 * KB
ARCHIVE = 4096 * MB  # a café of 200 tables, each with ten photographs as large as we keep them
PHOTO = 40 * MB  # a telephone's 108 megapixels
TEMPLATE = 25 * MB
# Beyond `LARGEST` (intake/reading/book.py) it is told so; pasted letters take three bytes each.
TABLE = 32 * MB

# Letters of a form come as `%F0%9F%92%AC` at worst: twelve bytes each.
FORMS: dict[str, int] = {
    "people.enter_code": KB,
    "people.make_first": SMALL,
    "people.log_in": SMALL,
    "people.log_out": KB,
    "people.join_account": SMALL,
    "people.make_from_elsewhere": SMALL,
    "people.second_step": SMALL,
    "people.set_up_second": SMALL,
    "people.switch_off_second": SMALL,
    "people.end_session": KB,
    "people.end_others": KB,
    "people.make_token": 8 * KB,  # a name of 200 characters
    "people.revoke_token": KB,
    "people.invite_colleague": 8 * KB,
    "people.withdraw_invitation": KB,
    "people.set_role": KB,
    "people.take_out_colleague": KB,
    "people.hand_over": KB,
    "people.leave_cafe": KB,
    "people.make_reset_link": KB,
    "people.make_account": SMALL,
    "people.join_as_me": KB,
    "people.reset_password": SMALL,
    "people.ask_for_letter": 4 * KB,
    "people.set_name": 8 * KB,
    "people.set_email": SMALL,
    "people.change_password": SMALL,
    "people.delete_account": SMALL,
    "people.rename_organisation": 8 * KB,
    "people.say_of_cafe": 256 * KB,  # five texts, and as they were
    "people.say_of_organisation": 256 * KB,
    "people.set_admin": KB,
    "people.take_out": KB,
    "people.name_owner": KB,
    "people.close_to_others": KB,
    "people.invite_member": 4 * KB,
    "people.withdraw_member": KB,
    "people.invite_admin": 4 * KB,
    "people.make_organisation": 4 * KB,
    "people.change_organisation": 64 * KB,  # fifty domains, and as they were
    "table.describe_from_page": 64 * KB,  # what a photograph shows, and as it was said
    "plan.create": KB,
    "plan.copy": KB,
    "plan.keep_until": 16 * KB,  # a case number, and as it was
    "plan.put_away": KB,
    "plan.put_in_bin": KB,
    "plan.take_back": KB,
    "plan.choose_series": 8 * KB,  # a name of 400 characters
    "after.rename": 8 * KB,
    "after.show": 8 * KB,
    "after.list_here": 8 * KB,
    "plan.delete": SMALL,  # the café's name is typed once more
    "plan.move_stage": KB,
    "plan.step": KB,
    "plan.prompts": KB,
    "plan.agree": KB,
    "plan.start_block": KB,
    "plan.timer": KB,
    "plan.tell_tables": 4 * KB,  # a line of 200 characters
    "plan.take_message_back": KB,
    "plan.renew": KB,
    "plan.renew_short": KB,
    "plan.switch_codes": KB,
    "plan.invite": KB,
    "plan.keep_addresses": 64 * KB,
    "plan.word_letter": 256 * KB,  # the letter as it was, and as it shall be
    "plan.mark_sent": KB,
    "plan.mail_letters": KB,
    "plan.answer_invitation": KB,
    "plan.make_seating": 8 * KB,  # 200 ticks
    "plan.add_to_seating": KB,
    "plan.remove_seating": KB,
    "evaluation.set_form": KB,
    "evaluation.set_question": 64 * KB,  # a question with ten choices, and as it was
    "evaluation.type_sheet": 512 * KB,  # twenty answers of 2,000 characters
    "wall.press": KB,
    "wall.set_dots": KB,
    "wall.act_on_phones": 128 * KB,  # 300 ticks beside a field of 200 characters
    "sort.new_origin": 4 * KB,  # a name of 200 characters
    "sort.origin_notes": 1024 * KB,  # 500 pasted lines
    "sort.origin_name": 8 * KB,  # a name of 200 characters, and as it was
    "sort.origin_question": KB,
    "sort.origin_gone": KB,
    "sort.take_back": KB,
    "sort.look": 4 * KB,  # words that are looked for in the log
    "sort.abbreviations": 480 * KB,  # 300 pasted lines of 120 characters
    "intake.take_out": KB,
    "intake.take": 64 * KB,  # 200 columns, each with its role, and a name
    "report.choose_options": 4 * KB,
    "report.keep": 4 * KB,
    "erasure.look": 128 * KB,  # words, as many as are looked for
    "erasure.press": 512 * KB,  # sentences of several notes, each worded anew
    "report.show": KB,
    "report.lend": KB,
    "report.call": 64 * KB,  # 2,200 characters, and as they were
    "report.name_webhook": 4 * KB,
    "report.take_webhook": KB,
    "report.send_trial": KB,
    "readers.show_card": KB,
    "readers.enter_word": KB,
    "readers.open_round": KB,
    "readers.end_round": KB,
    "readers.decide": 8 * KB,  # a reason of 200 characters
    "followup.give": 128 * KB,  # two statements, and who
    "followup.ask_to_be_told": 4 * KB,
    "followup.confirm_address": KB,
    "followup.ask_to_be_invited": 8 * KB,
    "followup.type_list": 128 * KB,  # 100 lines
    "followup.take_out": KB,
    "followup.write_to_all": 16 * KB,
    "followup.send_again": KB,
    "followup.forget_address": KB,
    "demo.demo": KB,
}
UPLOADS: dict[str, int] = {
    "table.add_photo": PHOTO,
    "report.send_letterhead": TEMPLATE,
    "archive.bring": ARCHIVE,
    "intake.send": TABLE,
}
# The address says it all: nobody reads the `{}` that comes along.
BARE: dict[str, int] = {
    "wall.put_dot": KB,
    "wall.take_dot": KB,
    "report.cancel": KB,
    "v1.cancel_job": KB,
    "v1.undo_notes": KB,
    "jobs.cancel": KB,
    "readers.count_reader": KB,
}


def set_up(app: Flask) -> None:
    """Look at each request's size before anybody reads it. To be called before CSRF is."""
    app.before_request(check)


def most_of(app: Flask, endpoint: str | None) -> int | None:
    """The largest body `endpoint` takes, in bytes; None when nobody has said it."""
    json: int | None = getattr(app.view_functions.get(str(endpoint)), "most", None)
    placed = [kind.get(str(endpoint), 0) for kind in (FORMS, UPLOADS, BARE)]
    return max(*placed, json or 0) or None


def check() -> None:
    """Raise what refuses this request's body (411, 413, 415), before anything of it is read."""
    request.max_content_length = most = most_of(current_app, request.endpoint) or 0
    length = request.content_length or 0
    if request.endpoint is None:
        return  # there is no such page, and nobody will read what was sent to it
    if "Transfer-Encoding" in request.headers:
        raise LengthRequired
    if length > most:
        raise RequestEntityTooLarge
    as_form = request.endpoint in FORMS or request.endpoint in UPLOADS
    if length and not as_form and not request.is_json:
        raise UnsupportedMediaType
    if length > SMALL and as_form and not request.is_json:
        _know_sender()


def _know_sender() -> None:
    """Raise NotFound or NotLoggedIn unless whoever sends may come in at this address at all."""
    if token := (request.view_args or {}).get("token"):
        by_link(token)
    elif logged_in() is None:
        raise NotLoggedIn(_("Log in to open this page."))
