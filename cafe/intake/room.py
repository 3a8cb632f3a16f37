"""The blueprint of notes from elsewhere; its routes are listed in `routes`."""

from flask import Blueprint

room = Blueprint("intake", __name__)
