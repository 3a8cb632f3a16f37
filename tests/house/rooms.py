"""The rooms in their order, and what each module of them does: a new one is placed here."""

# In the order in which data flows. A room may look into an earlier one.
ROOMS = (
    "people",
    "seal",
    "plan",
    "table",
    "wall",
    "evaluation",
    "suggest",
    "sort",
    "document",
    "writers",
    "followup",
    "report",
    "readers",
    "guides",
    "kit",
    "archive",
    "erasure",
    "verify",
    "intake",
    "after",
    "api",
)
# What a module of a room does; a module that stands in no list, and in no folder of a kind, fails.
#   rules    decide: plain values in and out
#   queries  read the database
#   files    know the disk, processes or formats, and no database
#   actions  write
#   routes   know the web
KINDS = {
    "rules": """
        people.rules people.browsers people.refusals people.security
        people.oidc.rules people.oidc.tokens
        people.factor.rules people.colleagues.rules people.organisations.rules seal.rules
        seal.compare seal.shown plan.rules plan.rules_facts plan.rules_rounds plan.rules_seating
        plan.rules_cafes plan.rules_copies plan.hall.rules plan.programme plan.shipped plan.rotation
        plan.remains.rules plan.inviting.rules table.rules table.rules_paper wall.rules
        wall.rules_screen suggest sort.rules sort.history.tray
        sort.history.questions sort.history.who
        sort.own_words sort.history.told sort.ledger sort.origins.rules document archive.links
        archive.pieces archive.problems archive.schema after.rules after.headings after.feed
        report.webhooks.rules report.extracts.answers evaluation.rules evaluation.shown
        followup.rules followup.rules_following followup.rules_contacts followup.due followup.beside
        api.described api.openapi verify.checked verify.compare verify.ledgers verify.paths
        verify.pieces writers.guard intake.facts intake.placing intake.reading intake.recognising
        intake.summary intake.chosen intake.words people.audit.rules archive.history.kinds
        archive.history.pieces archive.history.check archive.history.things people.privacy.rules
        people.privacy.stored people.privacy.known_lacks people.privacy.browser plan.retention.rules
        people.privacy.record verify.kept verify.past erasure.registry erasure.rules erasure.request
        erasure.gone erasure.kept readers.rules guides.rules
    """,
    "queries": """
        people.queries people.factor.queries people.colleagues.queries people.organisations.queries
        people.organisations.quota plan.queries plan.queries_cafes plan.queries_series plan.undoable
        plan.board after.queries after.queries_page plan.remains.queries plan.inviting.queries
        plan.hall.queries
        table.queries table.queries_paper table.who evaluation.queries
        table.wordings wall.queries wall.queries_phones wall.meanwhile sort.queries sort.offers
        sort.wordings sort.worded sort.history.log sort.history.lines sort.history.past
        sort.history.stacks sort.history.rows sort.abbreviations sort.origins.queries report.queries
        report.queries_notes report.queries_past report.queries_remains report.queries_words
        report.versions.queries report.export archive.queries archive.beside archive.programme
        archive.export archive.packing.whole report.webhooks.queries api.queries intake.queries
        people.audit.queries archive.history.queries plan.retention.queries people.privacy.queries
        readers.queries readers.told report.queries_readers archive.readers
        report.extracts.queries report.extracts.export
        archive.answers.queries followup.queries followup.queries_contacts
        readers.queries readers.told report.queries_readers archive.readers sort.parts
        erasure.queries erasure.plan erasure.pointed erasure.reach erasure.shown
    """,
    "files": """
        people.setup_word people.oidc.provider table.photos writers kit.cards kit.cells kit.posters
        guides.pdf
        report.letterhead report.letterhead_trial report.webhooks.post report.versions.store
        api.client api.commands archive.packing.package intake.kept archive.kontroll.kontroll
        verify.files verify.package verify.reading erasure.files guides.texts
    """,
    "actions": """
        seal.actions people.actions people.links people.sessions people.tokens people.document_links
        people.organisations.actions people.organisations.inviting people.oidc.actions
        people.factor.actions people.colleagues.actions people.colleagues.letters
        report.webhooks.actions report.webhooks.send plan.guards plan.inviting.letters table.guards
        sort.guards sort.history.gathered sort.history.restore sort.history.revert
        sort.history.trace sort.history.undo sort.origins.actions sort.origins.keeping sort.keeping
        sort.meanwhile sort.pairs sort.places report.versions.keep archive.actions archive.commands
        archive.erase archive.slices intake.commands verify.anew verify.checks verify.commands
        archive.answers.bring followup.letters followup.commands verify.versions
        archive.history.bring plan.retention.actions plan.hall.actions erasure.job erasure.versions
    """,
    "routes": """
        people.audit.routes people.privacy.routes
    """,
}
# Folders of one kind, in whichever room, and the room's blueprint.
FOLDERS = {"actions": "actions", "routes": "routes", "room": "routes"}
LENT = {
    "cafe.archive.erase": "files and the database's log go in one way, whatever was erased",
    "cafe.sort.keeping": "where a sentence's words are from is kept at each write",
    "cafe.sort.origins.actions": "notes from elsewhere come in by one way, from whichever side",
    "cafe.sort.history.undo": "what a program brought in it takes out again as one undo",
    "cafe.archive.commands": "a file that is checked comes in as any other, elsewhere",
    "cafe.people.tokens": "each use of a token is counted where it comes in",
    "cafe.people.links": "who makes a table or takes one away opens and retires its links",
    "cafe.people.document_links": "who publishes a document opens and retires its addresses",
    "cafe.sort.actions.entries": "a note that comes back mended has its sentence reworded",
    "cafe.table.actions.notes": "a note that comes back mended is edited as at its table",
    "cafe.table.actions.late": "what phones wrote at tables and at the wall is decided in one act",
}
