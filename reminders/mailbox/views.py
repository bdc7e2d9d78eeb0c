"""What Waymark would have sent, on a machine without a mail server. Only the machine itself may look."""

from collections.abc import Callable
from functools import wraps
from ipaddress import ip_address

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from reminders.mailbox.messages import read_messages

View = Callable[..., HttpResponse]


def on_this_machine(view: View) -> View:
    """Codes and links to reset passwords lie here: to another machine, whatever host it names, the page does not exist."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        if not ip_address(request.META["REMOTE_ADDR"]).is_loopback:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@never_cache
@on_this_machine
def mailbox(request: HttpRequest) -> HttpResponse:
    return render(request, "mailbox/mailbox.html", {"letters": read_messages()})


@require_safe
@never_cache
@on_this_machine
def message(request: HttpRequest, key: str) -> HttpResponse:
    letter = next((letter for letter in read_messages() if letter.key == key), None)
    if letter is None:
        raise Http404
    return render(request, "mailbox/message.html", {"letter": letter})
