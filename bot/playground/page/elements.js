// Makes the nodes that the page draws; what others wrote becomes text, never markup.

export function element(tag, { className = "", text = "", ...attributes } = {}, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text) node.textContent = text;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

export function link(address) {
  const full = /^https?:\/\//i.test(address) ? address : `http://${address}`;
  return element("a", { href: full, target: "_blank", rel: "noopener noreferrer" });
}
