// The buttons under a message. An edit changes the buttons that are there, so that whoever is on
// one of them, by finger, by key or by screen reader, stays on it.

import { namesOfDays } from "./calendar.js";
import { element, link } from "./elements.js";

// A place in a calendar that holds no day.
const BLANK = /^[\s·]*$/;
const STYLES = ["primary", "success", "danger"];

export function fitKeyboard(keyboard, message, press) {
  const names = namesOfDays(message.keyboard, message.text);
  fit(keyboard, message.keyboard.length, () => element("div"));
  message.keyboard.forEach((buttons, row) => {
    const line = keyboard.children[row];
    fit(line, buttons.length, () => element("span"));
    buttons.forEach((button, column) => {
      const node = suited(line.children[column], button);
      fill(node, button, names(row, column));
      node.onclick = button.url ? null : () => pressed(node, () => press(message, button, row, column));
    });
  });
}

function fit(parent, count, make) {
  while (parent.children.length > count) parent.lastElementChild.remove();
  while (parent.children.length < count) parent.append(make());
}

function suited(node, button) {
  if (node.localName === (button.url ? "a" : "button")) return node;
  const other = button.url ? link(button.url) : element("button", { type: "button" });
  node.replaceWith(other);
  return other;
}

function fill(node, button, name) {
  node.textContent = button.url ? `${button.text} ↗` : button.text;
  if (button.url) node.href = button.url;
  const blank = BLANK.test(button.text);
  node.className = [blank ? "blank" : "", STYLES.includes(button.style) ? button.style : ""].join(" ").trim();
  if (name) {
    node.setAttribute("aria-label", name.text);
    node.lang = name.lang;
  } else {
    node.removeAttribute("aria-label");
    node.removeAttribute("lang");
  }
  if (blank) node.setAttribute("aria-hidden", "true");
  else node.removeAttribute("aria-hidden");
  node.tabIndex = blank ? -1 : 0;
}

function pressed(node, press) {
  node.setAttribute("aria-busy", "true");
  press().finally(() => node.removeAttribute("aria-busy"));
}
