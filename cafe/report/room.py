"""The blueprint of the document; its routes are listed in `routes`."""

from flask import Blueprint

from cafe.document.addresses import Run
from cafe.document.edition import line
from cafe.document.sentences.lists import in_blocks

room = Blueprint("report", __name__)
room.add_app_template_filter(line, "edition")
# What is pressed on the paper that is the editor opens there, and leads nowhere.
room.add_app_template_filter(lambda text: [Run(text)], "runs")
room.add_app_template_filter(in_blocks, "blocks")
