import pytest

from catalog.models import Template
from catalog.own import actions
from catalog.own.matching import read_outline

TEXT = """\
# Our first half year
What a newcomer learns here.

## Learn the tools
The first weeks.
- Python
- Review course (4 h)
- Rust {rust} (optional)
- One of: a framework
  - PyTorch (chosen)
  - JAX {jax}

## Prove it
- Fraud detection model
"""
TABLE = """\
stage,step,id,hours,optional,choice,chosen
Learn the tools,Python,,,,,
,Review course,,4,,,
,Rust,rust,,yes,,
,PyTorch,,,,a framework,yes
,JAX,jax,,,a framework,
Prove it,Fraud detection model,,,,,
"""


@pytest.fixture
def own(ada, template) -> Template:
    """Ada's roadmap for her class."""
    return actions.write_template(read_outline(TEXT, by=ada), by=ada)
