from io import StringIO

from django.core.management import call_command

from accounts.models import Delivery
from reminders.tasks import plan_reminders, send_deliveries
from tests.reminders.conftest import NOW


def wish(ada) -> None:
    ada.preferences.create(category="digest", cadence="off")
    ada.preferences.create(category="due_soon", cadence="daily", next_due_at=NOW, zone=ada.time_zone)


def test_without_a_broker_one_command_plans_and_sends(ada, step, sink):
    wish(ada)
    said = StringIO()
    call_command("send_reminders", stdout=said)
    call_command("send_reminders", stdout=said)
    assert said.getvalue().splitlines() == ["1 planned, 1 sent.", "0 planned, nothing due."]
    assert len(sink.mails) == 1


def test_the_tasks_do_the_same(ada, step, sink):
    wish(ada)
    for _ in range(2):
        plan_reminders.apply()
        send_deliveries.apply()
    assert len(sink.mails) == 1
    assert Delivery.objects.get().state == "sent"
