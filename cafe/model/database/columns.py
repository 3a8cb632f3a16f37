"""A column that holds JSON of one shape."""

from typing import Any, get_origin

from sqlalchemy import JSON, Dialect, TypeDecorator
from sqlalchemy.orm import MappedColumn, mapped_column

from cafe.model.database.engine import damaged
from cafe.model.database.shapes import checker


class Json(TypeDecorator[Any]):
    """JSON of one shape: a list, or an object. What stands there in another shape is as damaged as
    what is no JSON: whoever reads it hears so, and not that we failed.
    """

    impl = JSON
    cache_ok = True

    def __init__(self, shape: Any, *, none_as_null: bool = False) -> None:
        """`shape` is as `checker` takes it. `none_as_null`: None is kept as nothing at all."""
        super().__init__(none_as_null=none_as_null)
        self.shape, self.none_as_null = shape, none_as_null
        self._is_so = checker(shape)

    def process_result_value(self, value: Any, _dialect: Dialect) -> Any:
        """What stands in the column. Raises Unavailable when it has another shape."""
        if value is None or self._is_so(value):
            return value
        raise damaged()


def json_of(shape: Any) -> MappedColumn[Any]:
    """A column that holds a list, or an object; it is empty at first, and in rows of before."""
    empty = get_origin(shape) or shape
    return mapped_column(Json(shape), default=empty, server_default=str(empty()))


def json_or_none(shape: Any) -> MappedColumn[Any]:
    """A column that holds a list, or an object, or nothing at all."""
    return mapped_column(Json(shape, none_as_null=True))
