"""`python -m bench [NAME ...]`: every measurement in turn, or those that are named; what each means is in README.md."""

import subprocess
import sys

MEASUREMENTS = (
    *("documents", "events", "accept", "chain", "verify", "audit", "webhooks", "tax", "month_end"),
    *("parent", "wallboard"),
)


def main(names: list[str]) -> int:
    """Run each in a process of its own, so that none warms the next; the status is the worst of theirs."""
    worst = 0
    for name in names or MEASUREMENTS:
        if name not in MEASUREMENTS:
            print(f"no measurement {name!r}; there are: {', '.join(MEASUREMENTS)}", file=sys.stderr)
            return 2
        print(f"== {name}", flush=True)
        worst = max(worst, subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode)
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
