"""Green threads: nameko's workers run on eventlet, and what they use must give way to each other.

`patch()` comes first in a worker's process, before anything is imported that opens a socket or starts a thread.
"""

import warnings


def patch() -> None:
    """Make sockets, threads and sleeps cooperative, and psycopg's wait with them."""
    with warnings.catch_warnings():
        # eventlet says at import that new projects should not choose it; nameko has chosen.
        warnings.simplefilter("ignore")
        import eventlet

        eventlet.monkey_patch()

    from chassis.database import wait_without_blocking_the_hub

    wait_without_blocking_the_hub()
