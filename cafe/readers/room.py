"""The blueprint of the reading round; its routes are listed in `routes`."""

from flask import Blueprint

room = Blueprint("readers", __name__)
