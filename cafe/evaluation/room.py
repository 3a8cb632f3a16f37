"""The room's blueprint."""

from flask import Blueprint

room = Blueprint("evaluation", __name__)
