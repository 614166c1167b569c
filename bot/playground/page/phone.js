// One phone: who holds it, what it shows, what is done with it.

import { Conversation } from "./conversation.js";
import { element } from "./elements.js";
import { ask, tell } from "./server.js";
import { whenStill } from "./still.js";
import { word, writeWords } from "./words.js";

const TOAST_MILLISECONDS = 4500;
const READING_MILLISECONDS = 60; // for each letter of a long toast

export class Phone {
  constructor(role, { noticed, alert, chosen }) {
    this.role = role;
    this.noticed = noticed;
    this.alert = alert;
    this.person = null;
    this.node = document.querySelector("#phone").content.firstElementChild.cloneNode(true);
    this.node.id = `panel-${role}`;
    this.part = (selector) => this.node.querySelector(selector);
    this.conversation = new Conversation(this.part(".log"), {
      press: (...button) => this.press(...button),
      say: (text) => this.say(text),
    });
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
      if (this.editing) this.does("edit", { text });
      else this.say(text);
      this.editing = false;
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowUp" && !input.value) this.editLast();
    });
    this.part(".edit").addEventListener("click", () => this.editLast());
    this.part(".menu").addEventListener("click", () => this.openMenu());
    this.part(".screen").addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.giveUp();
    });
    // At the end of the tap: what opens or closes moves the buttons above it.
    this.part(".log").addEventListener("click", () => this.closeMenus());
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
    this.version = -1;
    this.conversation.clear();
    this.seenToast = null;
    this.editing = false;
    this.drawnCommands = "";
    this.closeMenus();
    this.describe();
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
    this.part(".log").setAttribute("aria-label", `${word("conversation")} ${name}`);
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

  // As on Telegram: the words come back into the field, and are sent as an edit.
  editLast() {
    this.closeMenus();
    if (!this.lastText) return;
    this.editing = true;
    const input = this.part(".write input");
    input.value = this.lastText;
    input.focus();
  }

  giveUp() {
    if (this.editing) this.part(".write input").value = "";
    this.editing = false;
    this.closeMenus();
  }

  openMenu() {
    const { web_app: app } = this.menuButton;
    if (app) window.open(app.url, "_blank", "noopener,noreferrer");
    else this.showCommands(this.part(".commands").hidden);
  }

  start() {
    return this.blocked
      ? this.does("unblock")
      : this.does("start", { code: this.person.linked ? "" : this.person.invitation });
  }

  // What was on the button that was seen: the message may have changed at the desk meanwhile.
  press(message, button, row, column) {
    const which = button.callback_data === undefined ? { row, column } : { data: button.callback_data };
    return this.does("press", { message_id: message.id, ...which });
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
    whenStill(() => this.show(chat, holder, quiet));
  }

  show(chat, holder, quiet) {
    // Of two answers on their way at once, the older may come last.
    if (this.person.person_id !== holder || chat.version < this.version) return;
    this.version = chat.version;
    this.showStanding(chat);
    this.showAbout(chat);
    this.lastText = chat.messages.findLast((message) => !message.from_bot && !Object.keys(message.media).length)?.text;
    const news = this.conversation.show(chat.messages, { quiet, writable: !this.part(".write").hidden });
    if (news && !quiet) this.noticed(this);
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

  // What the bot says of itself: its name, what it does before it is started, its menu button.
  showAbout({ about, menu_button: button }) {
    this.part(".name").textContent = about.name;
    this.part(".about").hidden = !about.description || this.blocked;
    this.part(".about p").textContent = about.description;
    this.menuButton = button;
    this.part(".menu").textContent = button.text ?? word("menu");
  }

  showToasts(toasts, quiet) {
    const fresh = quiet ? [] : toasts.filter((toast) => toast.version > (this.seenToast ?? -1));
    this.seenToast = toasts.at(-1)?.version ?? -1;
    const last = fresh.filter((toast) => toast.text).at(-1);
    if (last?.alert) this.alert({ id: last.query_id, text: last.text });
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
