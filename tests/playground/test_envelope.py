"""Rules E1 to E8: how calls arrive and how answers look."""
# Names carry the ids of the rules as they are written.
# ruff: noqa: N802

import aiohttp
import pytest

from bot.playground import Person, Playground
from tests.playground.conftest import Bot


async def get(session: aiohttp.ClientSession, url: str) -> tuple[int, str]:
    async with session.get(url) as answer:
        return answer.status, (await answer.json())["description"]


async def test_E1_http_status_equals_the_error_code(bot: Bot) -> None:
    reply = await bot.call("sendMessage", chat_id=1, text="ciao")

    assert reply.status == 400
    assert reply.body == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: chat not found",
    }


async def test_E2_too_many_requests_says_how_long_in_body_and_header(
    bot: Bot, session: aiohttp.ClientSession, playground: Playground
) -> None:
    await playground.client.order_fault("429", seconds=7)

    async with session.post(f"{playground.base_url}{playground.token}/getMe") as answer:
        body = await answer.json()

    assert answer.headers["Retry-After"] == "7"
    assert body["parameters"] == {"retry_after": 7}
    assert body["description"] == "Too Many Requests: retry after 7"


@pytest.mark.parametrize("way", ["query", "form", "json", "multipart"])
async def test_E3_parameters_arrive_in_any_wrapping(
    way: str, playground: Playground, session: aiohttp.ClientSession, anna: Person
) -> None:
    given = {"chat_id": str(anna.id), "text": "ciao"}
    multipart = aiohttp.MultipartWriter("form-data")
    for name, value in given.items():
        multipart.append(value).set_content_disposition("form-data", name=name)
    wrapped = {"query": {"params": given}, "form": {"data": given}, "json": {"json": given}}
    wrapped["multipart"] = {"data": multipart}  # type: ignore[dict-item]
    url = f"{playground.base_url}{playground.token}/SENDmessage"

    async with session.post(url, **wrapped[way]) as answer:  # type: ignore[arg-type]
        body = await answer.json()

    assert body["result"]["text"] == "ciao"


async def test_E3_a_get_request_works_too(
    playground: Playground, session: aiohttp.ClientSession
) -> None:
    async with session.get(f"{playground.base_url}{playground.token}/getme") as answer:
        body = await answer.json()

    assert body["ok"]


async def test_E4_unknown_method(bot: Bot) -> None:
    reply = await bot.call("sendFlowers")

    assert reply.refusal == (404, "Not Found: method not found")


@pytest.mark.parametrize("path", ["/nothing", "/bot", "/botx", "/bot/getMe/more"])
async def test_E4_a_path_of_another_shape(
    path: str, playground: Playground, session: aiohttp.ClientSession
) -> None:
    assert await get(session, playground.root_url + path) == (404, "Not Found")


@pytest.mark.parametrize(
    ("token", "words"),
    [
        pytest.param("notoken", "Unauthorized: invalid token specified", id="E5-no-colon"),
        pytest.param("0123:abc", "Unauthorized: invalid token specified", id="E5-leading-zero"),
        pytest.param(
            "1:" + "x" * 79, "Unauthorized: invalid token specified", id="E5-81-characters"
        ),
        pytest.param("1:" + "x" * 78, "Unauthorized", id="E5-80-characters-but-wrong"),
        pytest.param("7000000001:wrong", "Unauthorized", id="E5-wrong"),
    ],
)
async def test_E5_wrong_tokens(
    token: str, words: str, playground: Playground, session: aiohttp.ClientSession
) -> None:
    assert await get(session, f"{playground.base_url}{token}/getMe") == (401, words)


async def test_E7_the_bot_knows_its_name_and_that_it_is_one(bot: Bot) -> None:
    me = (await bot.call("getMe")).result

    assert me["is_bot"] is True
    assert (me["id"], me["username"]) == (7000000001, "sportello_agile_bot")
    assert me["first_name"]


async def test_E8_dates_are_whole_seconds_of_the_clock(bot: Bot, anna: Person) -> None:
    sent = await bot.sends(anna)

    assert sent["date"] == 1795431600


async def test_E3_a_body_that_is_not_json_is_refused(
    playground: Playground, session: aiohttp.ClientSession
) -> None:
    url = f"{playground.base_url}{playground.token}/sendMessage"
    headers = {"Content-Type": "application/json"}

    async with session.post(url, data=b"{", headers=headers) as answer:
        body = await answer.json()

    assert body["description"] == "Bad Request: can't parse parameters JSON object"
