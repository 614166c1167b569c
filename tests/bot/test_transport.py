"""The transport, against real HTTP with the faults that networks have."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from telegram import Bot, InputFile, Message
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut

from bot.transport import AiohttpRequest, AnswerLostError, UnsentError

TOKEN = "123456789:AAdesk-desk_desk-desk_desk-desk_desk-d"
MESSAGE = {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}, "text": "ciao"}
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def bot_against(answer: Answer, *, read_timeout: float = 5) -> AsyncIterator[Bot]:
    """A bot that talks to a server on loopback whose every answer is `answer`."""
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    transport = AiohttpRequest(read_timeout=read_timeout, connect_timeout=2)
    try:
        async with transport:
            base = f"{address}bot"
            yield Bot(TOKEN, base_url=base, request=transport, get_updates_request=transport)
    finally:
        await runner.cleanup()


def refusal(status: int, description: str, **parameters: int) -> Answer:
    async def answer(_: web.Request) -> web.Response:
        body = {"ok": False, "error_code": status, "description": description}
        return web.json_response(body | {"parameters": parameters}, status=status)

    return answer


async def accepted(_: web.Request) -> web.Response:
    return web.json_response({"ok": True, "result": MESSAGE})


async def send(bot: Bot) -> None:
    await bot.send_message(7, "ciao")


async def test_a_message_arrives_with_its_parameters() -> None:
    seen: dict[str, object] = {}

    async def answer(request: web.Request) -> web.Response:
        seen.update(await request.post(), path=request.path)
        return await accepted(request)

    async with bot_against(answer) as bot:
        message = await bot.send_message(7, "è <b>sì</b>", parse_mode="HTML")

    assert message.text == "ciao"
    assert seen == {
        "path": f"/bot{TOKEN}/sendMessage",
        "chat_id": "7",
        "text": "è <b>sì</b>",
        "parse_mode": "HTML",
    }


async def test_keyboards_that_come_back_are_left_unread() -> None:
    keyboard = {"inline_keyboard": [[{"text": "Sì", "callback_data": "v1:menu:yes"}]]}
    shown = MESSAGE | {"reply_markup": keyboard}
    person = {"id": 7, "is_bot": False, "first_name": "Anna"}
    press = {"id": "1", "from": person, "chat_instance": "1", "data": "v1:menu:yes"}
    updates = [{"update_id": 1, "callback_query": press | {"message": shown}}]

    async def answer(request: web.Request) -> web.Response:
        result = updates if request.path.endswith("getUpdates") else shown
        return web.json_response({"ok": True, "result": result})

    async with bot_against(answer) as bot:
        (update,) = await bot.get_updates()
        sent = await bot.send_message(7, "ciao")

    query = update.callback_query
    assert query is not None
    assert isinstance(query.message, Message)
    assert (query.data, query.message.text, sent.text) == ("v1:menu:yes", "ciao", "ciao")
    assert query.message.reply_markup is None
    assert sent.reply_markup is None


async def test_an_upload_arrives_with_name_type_and_bytes() -> None:
    seen: list[object] = []

    async def answer(request: web.Request) -> web.Response:
        form = await request.post()
        part = form["document"]
        assert isinstance(part, web.FileField)
        seen.extend([part.filename, part.content_type, part.file.read(), form["caption"]])
        return await accepted(request)

    async with bot_against(answer) as bot:
        await bot.send_document(7, InputFile(b"%PDF-1.7 x", "accordo.pdf"), caption="Ecco")

    assert seen == ["accordo.pdf", "application/pdf", b"%PDF-1.7 x", "Ecco"]


async def test_a_file_is_fetched() -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=b"\x00\xff" * 50_000)

    async with bot_against(answer) as bot:
        content = await bot.request.retrieve(bot.base_url)

    assert content == b"\x00\xff" * 50_000


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (refusal(400, "Bad Request: chat not found"), BadRequest),
        (refusal(401, "Unauthorized"), InvalidToken),
        (refusal(403, "Forbidden: bot was blocked by the user"), Forbidden),
        (refusal(429, "Too Many Requests: retry after 3", retry_after=3), RetryAfter),
        (refusal(500, "Internal Server Error"), NetworkError),
    ],
)
async def test_a_refusal_becomes_the_library_s_error(
    answer: Answer, error: type[Exception]
) -> None:
    async with bot_against(answer) as bot:
        with pytest.raises(error):
            await send(bot)


@pytest.mark.parametrize("body", [b"", b"<html><h1>502 Bad Gateway</h1></html>"])
async def test_an_outage_in_html_is_a_network_error(body: bytes) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=502, body=body, content_type="text/html")

    async with bot_against(answer) as bot:
        with pytest.raises(NetworkError) as caught:
            await send(bot)

    assert type(caught.value) is NetworkError


async def test_a_slow_answer_is_a_time_out() -> None:
    async def answer(request: web.Request) -> web.Response:
        await asyncio.sleep(2)
        return await accepted(request)

    async with bot_against(answer, read_timeout=0.05) as bot:
        with pytest.raises(TimedOut):
            await send(bot)


async def test_a_call_may_wait_longer_than_the_default() -> None:
    async def answer(request: web.Request) -> web.Response:
        await asyncio.sleep(0.15)
        return await accepted(request)

    async with bot_against(answer, read_timeout=0.05) as bot:
        assert await bot.send_message(7, "ciao", read_timeout=5)


async def test_a_reset_connection_leaves_open_whether_it_was_done() -> None:
    async def answer(request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    async with bot_against(answer) as bot:
        with pytest.raises(AnswerLostError):
            await send(bot)


async def test_an_answer_cut_in_half_leaves_open_whether_it_was_done() -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "500"})
        await response.prepare(request)
        await response.write(b'{"ok":true,"res')
        assert request.transport is not None
        request.transport.close()
        return response

    async with bot_against(answer) as bot:
        with pytest.raises(AnswerLostError):
            await send(bot)


async def test_a_server_that_is_not_there_means_unsent() -> None:
    async with AiohttpRequest(connect_timeout=2) as transport:
        bot = Bot(TOKEN, base_url="http://127.0.0.1:1/bot", request=transport)

        with pytest.raises(UnsentError):
            await send(bot)


async def test_connections_are_kept_for_the_next_request() -> None:
    ports: set[object] = set()

    async def answer(request: web.Request) -> web.Response:
        assert request.transport is not None
        ports.add(request.transport.get_extra_info("peername"))
        return await accepted(request)

    async with bot_against(answer) as bot:
        for _ in range(5):
            await send(bot)

    assert len(ports) == 1


async def test_an_error_tells_neither_token_nor_text() -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=b"<html>ciao Prova</html>")

    async with bot_against(answer) as bot:
        with pytest.raises(Exception, match="no JSON") as caught:
            await send(bot)

    assert TOKEN not in str(caught.value)
    assert "Prova" not in str(caught.value)


async def test_it_must_be_open() -> None:
    bot = Bot(TOKEN, base_url="http://127.0.0.1:1/bot", request=AiohttpRequest())

    with pytest.raises(NetworkError, match="not open"):
        await send(bot)


async def test_what_a_proxy_lets_not_through_was_never_sent() -> None:
    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(refuse, "127.0.0.1", 0) as proxy:
        port = proxy.sockets[0].getsockname()[1]
        async with AiohttpRequest(proxy=f"http://127.0.0.1:{port}") as transport:
            bot = Bot(TOKEN, base_url="https://127.0.0.1:9/bot", request=transport)
            with pytest.raises(UnsentError):
                await send(bot)
