// One phone: who holds it, what it shows, what is done with it.

import { drawMessage, element } from "./message.js";
import { ask, tell } from "./server.js";
import { asDay, word, writeWords } from "./words.js";

const TOAST_MILLISECONDS = 4500;
const READING_MILLISECONDS = 60; // for each letter of a long toast

export class Phone {
  constructor(role, { noticed, alert, chosen }) {
    this.role = role;
    this.noticed = noticed;
    this.alert = alert;
    this.person = null;
    this.drawn = new Map();
    this.node = document.querySelector("#phone").content.firstElementChild.cloneNode(true);
    this.node.id = `panel-${role}`;
    this.part = (selector) => this.node.querySelector(selector);
    this.log = this.part(".log");
    this.idle = this.part(".idle");
    this.part(".person").addEventListener("change", (event) => {
      this.hold(Number(event.target.value));
      chosen(role, this.person.person_id);
    });
    this.listen();
  }

  listen() {
    const input = this.part(".write input");
    this.part(".write").addEventListener("submit", (event) => {
      event.preventDefault();
      const text = input.value;
      if (!text.trim()) return;
      input.value = "";
      this.say(text);
    });
    this.part(".menu").addEventListener("click", () => this.showCommands(this.part(".commands").hidden));
    this.part(".screen").addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.closeMenus();
    });
    this.log.addEventListener("pointerdown", () => this.closeMenus());
    this.part(".idle button").addEventListener("click", () => {
      this.say("/menu");
      input.focus({ preventScroll: true });
    });
    this.part(".start button").addEventListener("click", () => this.start());
    this.part(".block").addEventListener("click", () => {
      this.part(".more").open = false;
      this.does(this.blocked ? "unblock" : "block");
    });
    this.part(".location").addEventListener("click", () => {
      this.part(".more").open = false;
      this.does("location", { latitude: 41.8933, longitude: 12.4829 });
    });
  }

  // Offers these people, and holds the one chosen before if it is among them.
  offer(cast, before) {
    this.cast = cast;
    const options = cast.map((one) => element("option", { value: one.person_id, text: one.name }));
    this.part(".person").replaceChildren(...options);
    const kept = cast.some((one) => one.person_id === before) ? before : cast[0]?.person_id;
    if (kept !== undefined) this.hold(kept);
    else this.clear();
  }

  hold(personId) {
    this.person = this.cast.find((one) => one.person_id === personId);
    this.part(".person").value = personId;
    this.clear();
    this.refresh({ quiet: true });
  }

  clear() {
    this.drawn.clear();
    this.version = -1;
    this.empty();
    this.seenToast = null;
    this.drawnCommands = "";
    this.closeMenus();
    this.describe();
  }

  empty() {
    this.log.replaceChildren(this.idle);
    this.idle.hidden = true;
    this.lastDay = "";
  }

  describe() {
    writeWords(this.node);
    const name = this.person?.name ?? "";
    this.part(".role").textContent = word(this.role);
    const { post = "", office = "", hint = "" } = this.person ?? {};
    this.part(".office").textContent = [post, office].filter(Boolean).join(" · ");
    this.part(".try").textContent = hint;
    this.part(".try").hidden = !hint;
    this.node.setAttribute("aria-label", `${word(this.role)}: ${name}`);
    this.part(".idle p").textContent = word("empty");
    this.log.setAttribute("aria-label", `${word("conversation")} ${name}`);
    this.part(".write input").setAttribute("aria-label", `${word("write")} (${name})`);
    this.part(".write input").placeholder = word("write");
  }

  async does(doing, body) {
    try {
      await tell(`/people/${this.person.person_id}/${doing}`, body);
    } catch (error) {
      this.toast(error.message);
    }
  }

  say(text) {
    this.closeMenus();
    return this.does("text", { text });
  }

  start() {
    return this.blocked
      ? this.does("unblock")
      : this.does("start", { code: this.person.linked ? "" : this.person.invitation });
  }

  press(message, row, column) {
    return this.does("press", { message_id: message.id, row, column });
  }

  async refresh({ quiet = false } = {}) {
    if (!this.person) return;
    const holder = this.person.person_id;
    let chat;
    try {
      chat = await ask(`/people/${holder}/chat`);
    } catch (error) {
      this.part(".status").textContent = error.message;
      return;
    }
    // Of two answers on their way at once, the older may come last.
    if (this.person.person_id !== holder || chat.version < this.version) return;
    this.version = chat.version;
    this.showStanding(chat);
    this.showMessages(chat.messages, quiet);
    this.showToasts(chat.toasts, quiet);
    this.drawCommands(chat.commands);
  }

  showStanding(chat) {
    this.blocked = chat.person.standing === "blocked";
    const silent = this.blocked || chat.person.standing === "new";
    this.part(".start").hidden = !silent;
    this.part(".write").hidden = silent;
    const invited = this.person.invitation && !this.person.linked;
    this.part(".start p").textContent = word(this.blocked ? "blocked" : invited ? "invited" : "notInvited");
    this.part(".start button").textContent = word(this.blocked ? "unblock" : "start");
    this.part(".block").textContent = word(this.blocked ? "unblock" : "block");
    this.part(".status").textContent = word(chat.action ? "typing" : "online");
  }

  showMessages(messages, quiet) {
    const ids = new Set(messages.map((message) => message.id));
    for (const [id, shown] of this.drawn) {
      if (!ids.has(id)) {
        shown.node.remove();
        this.drawn.delete(id);
      }
    }
    if (!messages.length) this.empty();
    this.idle.hidden = messages.length > 0 || this.part(".write").hidden;
    const { scrollHeight, scrollTop, clientHeight } = this.log;
    const atEnd = scrollHeight - scrollTop - clientHeight < 40;
    const changed = messages.map((message) => this.showMessage(message)).filter(Boolean);
    const news = changed.some((change) => change.isNew);
    if (news || atEnd) this.log.scrollTop = this.log.scrollHeight;
    if (!quiet) changed.forEach((change) => this.showBeginning(change));
    if (news && !quiet) this.noticed(this);
  }

  // Long words are read from their first line, and so is an answer written above a calendar.
  showBeginning({ node, isNew, reworded }) {
    const long = node.firstElementChild.offsetHeight > this.log.clientHeight * 0.6;
    if (!(isNew ? long : reworded)) return;
    const above = this.log.getBoundingClientRect().top - node.getBoundingClientRect().top;
    if (above > 0) this.log.scrollTop -= above + 6;
  }

  // Gives what changed on the screen, if anything did.
  showMessage(message) {
    const shown = this.drawn.get(message.id);
    if (shown?.version === message.version) return null;
    const node = drawMessage(message, {
      press: (...where) => this.press(...where),
      say: (text) => this.say(text),
    });
    this.drawn.set(message.id, { node, version: message.version, text: message.text });
    if (shown) {
      replaceKeepingFocus(shown.node, node, this.log);
      return { node, isNew: false, reworded: shown.text !== message.text };
    }
    this.showDay(message);
    this.log.append(node);
    return { node, isNew: true };
  }

  showDay(message) {
    const day = asDay(message.at);
    if (day !== this.lastDay) this.log.append(element("p", { className: "day", text: day }));
    this.lastDay = day;
  }

  showToasts(toasts, quiet) {
    const fresh = quiet ? [] : toasts.filter((toast) => toast.version > (this.seenToast ?? -1));
    this.seenToast = toasts.at(-1)?.version ?? -1;
    const last = fresh.filter((toast) => toast.text).at(-1);
    if (last?.alert) this.alert(last.text);
    else if (last) this.toast(last.text);
  }

  toast(text) {
    const node = element("span", { text });
    this.part(".toast").replaceChildren(node);
    setTimeout(() => node.remove(), Math.max(TOAST_MILLISECONDS, text.length * READING_MILLISECONDS));
  }

  drawCommands(commands) {
    const drawn = JSON.stringify(commands);
    if (drawn === this.drawnCommands) return;
    this.drawnCommands = drawn;
    // The bot sets the commands of a person when it first hears of them.
    const known = commands.length ? commands : [{ command: "menu", description: word("openMenu") }];
    const items = known.map(({ command, description }) => {
      const button = element("button", { type: "button" }, element("b", { text: `/${command}` }), element("span", { text: description }));
      button.addEventListener("click", () => this.say(`/${command}`));
      return element("li", {}, button);
    });
    this.part(".commands").replaceChildren(...items);
  }

  showCommands(open) {
    this.part(".commands").hidden = !open;
    this.part(".menu").setAttribute("aria-expanded", String(open));
    if (open) this.part(".commands button")?.focus();
  }

  closeMenus() {
    const inMenu = this.part(".commands").contains(document.activeElement);
    this.showCommands(false);
    this.part(".more").open = false;
    if (inMenu) this.part(".write input").focus();
  }
}

// An edit draws a message anew: who was on one of its buttons stays at that place.
function replaceKeepingFocus(old, node, log) {
  const buttons = [...old.querySelectorAll("button, a")];
  const place = buttons.indexOf(document.activeElement);
  old.replaceWith(node);
  if (place < 0) return;
  const now = node.querySelectorAll("button, a");
  (now[Math.min(place, now.length - 1)] ?? log).focus();
}
