"""What no plan can be made from, in the reader's words. The planner marks the sentences, here they are said."""

from datetime import date
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

import planning
from common.dates import day_and_year


def said(error: planning.PlanningError) -> str:
    return (
        _(error.template) % {name: worded(fact) for name, fact in error.facts.items()}
        if error.facts
        else _(error.template)
    )


def worded(fact: str | int | float | date) -> str:
    if isinstance(fact, date):
        return day_and_year(fact)
    return fact if isinstance(fact, str) else number_format(Decimal(f"{fact:.12g}"), force_grouping=True)
