"""panelsearch sums: which sums of money the papers name, how often, and where."""

from panelsearch.cli.value_command import value_command
from panelsearch.model.mentions import MentionLabel

COMMAND = value_command("sums", MentionLabel.MONEY, ">100k")
