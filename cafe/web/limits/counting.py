"""Where tries are counted: in Redis for several workers, in this process while Redis is away."""

import time
from functools import partial
from typing import Any, cast

from limits.storage import MemoryStorage, MovingWindowSupport, Storage, storage_from_string

from cafe.core.reach import OPTIONS, Reach

SWEEP_SECONDS = 60


def storage_for(redis_url: str) -> Storage:
    """The storage of an installation with this Redis, or none."""
    return Shared(redis_url) if redis_url else Memory()


class Memory(MemoryStorage):
    """Counts of this process; what is over is forgotten when it is asked for, and once a minute.

    The library's own looks through all of them at each hit: 65,000 that a stranger made would cost
    everybody's every hit 5 ms.
    """

    _swept = 0.0

    def _MemoryStorage__schedule_expiry(self) -> None:  # noqa: N802  # its private name there
        now = time.time()
        if not self._swept <= now < self._swept + SWEEP_SECONDS:
            self._swept = now
            self._MemoryStorage__expire_events()  # type: ignore[attr-defined]


class Shared(Storage, MovingWindowSupport):
    """Redis, and this process's own memory instead of it while it does not answer."""

    STORAGE_SCHEME = None

    def __init__(self, redis_url: str) -> None:
        """Nothing is asked yet."""
        super().__init__(redis_url)
        self._shared = cast(Any, storage_from_string(redis_url, **OPTIONS))
        self._own: Any = Memory()
        self._reach = Reach()

    def _do(self, name: str, *arguments: Any) -> Any:
        there, instead = getattr(self._shared, name), getattr(self._own, name)
        return self._reach.ask(partial(there, *arguments), partial(instead, *arguments))

    @property
    def base_exceptions(self) -> type[Exception]:
        """What the library may wrap: nothing leaves this class."""
        return OSError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count `amount` more."""
        return int(self._do("incr", key, expiry, amount))

    def get(self, key: str) -> int:
        """How many there are."""
        return int(self._do("get", key))

    def get_expiry(self, key: str) -> float:
        """When the count begins anew."""
        return float(self._do("get_expiry", key))

    def clear(self, key: str) -> None:
        """Begin anew."""
        self._do("clear", key)

    def reset(self) -> int | None:
        """Forget everything."""
        return cast(int | None, self._do("reset"))

    def check(self) -> bool:
        """Whether it works."""
        return bool(self._do("check"))

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Count `amount` more in a moving window, if it has room."""
        return bool(self._do("acquire_entry", key, limit, expiry, amount))

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        """When the moving window began, and how many are in it."""
        return cast(tuple[float, int], self._do("get_moving_window", key, limit, expiry))
