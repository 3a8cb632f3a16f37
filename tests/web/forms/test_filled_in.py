"""What a template fills into a text of ours turns nothing of ours around."""

import pytest
from flask import Flask, render_template_string

HELLO = "שלום"
ALONE = f"\u2068{HELLO}\u2069"


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{{ _('Take %(name)s out', name=name) }}", f"Take {ALONE} out"),
        (
            "{{ ngettext('%(count)s day', '%(count)s days %(name)s', 2, count=2, name=name) }}",
            f"2 days {ALONE}",
        ),
        ("{{ _('Take %(name)s out', name='<b>') }}", "Take &lt;b&gt; out"),
        ("{{ _('Take %(name)s out', name='<b>'|safe) }}", "Take <b> out"),
    ],
)
def test_what_is_filled_in_is_isolated(cafe_app: Flask, template: str, shown: str) -> None:
    with cafe_app.test_request_context("/?lang=en"):
        cafe_app.preprocess_request()
        assert render_template_string(template, name=HELLO) == shown
