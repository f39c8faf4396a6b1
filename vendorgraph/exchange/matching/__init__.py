"""Which party a name in a source means: exact, then rules, then likeness with a score.

What is certain is matched, what is likely is proposed to a person, what is new is made.
"""

from vendorgraph.exchange.matching.answers import Match
from vendorgraph.exchange.matching.match import Matcher
from vendorgraph.exchange.matching.proposals import remembered

__all__ = ["Match", "Matcher", "remembered"]
