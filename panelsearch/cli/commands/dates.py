"""panelsearch dates: which dates the papers name, how often, and where."""

from panelsearch.cli.value_command import value_command
from panelsearch.model.mentions import MentionLabel

COMMAND = value_command("dates", MentionLabel.DATE, "2018-02")
