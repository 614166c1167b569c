// Nothing moves under a finger: what comes while something is pressed is drawn after its click.
//
// A click is made of two moments. Were its button drawn anew or moved between them, the browser
// would see two different buttons, and no click at all.

const LETTING_GO_MILLISECONDS = 300; // a touch clicks a moment after the finger has left

let pressed = false;
let letting = 0;
const waiting = [];

export function whenStill(draw) {
  if (pressed) waiting.push(draw);
  else draw();
}

function hold(event) {
  if (!event.target.closest?.("button, a, summary")) return;
  clearTimeout(letting);
  pressed = true;
}

function letGo(milliseconds) {
  if (!pressed) return;
  clearTimeout(letting);
  letting = setTimeout(() => {
    pressed = false;
    for (const draw of waiting.splice(0)) whenStill(draw);
  }, milliseconds);
}

export function watchPresses() {
  const hear = (kind, heard) => addEventListener(kind, heard, true);
  hear("pointerdown", (event) => event.button === 0 && hold(event));
  hear("keydown", (event) => [" ", "Enter"].includes(event.key) && hold(event));
  hear("pointerup", () => letGo(LETTING_GO_MILLISECONDS));
  for (const end of ["click", "keyup", "pointercancel"]) hear(end, () => letGo(0));
  // The key or the pointer may be let go in another window.
  hear("blur", (event) => event.target === window && letGo(0));
}
