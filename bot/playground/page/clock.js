// The clock of the trial, in the civil time of Rome, and the messages that wait.

import { element } from "./elements.js";
import { ask, tell } from "./server.js";
import { whenStill } from "./still.js";
import { asDate, asDay, asTime, figuresOf, word } from "./words.js";

const MOVES = ["tenMinutes", "oneHour", "evening", "night", "morning", "friday", "monday"];
const at = (id) => document.getElementById(id);

let rome = null;
let movable = false; // nor before the clock is known: a move starts from what it shows
let typing = false;

// Civil arithmetic is done on the figures alone; the server knows what the zone makes of them.
function civil(days, hours, minutes) {
  const [date] = rome.split("T");
  const day = new Date(`${date}T00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  const two = (number) => String(number).padStart(2, "0");
  return `${day.toISOString().slice(0, 10)}T${two(hours)}:${two(minutes)}`;
}

function daysUntil(weekday, hours) {
  const today = new Date(`${rome.split("T")[0]}T00:00Z`).getUTCDay();
  const days = (weekday - today + 7) % 7;
  return days === 0 && Number(rome.slice(11, 13)) >= hours ? 7 : days;
}

// The next time that it is so late: today, or tomorrow if that is past.
const next = (hours, minutes) => civil(Number(rome.slice(11, 13)) * 60 + Number(rome.slice(14, 16)) < hours * 60 + minutes ? 0 : 1, hours, minutes);

function target(move) {
  return {
    tenMinutes: () => ({ advance_seconds: 600 }),
    oneHour: () => ({ advance_seconds: 3600 }),
    evening: () => ({ rome: next(19, 59) }),
    night: () => ({ rome: next(21, 0) }),
    morning: () => ({ rome: civil(1, 8, 0) }),
    friday: () => ({ rome: civil(daysUntil(5, 20), 20, 0) }),
    monday: () => ({ rome: civil(daysUntil(1, 9), 9, 0) }),
  }[move]();
}

async function move(where) {
  at("clock-problem").textContent = "";
  try {
    await tell("/demo/clock", where);
  } catch (error) {
    at("clock-problem").textContent = error.message;
    return;
  }
  typing = false;
  await refreshClock();
}

// A lost connection is told on the phones; the next call finds out by itself. Of two answers on
// their way at once the older may come last: it is no news then.
const asked = {};
async function askQuietly(path) {
  asked[path] = (asked[path] ?? 0) + 1;
  const turn = asked[path];
  try {
    const given = await ask(path);
    return turn === asked[path] ? given : null;
  } catch {
    return null;
  }
}

export async function refreshClock() {
  const clock = await askQuietly("/demo/clock");
  if (!clock) return;
  rome = clock.rome;
  movable = clock.movable;
  whenStill(() => drawClock(clock));
}

function drawClock(clock) {
  at("now").textContent = asTime(clock.now);
  at("now").dateTime = clock.rome;
  at("today").textContent = asDate(clock.now);
  for (const button of document.querySelectorAll(".desk button")) button.disabled = !movable;
  if (typing) return;
  at("day").value = figuresOf(clock.rome);
  at("time").value = asTime(clock.now);
}

export async function refreshHeld() {
  const held = await askQuietly("/demo/held");
  if (held) whenStill(() => drawList(held));
}

function drawList(held) {
  at("held").replaceChildren(...held.map(drawHeld));
  at("held-count").textContent = held.length;
  at("nothing-held").hidden = held.length > 0;
  at("tab-desk").dataset.held = held.length || "";
}

function drawHeld(row) {
  const until = `${word("until")} ${asDay(row.hold_until)} ${word("hour")} ${asTime(row.hold_until)}`;
  return element("li", {}, element("b", { text: row.recipient }), element("time", { text: until, datetime: row.hold_until }), element("span", { text: row.about, lang: "it" }), element("span", { text: row.reason, lang: "it" }));
}

export function drawMoves() {
  at("moves").replaceChildren(...MOVES.map((name) => {
    const button = element("button", { type: "button", text: word(name) });
    button.disabled = !movable;
    button.addEventListener("click", () => move(target(name)));
    return button;
  }));
}

export function listenToClock() {
  at("set-clock").addEventListener("submit", (event) => {
    event.preventDefault();
    try {
      move({ rome: momentWritten() });
    } catch (problem) {
      at("clock-problem").textContent = problem.message;
    }
  });
  at("set-clock").addEventListener("input", () => { typing = true; });
}

function momentWritten() {
  const [day, time] = [at("day").value.trim(), at("time").value.trim()];
  const date = day.match(/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/)?.slice(1).map(Number);
  const real = date && new Date(Date.UTC(date[2], date[1] - 1, date[0]));
  if (!real || real.getUTCDate() !== date[0]) throw new Error(`«${day}» ${word("notADay")} ${figuresOf(rome)}`);
  const [, hours, minutes] = time.match(/^([01]?\d|2[0-3])[:.]([0-5]\d)$/) ?? [];
  if (!hours) throw new Error(`«${time}» ${word("notATime")} 21:00`);
  return `${real.toISOString().slice(0, 10)}T${hours.padStart(2, "0")}:${minutes}`;
}
