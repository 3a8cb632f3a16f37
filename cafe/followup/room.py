"""The blueprint of what comes of it; its routes are listed in `routes`."""

from flask import Blueprint

from cafe.followup.due import count_words, due_words, quarter_name
from cafe.followup.rules import sayings, status_name

room = Blueprint("followup", __name__)
for words in (count_words, due_words, quarter_name, sayings, status_name):
    room.add_app_template_filter(words)
