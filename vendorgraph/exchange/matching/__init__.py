"""Which party a name in a source means: exact, then rules, then likeness with a score.

What is certain is matched, what is likely is proposed to a person, what is new is made.
"""

from vendorgraph.exchange.matching.match import Match, Matcher, remembered

__all__ = ["Match", "Matcher", "remembered"]
