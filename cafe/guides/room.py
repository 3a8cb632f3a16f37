"""The blueprint of the guides; its routes are listed in `routes`."""

from flask import Blueprint

room = Blueprint("guides", __name__)
