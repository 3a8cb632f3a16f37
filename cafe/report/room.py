"""The blueprint of the document; its routes are listed in `routes`."""

from flask import Blueprint

from cafe.document.edition import line

room = Blueprint("report", __name__)
room.add_app_template_filter(line, "edition")
