from collections.abc import Iterator

import pytest

from tests.chaos.servers import Town, skip_without_servers


@pytest.fixture
def town(request) -> Iterator[Town]:
    """All servers of one run; parametrise it indirectly with with_redis=False for one without Redis."""
    skip_without_servers()
    town = Town(with_redis=getattr(request, "param", True))
    try:
        yield town
    finally:
        town.end()
