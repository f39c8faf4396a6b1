"""What a vendor-risk review must look at, as dated items: what changed, for whom, why it matters."""

from vendorgraph.analysis.feed.answer import AHEAD, BACK, MOST_DAYS, FeedQuestion, feed_answer
from vendorgraph.analysis.feed.deadlines import deadlines_answer
from vendorgraph.analysis.feed.guide import SEVERITIES, TYPES

__all__ = [
    "AHEAD",
    "BACK",
    "MOST_DAYS",
    "SEVERITIES",
    "TYPES",
    "FeedQuestion",
    "deadlines_answer",
    "feed_answer",
]
