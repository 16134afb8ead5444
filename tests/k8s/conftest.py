"""The manifests, rendered once for all tests that only read them."""

from pathlib import Path

import pytest

from tests.k8s.manifests import Json, copy_tree, render

OVERLAYS = ("production", "development")
Rendered = dict[str, list[Json]]


@pytest.fixture(scope="session")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The manifests with secrets of their own."""
    return copy_tree(tmp_path_factory.mktemp("manifests"))


@pytest.fixture(scope="session")
def rendered(tree: Path) -> Rendered:
    """Every overlay."""
    return {overlay: render(tree, overlay) for overlay in OVERLAYS}


@pytest.fixture
def production(rendered: Rendered) -> list[Json]:
    """What production gets."""
    return rendered["production"]
