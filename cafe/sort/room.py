"""The blueprint of the sorting desk; its routes are listed in `routes`."""

from flask import Blueprint

room = Blueprint("sort", __name__)
