"""The blueprint of the tables; its routes are listed in `routes`."""

from flask import Blueprint

room = Blueprint("table", __name__)
