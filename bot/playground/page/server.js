// Talks to the playground; every failure comes back as an Error with words for a person.

import { word } from "./words.js";

async function request(method, path, body) {
  const options = { method };
  if (body !== undefined) {
    options.headers = { "Content-Type": "application/json" };
    options.body = JSON.stringify(body);
  }
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new Error(word("lost"));
  }
  const given = answer.status === 204 ? null : await answer.json();
  if (!answer.ok) throw new Error(given?.error ?? `${answer.status}`);
  return given;
}

export const ask = (path) => request("GET", path);
export const tell = (path, body = {}) => request("POST", path, body);

// Calls back for each event; after a lost connection the browser comes again by itself.
export function listen(heard) {
  const events = new EventSource("/events");
  events.onmessage = (event) => heard(JSON.parse(event.data));
  events.onopen = () => heard({ kind: "opened" });
}
