// Draws one message: bubble, words with their entities, picture or file, keyboard.

import { element, link } from "./elements.js";
import { fitKeyboard } from "./keyboard.js";
import { asTime, word } from "./words.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};
const FOLDED = { lines: 3, letters: 120 }; // what a folded quote shows on a phone

export function newMessage(message) {
  const node = element("article", { className: message.from_bot ? "message" : "message mine" });
  node.append(element("div", { className: "bubble" }));
  return node;
}

// Makes the node say what the message says now.
export function fillMessage(node, message, { press, say }) {
  node.dataset.version = message.version;
  node.classList.toggle("keys", message.keyboard.length > 0);
  node.querySelector(".bubble").replaceChildren(...drawBubble(message, say));
  let keyboard = node.querySelector(".keyboard");
  if (!message.keyboard.length) {
    keyboard?.remove();
    return;
  }
  if (!keyboard) {
    keyboard = element("div", { className: "keyboard", role: "group" });
    node.append(keyboard);
  }
  fitKeyboard(keyboard, message, press);
}

function* drawBubble(message, say) {
  yield* drawOrigin(message.details.forward_origin);
  yield* drawMedia(message.media);
  if (message.text) {
    const words = element("div", { className: "words" });
    drawWords(words, message.text, message.entities, say);
    yield words;
  }
  const stamp = asTime(message.at) + (message.edited ? ` · ${word("edited")}` : "");
  yield element("span", { className: "stamp", text: stamp });
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
    if (entity.type === "expandable_blockquote") fold(node);
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

// A long quote opens by a tap anywhere on it, and by its button.
function fold(quote) {
  const text = quote.textContent;
  if (text.length <= FOLDED.letters && text.split("\n").length <= FOLDED.lines) return;
  const button = element("button", { type: "button", className: "unfold" });
  const show = (open) => {
    quote.classList.toggle("folded", !open);
    button.setAttribute("aria-expanded", String(open));
    button.textContent = word(open ? "showLess" : "showAll");
  };
  quote.addEventListener("click", (event) => {
    if (!event.target.closest("a, .command")) show(quote.classList.contains("folded"));
  });
  quote.append(button);
  show(false);
}

function* drawOrigin(origin) {
  if (!origin) return;
  const name = origin.sender_user_name ?? origin.sender_user.first_name;
  yield element("p", { className: "origin", text: `${word("forwarded")} ${name}` });
}

function* drawMedia(media) {
  const picture = media.photo?.at(-1) ?? media.sticker;
  if (picture) {
    const { width, height } = picture;
    yield element("img", { src: `/files/${picture.file_id}`, alt: media.sticker ? word("sticker") : "", width, height });
  }
  for (const kind of ["voice", "audio", "video"]) {
    if (media[kind]) yield element("a", { className: "file", href: `/files/${media[kind].file_id}`, text: `▶ ${word(kind)}` });
  }
  if (media.document) {
    const { file_id: id, file_name: text } = media.document;
    yield element("a", { className: "file", href: `/files/${id}`, download: text, text: `⤓ ${text}` });
  }
  if (media.location) yield element("p", { text: `📍 ${word("place")}` });
  if (media.contact) yield element("p", { text: `👤 ${word("contact")}` });
}
