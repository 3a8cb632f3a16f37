"""The blueprint of jobs; its routes are listed in `routes`."""

from flask import Blueprint

room = Blueprint("jobs", __name__)
