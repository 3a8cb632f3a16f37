"""A backup: one file with everything an installation keeps, and the way back from it.

It is a zip file: `tables/<name>.jsonl` (a line of column names, then a line of JSON for each row),
`files/…` as they lie in the data folder, `secret.key`, and last `manifest.json` with how many rows
and which digest each has; the zip's own comment is the manifest's digest. Rows are written alike
from either database, so what SQLite gave PostgreSQL takes, and the other way round.

Rows are read one by one, in one transaction, from what the tables are (not from the file as it
lies on the disk): so no free page and no erased word comes along, and of an older database as well.
"""
