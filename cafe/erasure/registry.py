"""What becomes of each column that can hold words when they are erased for good, and of each file.

A column or file that is in neither list fails a test: nobody forgets a place where words lie.
"""

from typing import Literal

# What reaches a column.
#   cut      looked through in its café; words are cut out of it, or it is emptied with its thing
#   host     goes with a host's name, and is looked through too
#   line     the history: the change loses all its words (model/sealing.py)
#   version  the kept version is made anew without the words (versions.py)
#   account  goes with the account of the person whose it is (people/actions.py: delete_person)
#   follower goes by the link in each letter to it, or on its own day (followup/)
#   owner    is no café's: whoever keeps it changes it on its page, and nothing older is kept
#   none     holds no words that anybody types: ids, digests, names of kinds, numbers, addresses
Shredder = Literal["cut", "host", "line", "version", "account", "follower", "owner", "none"]

_CUT = """
    workshop.title workshop.document_title workshop.name workshop.network workshop.place
    workshop.purpose workshop.participants workshop.background workshop.goal workshop.programme
    workshop.letter workshop.commissioner workshop.intro workshop.signature workshop.checklist
    workshop.abbreviations workshop.privacy workshop.case_number
    question.text question.parts question.hints question.summary
    cafe_table.name cafe_table.cafe_name cafe_table.meeting cafe_table.tags
    cafe_table.main_statement
    poster.alt
    note.text note.aside_reason note.elaborations note.reason note.taken
    asked.text asked.answer asked.reason
    workshop.evaluation evaluation_answer.text
    category.heading entry.text
    letter_sent.why version.name version.remark
    remark.words remark.text remark.reason
    followup.heading followup.text
    hall_message.text
    followup_answer.words followup_answer.why followup_answer.responsible
    series_letter.words
"""
_HOST = """
    cafe_table.hosts cafe_table.roles host_address.name host_address.address invitation.name
"""
_ACCOUNT = """
    person.email person.name person.password_hash identity.issuer identity.sub
    account_link.name account_link.email account_link.why api_token.name
    login_session.browser login_session.system
"""
_OWNER = """
    organisation.name organisation.domains organisation.privacy
    series.name webhook.address webhook_delivery.why
"""
_NONE = """
    audit.workshop_id audit.what audit.by audit.about
    organisation.uid retired.token_digest login_session.digest
    series.uid series.nonce series.token_digest
    recovery_code.digest recovery_code.used_by second_factor.nonce second_factor.used_by
    workshop.id workshop.language workshop.starts workshop.ends workshop.stage workshop.rounds
    workshop.phones workshop.screen workshop.report_options workshop.seating workshop.seals
    account_link.kind account_link.token_digest account_link.nonce account_link.workshop_id
    account_link.role account_link.language account_link.operation account_link.status
    api_token.digest api_token.workshop_id api_token.role api_token.operation
    change.workshop_id change.what change.key change.by change.act change.undoes
    hall_message.workshop_id hall_message.uid
    host_address.workshop_id organiser.workshop_id organiser.role
    entry.words question.summary_words question.uid question.origin question.workshop_id
    question.form question.prompts
    document_link.workshop_id document_link.nonce document_link.token_digest
    version.workshop_id version.folder version.by version.nonce version.token_digest
    webhook.workshop_id webhook.nonce webhook.by
    cafe_table.kind cafe_table.uid cafe_table.workshop_id cafe_table.origin_kind cafe_table.day
    category.id webhook_delivery.uid webhook_delivery.workshop_id webhook_delivery.status
    entry.id entry.category_id
    invitation.workshop_id invitation.nonce invitation.token_digest
    link.workshop_id link.nonce link.code_nonce link.token_digest link.code_digest
    note.uid note.workshop_id note.kind note.part note.joined_into note.state
    note.spot cafe_table.cells poster.file poster.uid
    asked.uid asked.workshop_id asked.answered asked.decided
    evaluation_answer.key evaluation_answer.workshop_id evaluation_answer.question
    evaluation_sheet.key evaluation_sheet.workshop_id evaluation_sheet.audience evaluation_sheet.act
    dot.device dot.lifted letter_sent.workshop_id letter_sent.kind letter_sent.status
    source.entry_id
    reading.uid reading.workshop_id remark.workshop_id remark.uid remark.about remark.thing
    remark.kind remark.outcome remark.by
    followup.uid followup.workshop_id followup.entry followup.sentences
    followup_answer.uid followup_answer.status followup_answer.corrects followup_answer.by
    follower.workshop_id follower.language follower.nonce follower.token_digest
    series_letter.workshop_id series_letter.act series_letter.by
    followup_letter.workshop_id followup_letter.kind followup_letter.status followup_letter.why
"""
_LISTS: dict[Shredder, str] = {
    "cut": _CUT,
    "host": _HOST,
    "line": "change.item",
    "version": "version.lines",
    "account": _ACCOUNT,
    "follower": "follower.address follower.name",
    "owner": _OWNER,
    "none": _NONE,
}
SHREDDERS: dict[str, Shredder] = {
    column: shredder for shredder, columns in _LISTS.items() for column in columns.split()
}
# In whose texts a café is looked through.
SEARCHED = tuple(column for column, how in SHREDDERS.items() if how in ("cut", "host"))

# Each kind of file in the data folder, by a pattern of its path there, and what reaches it.
FILES: dict[str, str] = {
    "cafe.db*": "secure_delete writes zeros, and the log is emptied after each erasure (files.py)",
    "posters/*/*.jpg": "taken away, or drawn over and kept under another name (files.py)",
    "posters/*/.*": "half written by somebody who was killed: gone with an erasing an hour later",
    "versions/*/*/*": "the version is made anew, and its old folder taken away (versions.py)",
    "letterheads/*.docx": "the organiser's own template: holds nothing that was typed in a café",
    "letterheads/*.png": "page one of a trial on it: our own words and the template's",
    "makings/*/*/*": "every job of the café is cancelled and taken away with what it made",
    "makings/*": "locks and marks between processes; a file that is being sent goes in an hour",
    "restoring/*": "a backup that is just being put back, before any server runs (backup/)",
    "erased.jsonl": "what was erased, by ids and without a word of it (backup/gone.py)",
    "backup.json": "when the last copy was made, and why not",
    "secret.key": "signs sessions and links",
    "setup-word": "of the first account, until there is one",
}
