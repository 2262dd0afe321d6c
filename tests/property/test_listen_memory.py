"""What listening remembers is what it was told; whatever a site sends ends in our own errors."""

from contextlib import suppress
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from condat.core.errors import SourceError
from condat.listen.connectors.feeds import read
from condat.listen.connectors.wordpress.memory import Listed, packed, unpacked
from condat.listen.contract import Request, Response

NUMBERS = st.integers(1, 10**7)


@given(st.sets(NUMBERS))
def test_numbers_come_back(numbers: set[int]) -> None:
    assert unpacked(packed(numbers)) == numbers


@given(st.dictionaries(NUMBERS, st.integers(0, 50)), st.sampled_from(["", "2026-01-05T07:00:00"]))
def test_a_listing_comes_back(ids: dict[int, int], until: str) -> None:
    assert Listed.load(Listed(until, ids).text()) == Listed(until, ids)


FEED = b"<rss version='2.0'><channel><item><title>T</title><guid>g</guid></item></channel></rss>"


@given(st.binary(max_size=200), st.integers(0, len(FEED)))
def test_no_bytes_make_a_feed_fail_in_another_way_than_ours(noise: bytes, place: int) -> None:
    def fetch(url: str, *, headers: object = None) -> Response:
        return Response(url, 200, {}, FEED[:place] + noise + FEED[place:])

    request = Request("blog", "https://a.example/feed", datetime(2026, 11, 22, tzinfo=UTC))
    with suppress(SourceError):
        list(read(request, fetch))
