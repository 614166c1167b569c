// The page as a whole: bodies, three phones, tabs, and what happens when something changes.

import { listenToAlerts, showAlert } from "./alerts.js";
import { drawMoves, listenToClock, refreshClock, refreshHeld } from "./clock.js";
import { element } from "./elements.js";
import { Phone } from "./phone.js";
import { ask, listen } from "./server.js";
import { watchPresses } from "./still.js";
import { beginTour, drawTour } from "./tour.js";
import { labelOfOtherLanguage, switchLanguage, word, writeWords } from "./words.js";

const ROLES = ["employee", "manager", "hr"];
const CLOCK_MILLISECONDS = 5000;
const main = document.querySelector("#phones");
const tabs = document.querySelector(".tabs");
const bodyChooser = document.querySelector("#body");

let bodies = [];
const phones = ROLES.map((role) => new Phone(role, { noticed: markNews, alert: showAlert, chosen: remember }));

const remembered = (key) => JSON.parse(localStorage.getItem(key) ?? "null");
const castKey = () => `cast-${bodyChooser.value}`;

function remember(role, personId) {
  localStorage.setItem(castKey(), JSON.stringify({ ...remembered(castKey()), [role]: personId }));
}

// Without a composition behind the page, everybody known stands on every phone.
async function loadBodies() {
  bodies = await ask("/demo/bodies");
  if (bodies.length) return;
  const people = await ask("/people");
  const cast = people.map(({ id, name }) => ({ person_id: id, name, role: "", office: "", invitation: "", linked: false, post: "", hint: "" }));
  bodies = [{ id: "all", name: word("everybody"), cast }];
}

function drawBodies() {
  const before = bodyChooser.value || remembered("body");
  bodyChooser.replaceChildren(...bodies.map(({ id, name }) => element("option", { value: id, text: name })));
  if (bodies.some((body) => body.id === before)) bodyChooser.value = before;
}

function offerCast() {
  const { cast } = bodies.find((body) => body.id === bodyChooser.value);
  for (const phone of phones) {
    const fitting = cast.filter((one) => one.role === phone.role);
    phone.offer(fitting.length ? fitting : cast, remembered(castKey())?.[phone.role]);
  }
}

// Who is linked, and who still has an invitation, changes while people talk.
async function refreshCast() {
  await loadBodies();
  for (const phone of phones) {
    const known = bodies.flatMap((body) => body.cast).find((one) => one.person_id === phone.person?.person_id);
    if (known) Object.assign(phone.person, known);
  }
}

function drawTabs() {
  const names = [...ROLES, "desk"];
  tabs.replaceChildren(...names.map((name) => {
    const text = word(name === "desk" ? "clock" : name);
    const tab = element("button", { type: "button", role: "tab", text, id: `tab-${name}`, "aria-controls": `panel-${name}` });
    tab.addEventListener("click", () => showTab(name));
    return tab;
  }));
  tabs.onkeydown = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const index = names.findIndex((name) => document.activeElement.id === `tab-${name}`);
    showTab(names[(index + step + names.length) % names.length], { focus: true });
  };
  showTab(remembered("tab") ?? names[0]);
}

function showTab(name, { focus = false } = {}) {
  const before = main.querySelector(":scope > .shown");
  localStorage.setItem("tab", JSON.stringify(name));
  for (const tab of tabs.children) {
    const chosen = tab.id === `tab-${name}`;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    if (chosen) showNews(tab, false);
    if (chosen && focus) tab.focus();
  }
  for (const panel of main.children) panel.classList.toggle("shown", panel.id === `panel-${name}`);
  const shown = phones.find((phone) => phone.role === name);
  // Whoever reads on must not be moved by a second tap.
  if (shown && shown.node !== before) shown.conversation.toEnd();
}

function markNews(phone) {
  const tab = document.getElementById(`tab-${phone.role}`);
  if (tab.getAttribute("aria-selected") !== "true") showNews(tab, true);
}

function showNews(tab, isNews) {
  tab.classList.toggle("news", isNews);
  if (isNews) tab.setAttribute("aria-label", `${tab.textContent}: ${word("news")}`);
  else tab.removeAttribute("aria-label");
}

function welcome() {
  const node = document.querySelector("#welcome");
  node.hidden = remembered("welcomed") === true;
  node.querySelector("button").addEventListener("click", () => {
    localStorage.setItem("welcomed", "true");
    node.hidden = true;
    phones[0].part(".person").focus();
  });
}

// After a lost connection there may be another trial, which counts from the beginning.
let opened = 0;
function startAnew() {
  opened += 1;
  if (opened > 1) phones.forEach((phone) => phone.clear());
}

function heard(event) {
  if (event.kind === "opened") startAnew();
  const concerned = event.kind === "chat" ? phones.filter((phone) => phone.person?.person_id === event.chat_id) : phones;
  for (const phone of concerned) phone.refresh();
  if (event.kind === "clock") refreshClock();
  scheduleSides();
}

// The lists beside the phones follow a burst of events once.
let sides = 0;
function scheduleSides() {
  clearTimeout(sides);
  sides = setTimeout(() => Promise.all([refreshHeld(), refreshCast()]), 250);
}

function writePage() {
  writeWords();
  const other = labelOfOtherLanguage();
  Object.assign(document.querySelector("#language"), { textContent: other.text, lang: other.lang });
  drawMoves();
  drawTabs();
  drawTour();
}

// Brings a body and a person forward, as somebody would by the two choosers; gives their phone.
function goTo(body, role, personId) {
  if (bodyChooser.value !== body) {
    bodyChooser.value = body;
    localStorage.setItem("body", JSON.stringify(body));
    offerCast();
  }
  const phone = phones.find((one) => one.role === role);
  if (phone.person?.person_id !== personId) {
    if (!phone.cast.some((one) => one.person_id === personId)) phone.offer(bodies.find((one) => one.id === body).cast, personId);
    phone.hold(personId);
    remember(role, personId);
  }
  showTab(role);
  return phone;
}

async function begin() {
  main.prepend(...phones.map((phone) => phone.node));
  await loadBodies();
  drawBodies();
  writePage();
  offerCast();
  listenToClock();
  listenToAlerts({ otherwise: () => phones.find((phone) => phone.node.offsetParent)?.part(".log") });
  watchPresses();
  welcome();
  bodyChooser.addEventListener("change", () => {
    localStorage.setItem("body", JSON.stringify(bodyChooser.value));
    offerCast();
  });
  document.querySelector("#language").addEventListener("click", () => {
    switchLanguage();
    writePage();
    offerCast();
    refreshClock();
    refreshHeld();
  });
  beginTour({ goTo });
  await Promise.all([refreshClock(), refreshHeld()]);
  setInterval(refreshClock, CLOCK_MILLISECONDS);
  setInterval(refreshHeld, CLOCK_MILLISECONDS);
  listen(heard);
}

begin();
