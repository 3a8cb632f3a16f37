"""Where the server listens, and how many files it may have open: each connection is one."""

import resource
import socket

# More connections than any hall has; eventlet's own limit would be 1,024.
MOST_CONNECTIONS = 10_000
BACKLOG = 512  # connections that wait to be accepted


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises OSError when it cannot, as when somebody else does."""
    family, kind, _proto, _name, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, kind)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(where)
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


def make_room() -> int:
    """Have as many open files as the system lets us; gives how many that are."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * MOST_CONNECTIONS
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        return wanted
    return wanted if soft == resource.RLIM_INFINITY else soft
