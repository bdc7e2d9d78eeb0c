"""Only the mark that the whole house knows too, so that these tests also run without the house."""

from pathlib import Path

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: long runs, on demand (-m slow)")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.option.markexpr:
        for item in items:
            if "slow" in item.keywords and Path(__file__).parent in item.path.parents:
                item.add_marker(pytest.mark.skip(reason="long run: ask for it with -m slow"))
