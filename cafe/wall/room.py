"""The blueprint of the wall; its routes are listed in `routes`."""

from flask import Blueprint

room = Blueprint("wall", __name__)
