"""The blueprint of what comes after; its routes are listed in `routes`."""

from flask import Blueprint

room = Blueprint("after", __name__)
