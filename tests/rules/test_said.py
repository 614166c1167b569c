"""What answers say beside their verdict: reasons, the articles they rest on, their figures."""

import pytest

from tests.rules.said import PAGES, bodies, lines


@pytest.mark.parametrize("body", sorted(bodies()))
def test_what_the_page_of_a_body_says_is_still_said(body: str) -> None:
    written = (PAGES / f"{body}.txt").read_text("utf-8").splitlines()
    said = {line for _, line in lines(body)}

    gone = [line for line in written if line not in said]

    assert len(written) > 40
    assert gone == [], "read the difference against the act, then run python -m tests.rules.said"
