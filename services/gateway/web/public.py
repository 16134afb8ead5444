"""The doors without a lock, each for a reason; a test holds every route against this list."""

PUBLIC = frozenset(
    {
        # Whoever comes here has no token yet.
        ("POST", "/oauth2/token"),
        ("POST", "/demo/token"),
        # The sandbox's receiver of webhooks, and its page.
        ("POST", "/demo/kotak/{kotak}"),
        ("GET", "/demo/kotak/{kotak}"),
        # An agency registers by itself; what it gets is a client of the sandbox.
        ("POST", "/v1/klien"),
        # Whoever holds an answer that we signed may check it.
        ("GET", "/.well-known/jwks.json"),
        # Anyone may ask whether a document is genuine (handbook 1.5).
        ("GET", "/v1/verifikasi/{kode}"),
        ("POST", "/v1/verifikasi"),
        ("GET", "/v/{kode}"),
        # Whoever holds a link that a reporter made may follow the application.
        ("GET", "/bagikan/{token}"),
        ("GET", "/periksa"),
        ("POST", "/periksa"),
        # The contract catalogue is there to be read.
        ("GET", "/v1/skema/{jenis}"),
        ("GET", "/v1/katalog"),
        ("GET", "/katalog"),
        ("GET", "/asyncapi.json"),
        ("GET", "/openapi.json"),
        ("GET", "/docs"),
        # Pages that anyone may read, and the way in and out; their forms are checked where they are taken.
        ("GET", "/"),
        ("GET", "/layanan/kelahiran"),
        ("GET", "/layanan/laporan-warga"),
        ("GET", "/layanan/pajak"),
        # What a browser keeps for when there is no network; nobody is signed in on it.
        ("GET", "/lapor/luring"),
        ("GET", "/penjaga.js"),
        ("GET", "/aset/{of_version}/{name}"),
        ("GET", "/masuk"),
        ("GET", "/masuk/kembali"),
        ("POST", "/keluar"),
        # The synthetic city's own provider, where whoever comes chooses who to be.
        ("GET", "/demo/oidc/.well-known/openid-configuration"),
        ("GET", "/demo/oidc/jwks"),
        ("GET", "/demo/oidc/authorize"),
        ("POST", "/demo/oidc/authorize"),
        ("POST", "/demo/oidc/token"),
        # The log is worth nothing unless outsiders can check it; its proofs name nobody.
        ("GET", "/v1/audit/titik-periksa"),
        ("GET", "/v1/audit/bukti/{id}"),
        ("GET", "/v1/audit/konsistensi"),
        ("GET", "/v1/audit/kunci"),
        # Operators' probes; the ingress does not pass them on.
        ("GET", "/livez"),
        ("GET", "/readyz"),
        ("GET", "/metrics"),
    }
)
