"""The two graph engines on which the contract suite runs, started and emptied by the tests."""
