"""Who gathers the words for a mail: from the ids in the payload, at the moment of sending, or a reason why it is not true now."""

from typing import Any

# The context for templates/reminders/emails/<category>.*
Words = dict[str, Any]
