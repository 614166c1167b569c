// The words that wait for an OK: each answer once, one after the other.

const dialog = document.querySelector("#alert");
const words = dialog.querySelector("p");

const told = new Set();
const waiting = [];
let before = null;

// The same person may stand on two phones: `id` is that of the press which was answered.
export function showAlert({ id, text }) {
  if (told.has(id)) return;
  told.add(id);
  waiting.push(text);
  if (!dialog.open) showNext();
}

function showNext() {
  const text = waiting.shift();
  if (text === undefined) return;
  words.textContent = text;
  before = document.activeElement;
  dialog.showModal();
}

export function listenToAlerts({ otherwise }) {
  dialog.querySelector("button").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => {
    // The button that was pressed may have been drawn anew since.
    const back = before?.isConnected && before !== document.body ? before : otherwise();
    back?.focus({ preventScroll: true });
    showNext();
  });
}
