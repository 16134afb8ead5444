"""The doors without a lock, each for a reason; a test holds every route against this list."""

PUBLIC = frozenset(
    {
        # Whoever comes here has no token yet.
        ("POST", "/oauth2/token"),
        ("POST", "/demo/token"),
        # An agency registers by itself; what it gets is a client of the sandbox.
        ("POST", "/v1/klien"),
        # Anyone may ask whether a document is genuine (handbook 1.5).
        ("GET", "/v1/verifikasi/{kode}"),
        ("POST", "/v1/verifikasi"),
        ("GET", "/v/{kode}"),
        # The contract catalogue is there to be read.
        ("GET", "/v1/skema/{jenis}"),
        ("GET", "/asyncapi.json"),
        ("GET", "/openapi.json"),
        ("GET", "/docs"),
        # Operators' probes; the ingress does not pass them on.
        ("GET", "/livez"),
        ("GET", "/readyz"),
        ("GET", "/metrics"),
    }
)
