"""A column that holds JSON of one shape."""

from typing import Any

from sqlalchemy import JSON, Dialect, TypeDecorator
from sqlalchemy.orm import MappedColumn, mapped_column

from cafe.model.database.engine import damaged


class Json(TypeDecorator[Any]):
    """JSON whose outermost part is a list, or an object. What stands there in another shape is as
    damaged as what is no JSON: whoever reads it hears so, and not that we failed.
    """

    impl = JSON
    cache_ok = True

    def __init__(self, shape: type, *, none_as_null: bool = False) -> None:
        """`shape`: list or dict. `none_as_null`: None is kept as nothing at all."""
        super().__init__(none_as_null=none_as_null)
        self.shape, self.none_as_null = shape, none_as_null

    def process_result_value(self, value: Any, _dialect: Dialect) -> Any:
        """What stands in the column. Raises Unavailable when it has another shape."""
        if value is None or isinstance(value, self.shape):
            return value
        raise damaged()


def json_of(shape: type) -> MappedColumn[Any]:
    """A column that holds a list, or an object; it is empty at first, and in rows of before."""
    return mapped_column(Json(shape), default=shape, server_default=str(shape()))
