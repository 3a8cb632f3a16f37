"""The blueprint of the print kit; its routes are listed in `routes`."""

from flask import Blueprint

room = Blueprint("kit", __name__)
