"""Documents that a citizen can trust: rendered from templates, signed, kept by their digest, and verified.

`render` turns data into PDF/A, `sign` and `esign` seal it, `store` keeps it under its SHA-256, `verify` judges a file
that anyone may have sent. `code` and `block` are what the page itself carries so that a reader can check it.
"""
