"""Everything that is stored, in the server and in browsers, in one list.

The privacy page, docs/privacy.md and a test read it: a new column, store or cookie fails until it
is placed here (tests/people/privacy/test_stored.py).
"""

from collections.abc import Callable
from typing import NamedTuple

from cafe.core.i18n import _

RAW, CAFE, ACCOUNT, FOLLOWER = "raw", "cafe", "account", "follower"
# How long each group is kept, in the words of the record (docs/privacy.md).
HOW_LONG = {
    RAW: "until the café's deletion date (a year after its day, unless an owner chose another)",
    CAFE: "with the café: until its final versions' own date, or until it is deleted",
    FOLLOWER: "13 months, on the list of a series 25; two days when it is not confirmed; or until "
    "its link is pressed",
    ACCOUNT: "until the person ends it, or by itself as said",
}


class Group(NamedTuple):
    """What belongs together. `tables`: "table: column column …", all that lies in the database;
    `about`: whose data it is, in English; `words`: what the privacy page says, in its language.
    """

    key: str
    about: str
    until: str
    tables: str
    words: Callable[[], str]


GROUPS = (
    Group(
        "notes",
        "participants: what is said at tables, without names; nobody is asked who said what",
        RAW,
        """note: id uid workshop_id table_id kind part text struck aside_reason elaborations
        position round paper joined_into in_main state reason taken created_at erased spot
        question: id uid origin workshop_id number text form parts prompts hints summary
        summary_words category: id question_id heading listed position
        entry: id category_id text position words
        source: entry_id note_id absorbed position
        apart: first_id second_id
        opposed: first_id second_id
        change: workshop_id revision what key item by act undoes at salt leaf erased""",
        lambda: _(
            "The notes typed at the tables, with all their earlier wordings. "
            "Nobody is asked who said what."
        ),
    ),
    Group(
        "seal",
        "nobody: digests by which it is seen whether a history is whole",
        RAW,
        "workshop: seal seals",
        lambda: _(
            "A seal over the history: digests and random numbers by which it is seen that nothing "
            "was changed in secret. They tell nothing of what was typed."
        ),
    ),
    Group(
        "hosts",
        "table hosts: names, roles, whether they were asked and have answered, e-mail addresses",
        RAW,
        """cafe_table: kind uid name origin_kind day took_part id workshop_id question_id number
        cafe_name split hosts roles meeting tags main_statement opened_at rehearsed cells
        invitation: id workshop_id table_id name nonce token_digest answer answered_at
        host_address: id workshop_id name address hall_message: id workshop_id table_id uid text at
        letter_sent: id workshop_id invitation_id kind status why at""",
        lambda: _(
            "The hosts' e-mail addresses, when an organiser has written them down to send "
            "invitations. They are kept apart from all else, in no archive and no document, and "
            "deleted with the host's name or with the café. When an invitation was sent is kept as "
            "well. A message from the organiser to a table is kept until it has been read there, "
            "at the longest until the sorting begins."
        ),
    ),
    Group(
        "phones",
        "visitors with a phone: questions and dots, under a code that leads back to no phone",
        RAW,
        """asked: id uid workshop_id note_id text answered answer shown hidden decided reason at
        erased dot: note_id device at lifted""",
        lambda: _(
            "Questions asked at the wall, their answers, and dots on notes, without a name. A dot "
            "is kept under a code made for this café only, which leads back to no phone."
        ),
    ),
    Group(
        "readers",
        "readers of a draft: what they remarked on it and how many they were, and nothing of who",
        RAW,
        """reading: id uid workshop_id version_id number cards closed readers remarks
        remark: workshop_id uid reading_id question_id about thing words kind text outcome reason
        by decided_on""",
        lambda: _(
            "What readers of a draft remarked on it, and how many have read it. Not who they were, "
            "from which device, nor when: nothing of that is kept."
        ),
    ),
    Group(
        "evaluation",
        "whoever answers the evaluation: what they say of the day, without person, time or order",
        RAW,
        """workshop: evaluation
        evaluation_answer: key workshop_id question text number held
        evaluation_sheet: key workshop_id audience paper act settled""",
        lambda: _(
            "What people answered in the evaluation, without a name, a time or an order. Apart "
            "from it a code for each device that has answered, so that it answers once. While "
            "the form is open a device can correct its own answer; when it is closed nothing "
            "leads from the one to the other, also not in the database."
        ),
    ),
    Group(
        "photographs",
        "participants: pictures of posters",
        RAW,
        "poster: id table_id file alt size uid sheet parts",
        lambda: _("Photographs of posters, without place, time or camera."),
    ),
    Group(
        "plan",
        "organisers: what they wrote about the gathering; who signs the document",
        RAW,
        """workshop: name network starts ends place purpose participants background goal programme
        letter commissioner intro signature timer_ends_ms paused_ms talk_began_ms rounds round
        changing asks_main dots dots_hidden silent codes screen phones print_elaborations seating
        report_options abbreviations checklist
        series_letter: id series_id workshop_id words act by count at""",
        lambda: _("What the organisers wrote about the gathering, and who signs the document."),
    ),
    Group(
        "links",
        "nobody: digests of links and codes",
        RAW,
        """link: id workshop_id table_id tray nonce code_nonce token_digest code_digest
        retired: token_digest""",
        lambda: _("Of links and codes, marks by which they are known again."),
    ),
    Group(
        "documents",
        "whoever is named in the document: who signs it",
        CAFE,
        """version: id workshop_id final number revision folder lines by kept_at shown nonce
        token_digest shown_at read_until name remark
        document_link: workshop_id nonce token_digest webhook: workshop_id address nonce by at
        webhook_delivery: id uid workshop_id version_id status tries due why at
        workshop: id title document_title language date stage binned template series_id listed
        organisation_id closed_to_organisation raw_until final_until raw_gone reminded reminded_on
        case_number privacy revision created_at
        series: id uid name organisation_id nonce token_digest""",
        lambda: _(
            "The document as it was at the moments an organiser kept it, and what that is called. "
            "A final version may be put on the web, and a draft read by a link until a day that is "
            "set; whoever has the link can read it until then, or until the organiser takes it off."
        ),
    ),
    Group(
        "followup",
        "whoever is named in an answer, mostly as somebody's office: who sees to what",
        CAFE,
        """followup: id uid workshop_id question heading entry text sentences version
        followup_answer: id uid followup_id status words why responsible due day corrects by
        written
        followup_letter: id workshop_id follower_id person_id letter_id kind status why at""",
        lambda: _(
            "What came of what the document says: dated answers, who sees to it, and by when. "
            "Everybody who has the document's address reads them. A corrected answer keeps what it "
            "said before."
        ),
    ),
    Group(
        "followers",
        "whoever asked to be told what comes of a café, or to be invited to the next of a series: "
        "an e-mail address, and on the list of a series what they said of themselves, linked to "
        "nothing else",
        FOLLOWER,
        """follower: id workshop_id series_id address name paper language nonce token_digest
        confirmed made ends told told_on counted counted_on""",
        lambda: (
            _(
                "The e-mail address of whoever asks to be told what comes of it. It is kept apart "
                "from all else and leads to no note. It is deleted by the link in each letter, "
                "after 13 months by itself, and after two days when nobody confirms it."
            )
            + " "
            + _(
                "Of whoever asks to be invited to the next café of a series: the e-mail address, "
                "and a name or where they are from if they wish. The organisers who own these "
                "cafés see it once it is confirmed. It is kept apart in the same way, for 25 "
                "months."
            )
        ),
    ),
    Group(
        "audit",
        "organisers: who did what with a café, and when; no content",
        CAFE,
        "audit: id workshop_id what by about at last times",
        lambda: _(
            "Of organisers: when they logged in, shared the café, renewed links, took files away, "
            "published or deleted. Only the café's owners read it, and it goes with the café."
        ),
    ),
    Group(
        "accounts",
        "organisers: name, e-mail address, password (argon2id), role",
        ACCOUNT,
        """person: id email name password_hash address_typed organisation_id admin_of_organisation
        keeper created_at
        organiser: workshop_id person_id role put_away
        organisation: id uid name most_cafes most_bytes domains privacy""",
        lambda: (
            _("The names of table hosts and organisers, and the organisers' e-mail addresses.")
            + " "
            + _(
                "Organisers change and delete their account themselves. What they did in cafés "
                "stays, "
                "as a former organiser's."
            )
        ),
    ),
    Group(
        "logins",
        "organisers: in which browsers they are logged in",
        ACCOUNT,
        "login_session: id digest person_id began seen browser system",
        lambda: _(
            "Of organisers who are logged in: in which browser, such as “Firefox on Windows”, "
            "since "
            "when, and about when it was last used. It is deleted when they log out, or after 14 "
            "days. For a year their browser also keeps a cookie saying that it has been logged in "
            "before, so that nobody who guesses at the password can lock them out."
        ),
    ),
    Group(
        "invited",
        "colleagues: name and e-mail address, until they come or two weeks have passed",
        ACCOUNT,
        """account_link: id kind token_digest nonce workshop_id person_id organisation_id made_by
        role
        name email language operation member made ends status why""",
        lambda: _(
            "Of colleagues who are invited: the name and e-mail address that an owner has written, "
            "until they come, the invitation is withdrawn, or two weeks have passed."
        ),
    ),
    Group(
        "tokens",
        "organisers: programs that act for them",
        ACCOUNT,
        """api_token: id digest person_id workshop_id name role operation made ends used uses
        revoked""",
        lambda: _(
            "Of tokens for other systems: what they are called, whose they are, how long they are "
            "good for, how often they were used and about when last; of the token itself only a "
            "mark by which it is known again. A token may read and add what its person may."
        ),
    ),
    Group(
        "second",
        "organisers with a second step",
        ACCOUNT,
        """second_factor: person_id nonce step used_by
        recovery_code: id person_id digest used_by""",
        lambda: _(
            "Of organisers with a second step at log-in: a random number, and marks by which ten "
            "recovery codes are known again."
        ),
    ),
    Group(
        "elsewhere",
        "organisers who log in with their organisation's service: their number there",
        ACCOUNT,
        "identity: id person_id issuer sub",
        lambda: _(
            "Of organisers who log in with their organisation's log-in service: the number they "
            "have there, and the name and e-mail address it gave the first time. What logs them "
            "out there lies in a cookie in their own browser."
        ),
    ),
)


def columns() -> list[tuple[str, str]]:
    """Each table and column that is placed, as often as it is."""
    found = []
    for group in GROUPS:
        table = ""
        for word in group.tables.split():
            if word.endswith(":"):
                table = word.removesuffix(":")
            else:
                found.append((table, word))
    return found
