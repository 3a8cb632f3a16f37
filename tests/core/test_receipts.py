"""What a phone shows for what it wrote."""

from cafe.core.receipts import holds_receipt, receipt_of


def test_a_receipt_is_for_one_thing_of_one_kind() -> None:
    receipt = receipt_of("key", "asked", "aaa", "one")
    assert len(receipt) == 40
    assert holds_receipt("key", "asked", "aaa", "one", receipt)
    for other in (
        ("key", "asked", "aaa", "two", receipt),
        ("key", "asked", "bbb", "one", receipt),
        ("key", "tray", "aaa", "one", receipt),
        ("other key", "asked", "aaa", "one", receipt),
        ("key", "asked", "aaa", "one", "é"),
    ):
        assert not holds_receipt(*other)
