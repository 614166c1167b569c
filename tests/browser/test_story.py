"""The story of the desk, played on the page by hand: asked, refused, approved, held overnight."""

from pathlib import Path

from playwright.async_api import Browser, Page, expect

from tests.browser.playing import DESK, PHONE, Hand, page_of, playing, set_clock, show


async def choose(page: Page, body: str) -> tuple[Hand, Hand]:
    """Choose a body, and give the phones of its employee and of who decides for them."""
    await page.locator("#body").select_option(label=body)
    return Hand(page, "employee"), Hand(page, "manager")


async def is_admitted_and_refused_a_ninth_day(anna: Hand) -> None:
    await anna.opens_menu()
    await anna.sees("Ciao Anna")
    await anna.says("/idoneita")
    await anna.sees("Sì, puoi chiedere il lavoro agile", "art. 3.1")
    await anna.says("/prenota")
    await anna.sees("novembre 2026")
    await anna.taps_day("lunedì 30 novembre")
    await anna.reads_alert("lunedì 30 novembre", "il massimo è 8")
    await anna.sees("lunedì 30 novembre", "il massimo è 8", "art. 20.4.a")
    await expect(anna.last.get_by_text("art. 20.4.a")).to_be_in_viewport()
    await anna.taps("Perché?")
    await anna.sees("art. 20.4.a", "8 giornate al mese")
    await anna.taps("Il calendario")


async def asks_for(anna: Hand, day: str, spoken: str) -> None:
    await anna.says("/prenota")
    await anna.sees("novembre 2026")
    await anna.taps("dicembre")
    await anna.sees("dicembre 2026")
    await anna.taps(day)
    await anna.sees("Stai per chiedere", spoken)
    await anna.taps("Invia richiesta")
    await anna.sees("Richiesta inviata, decide Donatella Peonia", spoken)


async def is_approved(anna: Hand, donatella: Hand) -> None:
    await donatella.sees("Anna Fiordaliso", "martedì 1° dicembre", "art. 20.4.a")
    await donatella.taps("✅ mar 1° dic")
    await donatella.sees("già approvata da Donatella Peonia")
    await anna.sees("Approvata da Donatella Peonia", "martedì 1° dicembre")


async def waits_for_the_morning(page: Page, donatella: Hand) -> None:
    held = page.locator("#held li")
    await show(page, "desk")
    await expect(held).to_have_count(1)
    await expect(held).to_contain_text("Donatella Peonia")
    await expect(held).to_contain_text("parte martedì 24 novembre alle 07:30")
    await expect(held).to_contain_text("art. 20.12")
    await expect(donatella.last).not_to_contain_text("mercoledì 2 dicembre")

    await set_clock(page, "24/11/2026", "07:29")
    await expect(held).to_have_count(1)
    await set_clock(page, "24/11/2026", "07:30")
    await expect(held).to_have_count(0)
    await donatella.sees("Anna Fiordaliso", "mercoledì 2 dicembre")


async def is_refused_with_a_reason(anna: Hand, donatella: Hand) -> None:
    await donatella.taps("✖️ mer 2 dic")
    await donatella.sees("Perché rifiuti")
    await donatella.says("Quel giorno c'è il consiglio comunale")
    await donatella.sees("Lo invio così?")
    await donatella.taps("📨 Invia")
    await donatella.sees("La persona riceve il motivo")
    await anna.sees("Non approvata da Donatella Peonia", "il consiglio comunale")


async def test_tivoli_asks_is_refused_approved_held_and_told(
    browser: Browser, tmp_path: Path
) -> None:
    async with (
        playing(tmp_path, "tivoli") as stage,
        page_of(browser, stage.page_url, size=DESK) as page,
    ):
        anna, donatella = await choose(page, "Comune di Tivoli")
        await is_admitted_and_refused_a_ninth_day(anna)
        await asks_for(anna, "1", "martedì 1° dicembre")
        await is_approved(anna, donatella)
        await set_clock(page, "23/11/2026", "21:00")
        await asks_for(anna, "2", "mercoledì 2 dicembre")
        await waits_for_the_morning(page, donatella)
        await is_refused_with_a_reason(anna, donatella)


async def test_ferrara_fits_a_phone_from_the_calendar_to_the_approval(
    browser: Browser, tmp_path: Path
) -> None:
    async with (
        playing(tmp_path, "ferrara") as stage,
        page_of(browser, stage.page_url, size=PHONE) as page,
    ):
        asker, decider = await choose(page, "Provincia di Ferrara")
        await asker.says("/prenota")
        await asker.taps_day("venerdì 27 novembre")
        await asker.sees("Stai per chiedere", "venerdì 27 novembre")
        await expect(asker.last.get_by_role("button", name="📨")).to_be_in_viewport()
        await asker.taps_day("giovedì 17 dicembre")
        await asker.sees("Stai per chiedere", "giovedì 17 dicembre")
        await expect(asker.last.get_by_role("button", name="📨")).to_be_in_viewport()
        await asker.taps_day("giovedì 17 dicembre, scelta")
        await asker.sees("Stai per chiedere", "venerdì 27 novembre")
        await asker.taps("Invia richiesta")
        await asker.sees("Richiesta inviata")
        await decider.sees("venerdì 27 novembre", "art. 3.1")
        await decider.taps("✅ ven 27 nov")
        await asker.sees("Approvata", "venerdì 27 novembre")
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
