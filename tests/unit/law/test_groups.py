"""Who heads the group of a party."""

from vendorgraph.law import heads


def groups(**parents):
    return heads({party: {"member_of": parent} for party, parent in parents.items()})


def test_the_head_is_at_the_end_of_the_chain_and_in_its_own_group():
    assert groups(a="b", b="c", c=None) == {"a": "c", "b": "c", "c": "c"}


def test_a_party_of_which_no_group_is_recorded_has_no_head():
    assert groups(a=None, b="c", c=None).get("a") is None


def test_a_party_established_to_belong_to_no_group_stands_for_itself():
    assert groups(a="none", b=None) == {"a": "a"}


def test_a_head_established_to_belong_to_no_group_still_heads_its_own():
    assert groups(a="b", b="none") == {"a": "b", "b": "b"}


def test_a_cycle_records_no_group():
    assert groups(a="b", b="a", c="a", d="d") == {}


def test_a_link_to_a_party_that_is_not_there_records_no_group():
    assert groups(a="gone") == {}
