// The clock of the trial, in the civil time of Rome, and the messages that wait.

import { element } from "./message.js";
import { ask, tell } from "./server.js";
import { asDate, asTime, word } from "./words.js";

const MOVES = ["tenMinutes", "hour", "evening", "morning", "friday", "monday"];
const at = (id) => document.getElementById(id);

let rome = null;

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

function target(move) {
  const past = rome.slice(11, 16) >= "19:59";
  return {
    tenMinutes: () => ({ advance_seconds: 600 }),
    hour: () => ({ advance_seconds: 3600 }),
    evening: () => ({ rome: civil(past ? 1 : 0, 19, 59) }),
    morning: () => ({ rome: civil(1, 8, 0) }),
    friday: () => ({ rome: civil(daysUntil(5, 20), 20, 0) }),
    monday: () => ({ rome: civil(daysUntil(1, 9), 9, 0) }),
  }[move]();
}

async function move(where) {
  try {
    await tell("/demo/clock", where);
  } catch (error) {
    at("today").textContent = error.message;
    return;
  }
  await refreshClock();
}

// A lost connection is told on the phones; the next call finds out by itself.
async function askQuietly(path) {
  try {
    return await ask(path);
  } catch {
    return null;
  }
}

export async function refreshClock() {
  const clock = await askQuietly("/demo/clock");
  if (!clock) return;
  rome = clock.rome;
  at("now").textContent = asTime(clock.now);
  at("now").dateTime = clock.rome;
  at("today").textContent = asDate(clock.now);
  for (const button of document.querySelectorAll(".desk button")) button.disabled = !clock.movable;
  if (!at("moment").value) at("moment").value = clock.rome.slice(0, 16);
}

export async function refreshHeld() {
  const held = await askQuietly("/demo/held");
  if (!held) return;
  at("held").replaceChildren(...held.map(drawHeld));
  at("held-count").textContent = held.length;
  at("nothing-held").hidden = held.length > 0;
}

function drawHeld(row) {
  const until = `${word("until")} ${asDate(row.hold_until)}, ${asTime(row.hold_until)}`;
  return element("li", {}, element("b", { text: row.recipient }), element("time", { text: until, datetime: row.hold_until }), row.reason);
}

export function drawMoves() {
  at("moves").replaceChildren(...MOVES.map((name) => {
    const button = element("button", { type: "button", text: word(name) });
    button.addEventListener("click", () => move(target(name)));
    return button;
  }));
}

export function listenToClock() {
  at("set-clock").addEventListener("submit", (event) => {
    event.preventDefault();
    move({ rome: at("moment").value });
  });
}
