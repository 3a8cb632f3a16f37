"""The blueprint of the document; its routes are listed in `routes`."""

from flask import Blueprint

room = Blueprint("report", __name__)
