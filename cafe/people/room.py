"""The blueprint of the front page and accounts; its routes are listed in `routes`."""

from flask import Blueprint

room = Blueprint("people", __name__)
