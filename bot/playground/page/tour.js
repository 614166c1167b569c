// The guided tour: one step at a time, each with what to do and what to notice.

import { ask, tell } from "./server.js";
import { inLanguage, word } from "./words.js";

const at = (id) => document.getElementById(id);
const remembered = () => Number(localStorage.getItem("tour-step") ?? 0);

let steps = [];
let place = 0;
let goTo = () => {};

export async function beginTour(page) {
  goTo = page.goTo;
  steps = await ask("/demo/tour");
  at("open-tour").hidden = steps.length === 0;
  place = Math.min(remembered(), Math.max(steps.length - 1, 0));
  at("open-tour").addEventListener("click", () => open(true));
  at("tour-close").addEventListener("click", () => open(false));
  at("tour-next").addEventListener("click", () => turn(1));
  at("tour-back").addEventListener("click", () => turn(-1));
  at("tour-play").addEventListener("click", play);
  drawTour();
}

function open(isOpen) {
  at("tour").hidden = !isOpen;
  at("welcome").hidden = true;
  if (isOpen) at("tour-title").focus({ preventScroll: true });
  else at("open-tour").focus();
}

function turn(by) {
  place = Math.min(Math.max(place + by, 0), steps.length - 1);
  localStorage.setItem("tour-step", place);
  drawTour();
  at("tour-title").focus({ preventScroll: true });
}

export function drawTour() {
  const step = steps[place];
  if (!step) return;
  const words = inLanguage(step);
  at("tour-step").textContent = `${word("step")} ${place + 1} ${word("of")} ${steps.length}`;
  at("tour-title").textContent = words.title;
  at("tour-do").textContent = words.do;
  at("tour-notice").textContent = words.notice;
  at("tour-play").textContent = word(step.say ? "writeForMe" : "takeMe");
  at("tour-back").disabled = place === 0;
  at("tour-next").disabled = place === steps.length - 1;
  at("tour-problem").textContent = "";
}

// Sets the scene: the clock, the body, the person; and writes what the step says.
async function play() {
  const step = steps[place];
  at("tour-problem").textContent = "";
  at("tour-play").disabled = true;
  try {
    if (step.clock) await setClock(step.clock);
    const phone = goTo(step.body, step.phone, step.person_id);
    if (step.say) await phone.say(step.say);
  } catch (error) {
    at("tour-problem").textContent = error.message;
  } finally {
    at("tour-play").disabled = false;
  }
}

// The clock is never turned back: a visitor may be ahead of the story.
async function setClock(rome) {
  const now = await ask("/demo/clock");
  if (now.rome.slice(0, 16) < rome) await tell("/demo/clock", { rome });
}
