"""The blueprint of the sorting board; its routes are listed in `routes`."""

from flask import Blueprint

room = Blueprint("sort", __name__)
