"""Each image holds its own service and no other, and starts as any user on a file system that it cannot write to.

Takes minutes and fetches packages: `make images`, not `make test`.
"""

import json
import shutil
from pathlib import Path

import pytest

from local.cluster_secrets import services, write_secrets
from local.ports import LOOPBACK
from local.testing import Bench
from tests.k8s.images import build, ensure_base, megabytes, missing, started, unpacked
from tests.k8s.tools import PROJECT

pytestmark = [pytest.mark.images, pytest.mark.timeout(1800)]
# Nobody listens there: what lives must live without database and broker.
NOWHERE = f"{LOOPBACK}:9"


@pytest.fixture(scope="module", params=services())
def image(request: pytest.FixtureRequest) -> tuple[str, str]:
    """A service and its freshly built image."""
    if why := missing():
        pytest.skip(why)
    ensure_base()
    return request.param, build(request.param)


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a cluster would mount: keys, signers, cities."""
    folder = tmp_path_factory.mktemp("given")
    write_secrets(folder, PROJECT / "cities")
    shutil.copytree(PROJECT / "cities", folder / "cities")
    return folder


def environment(port: int) -> dict[str, str]:
    keys, given = "/tmp/given/gateway-keys", "/tmp/given"
    return {
        "HTTP_ADDRESS": f"{LOOPBACK}:{port}",
        "DATABASE_URL": f"postgresql://a:b@{NOWHERE}/c",
        "AMQP_URL": f"amqp://a:b@{NOWHERE}/c",
        "PUBLIC_URL": "https://terpadu.example.id",
        "CITY": "3277",
        "CITIES_DIR": f"{given}/cities",
        "STORAGE_URL": "file:///tmp/storage",
        "SIGNING_DIR": f"{given}/signing",
        "TOKEN_KEY": f"{keys}/token.jwk",
        "INTERNAL_KEY": f"{keys}/internal.jwk",
        "PSEUDONYM_KEY": f"{keys}/pseudonym.jwk",
        "AUDIT_PUBLIC_KEY": f"{keys}/audit.public.jwk",
        "WEBHOOK_KEY": f"{given}/gateway-webhook-key/webhook.key",
        "INTERNAL_PUBLIC_KEY": f"{given}/questions-public-key/internal.public.jwk",
        "EVENTLET_NO_GREENDNS": "yes",
        **{f"{name.upper()}_URL": "http://127.0.0.1:9" for name in services() if name != "gateway"},
    }


def test_an_image_holds_contracts_chassis_and_its_own_service_alone(image: tuple[str, str]) -> None:
    service, name = image
    with unpacked(name) as root:
        assert sorted(path.name for path in (root / "app").iterdir()) == ["chassis", "contracts", "services"]
        assert [path.name for path in (root / "app" / "services").iterdir()] == [service]
        assert not list((root / "app").rglob(".git*"))


def test_an_image_starts_as_any_user_on_a_root_that_nobody_can_write_to(
    image: tuple[str, str], given: Path, bench: Bench
) -> None:
    service, name = image
    port = bench.ports.get(f"image-{service}")
    command = ("services.gateway", "web") if service == "gateway" else (f"services.{service}", "documents")
    with unpacked(name) as root:
        url = f"http://{LOOPBACK}:{port}/livez"
        with started(root, command, environment(port), given, url) as running:
            print(json.dumps({"image": service, "megabytes": megabytes(name), "seconds": round(running.seconds, 1)}))
