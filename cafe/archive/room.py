"""The blueprint of archives; its routes are listed in `routes`."""

from flask import Blueprint

room = Blueprint("archive", __name__)
