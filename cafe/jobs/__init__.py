"""Jobs: everything slow or large, each in a bounded process of its own that others can follow.

Why no queue from a library. Read in November 2026: huey 3.5.4 (SQLite, file, Redis, PostgreSQL)
and procrastinate 3.10 (PostgreSQL alone, so not on one laptop). What is asked for here, and them:

    a process for each job, ended with it      neither: huey forks lasting workers, procrastinate
                                               has asyncio and threads; one bad file stays in both
    memory bounded, time also inside C code    neither: huey's alarm waits for Python's turn
    after everything else (nice)               neither: the order of the queue only
    cancelled while it works                   procrastinate an async task; else the task must ask
    one at a time in each lane                 procrastinate's lock; huey: a consumer for each lane
    seen at once that its process died         neither: huey takes a task off the queue before it
                                               begins, so a killed one is gone unsaid; procrastinate
                                               finds it by missed heartbeats
    progress in the reader's own language      neither: a value that we would keep and word
    who asks for the same shares one job       neither: it holds a second one back, or refuses it
    few for each café, person, installation    neither: we would count in their tables
    files that go after an hour                neither
    survives a restart of the server           both, and so do ours: a process of its own session

So they would take the place of `_start`, the lock for counting, the turns and `fork_server.py`,
some 200 lines of 800, and ask for a consumer that `run` starts, watches and ends beside the server
(eventlet patches what they build on), a second database of names to back up and erase, and a
library. What a worker on another machine would need is small, and lies in two places: where a
job's folder is (`core/files.py: jobs_folder`, on a disk that both see, whose locks hold across
machines), and who starts its process (`queue.py: _start`).
"""
