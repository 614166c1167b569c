// The messages of one chat on a phone: what is new, what changed, and where the eye should be.

import { element } from "./elements.js";
import { fillMessage, newMessage } from "./message.js";
import { asDay } from "./words.js";

export class Conversation {
  constructor(log, doings) {
    this.log = log;
    this.doings = doings;
    this.idle = log.querySelector(".idle");
    this.drawn = new Map();
    this.clear();
  }

  clear() {
    this.drawn.clear();
    this.log.replaceChildren(this.idle);
    this.idle.hidden = true;
    this.lastDay = "";
  }

  toEnd() {
    this.log.scrollTop = this.log.scrollHeight;
  }

  // Gives whether there is a message that was not there before.
  show(messages, { quiet, writable }) {
    this.forget(new Set(messages.map((message) => message.id)));
    this.idle.hidden = messages.length > 0 || !writable;
    const { scrollHeight, scrollTop, clientHeight } = this.log;
    const atEnd = scrollHeight - scrollTop - clientHeight < 40;
    const within = this.log.contains(document.activeElement);
    const changed = messages.map((message) => this.showMessage(message)).filter(Boolean);
    // The button or the link that had the focus may be gone.
    if (within && !this.log.contains(document.activeElement)) this.log.focus({ preventScroll: true });
    const news = changed.some((change) => change.isNew);
    if (news || atEnd) this.toEnd();
    if (!quiet) changed.forEach((change) => this.showBeginning(change));
    return news;
  }

  forget(present) {
    for (const [id, { node }] of this.drawn) {
      if (present.has(id)) continue;
      node.remove();
      this.drawn.delete(id);
    }
    if (!present.size) this.clear();
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
    const node = shown?.node ?? newMessage(message);
    fillMessage(node, message, this.doings);
    this.drawn.set(message.id, { node, version: message.version, text: message.text });
    if (shown) return { node, isNew: false, reworded: shown.text !== message.text };
    this.showDay(message);
    this.log.append(node);
    return { node, isNew: true };
  }

  showDay(message) {
    const day = asDay(message.at);
    if (day !== this.lastDay) this.log.append(element("p", { className: "day", text: day }));
    this.lastDay = day;
  }
}
