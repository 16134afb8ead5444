"""`python -m chassis.topology`: set up the broker from the table in contracts/topology.py."""

import os
import sys

from chassis.broker import declare_topology

if __name__ == "__main__":
    url = os.environ.get("AMQP_URL")
    if not url:
        sys.exit("AMQP_URL is not set")
    declare_topology(url)
