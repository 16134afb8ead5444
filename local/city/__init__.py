"""A synthetic city: invented residents in plausible families, written as files that PostgreSQL's COPY reads.

Everything follows from a seed, so two runs give the same bytes; no real person is described. Families are made one at
a time and written at once: memory does not grow with the number of residents.
"""
