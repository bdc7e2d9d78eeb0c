"""What the tests of the placement test do again and again."""

from practice.ground import read_placement
from practice.models import Answer, Session
from practice.placement_pages import question_asked

HTMX = {"HX-Request": "true"}
START = "/practice/placement/"
RIGHT_ONE, WRONG_ONE, UNKNOWN = {"option": "green"}, {"option": "red"}, {"unknown": "1"}


def asked_in(session: Session) -> Answer | None:
    return question_asked(read_placement(Session.objects.get(pk=session.pk), session.person))


def say(client, session: Session, said=RIGHT_ONE, **more):
    asked = asked_in(session)
    return client.post(f"{session.get_absolute_url()}answer/", {"question": asked.question_id} | said, **more)


def read(client, address: str) -> str:
    return client.get(address, follow=True).content.decode()
