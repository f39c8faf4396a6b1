"""Two parties that are one, and back: merge and split, one transaction each, in the change log."""

from vendorgraph.exchange.parties.merging import Effect, merge
from vendorgraph.exchange.parties.parting import part
from vendorgraph.exchange.parties.splitting import split
from vendorgraph.exchange.parties.writing import merge_parties, part_party, split_party

__all__ = ["Effect", "merge", "merge_parties", "part", "part_party", "split", "split_party"]
