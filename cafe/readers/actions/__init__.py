"""What is done with a reading round: opened, closed, read, remarked on, answered."""

from cafe.readers.actions.outcomes import decide
from cafe.readers.actions.remarks import count_reader, remark
from cafe.readers.actions.rounds import close_reading, open_reading

__all__ = ["close_reading", "count_reader", "decide", "open_reading", "remark"]
