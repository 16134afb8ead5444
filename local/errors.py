"""What the launcher says when it cannot go on: one line that a person can act on."""


class LaunchError(Exception):
    """A step failed. The message is one line: what failed, and what to install or which log file to read."""
