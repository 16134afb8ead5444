"""What perizinan does, one file for each; each takes its registry, the fact, the rules and the time as arguments."""
