// Draws one message: day, bubble, words with their entities, picture or file, keyboard.

import { asTime, word } from "./words.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};

// A place in a calendar that holds no day.
const BLANK = /^[\s·]*$/;

export function element(tag, { className = "", text = "", ...attributes } = {}, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text) node.textContent = text;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

export function drawMessage(message, { press, say }) {
  const node = element("article", { className: message.from_bot ? "message" : "message mine" });
  if (message.keyboard.length) node.classList.add("keys");
  const bubble = element("div", { className: "bubble" }, ...drawMedia(message.media));
  if (message.text) {
    const words = element("div", { className: "words" });
    drawWords(words, message.text, message.entities, say);
    bubble.append(words);
  }
  const stamp = asTime(message.at) + (message.edited ? ` · ${word("edited")}` : "");
  bubble.append(element("span", { className: "stamp", text: stamp }));
  node.append(bubble);
  if (message.keyboard.length) node.append(drawKeyboard(message, press));
  return node;
}

// Entities nest and are sorted by offset, longest first; JavaScript counts in UTF-16 as they do.
function drawWords(parent, text, entities, say, start = 0, end = text.length) {
  let position = start;
  const inside = entities.filter((e) => e.offset >= start && e.offset + e.length <= end);
  for (let index = 0; index < inside.length; index += 1) {
    const entity = inside[index];
    if (entity.offset < position) continue;
    const stop = entity.offset + entity.length;
    parent.append(text.slice(position, entity.offset));
    const node = entityNode(entity, text.slice(entity.offset, stop), say);
    drawWords(node, text, inside.slice(index + 1), say, entity.offset, stop);
    parent.append(node);
    position = stop;
  }
  parent.append(text.slice(position, end));
}

function entityNode(entity, words, say) {
  if (entity.type === "text_link" || entity.type === "url") return link(entity.url ?? words);
  if (entity.type === "bot_command") {
    const node = element("button", { type: "button", className: "command" });
    node.addEventListener("click", () => say(words));
    return node;
  }
  if (entity.type === "spoiler") return element("span", { className: "spoiler", tabindex: "0" });
  return element(TAGS[entity.type] ?? "span");
}

function link(address) {
  const full = /^https?:\/\//i.test(address) ? address : `http://${address}`;
  return element("a", { href: full, target: "_blank", rel: "noopener noreferrer" });
}

function* drawMedia(media) {
  const picture = media.photo?.at(-1);
  if (picture) {
    const { width, height } = picture;
    yield element("img", { src: `/files/${picture.file_id}`, alt: "", width, height });
  }
  if (media.document) {
    const { file_id: id, file_name: text } = media.document;
    yield element("a", { className: "file", href: `/files/${id}`, download: text, text: `⤓ ${text}` });
  }
  if (media.location) yield element("p", { text: `📍 ${word("place")}` });
  if (media.contact) yield element("p", { text: `👤 ${word("contact")}` });
}

function drawKeyboard(message, press) {
  const keyboard = element("div", { className: "keyboard", role: "group" });
  message.keyboard.forEach((buttons, row) => {
    const line = element("div");
    buttons.forEach((button, column) => line.append(drawButton(button, () => press(message, row, column))));
    keyboard.append(line);
  });
  return keyboard;
}

function drawButton(button, press) {
  if (button.url) {
    const node = link(button.url);
    node.textContent = `${button.text} ↗`;
    return node;
  }
  const className = BLANK.test(button.text) ? "blank" : "";
  const node = element("button", { type: "button", text: button.text, className });
  node.addEventListener("click", () => {
    node.setAttribute("aria-busy", "true");
    press().finally(() => node.removeAttribute("aria-busy"));
  });
  return node;
}
