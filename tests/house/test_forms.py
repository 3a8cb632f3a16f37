"""Forms that one types in are known by a name, so that what is typed in one is kept as its own."""

import pytest

from tests.browser.typed_words.typed import ACTION, typed_forms


@pytest.mark.parametrize("form", typed_forms(), ids=lambda form: ACTION.findall(form)[0])
def test_a_form_one_types_in_has_a_name(form: str) -> None:
    opening = form[: form.index(">")]
    assert ' id="' in opening or 'name="form"' in form, "give it an id, or a hidden field `form`"
