// What the overlay, the panel and the doctor have in common: a place outside the page's own
// document tree and style, and small means to write into it. Text is never read as HTML.

const CSS = `
  :host { all: initial !important; color-scheme: light dark;
    --paper: #fffdfa; --ink: #1c1b22; --soft: #5d5a68; --line: #dcd8e3; --field: #f4f1f8;
    --mark: #5553b7; --on-mark: #fff; --wrong: #b3261e; --wrong-paper: #fff0ee;
    --good: #1b6e3c; --warn: #8a5a00; }
  @media (prefers-color-scheme: dark) { :host {
    --paper: #1d1c24; --ink: #eeecf4; --soft: #aaa6b8; --line: #3d3a49; --field: #282632;
    --mark: #aaa8ff; --on-mark: #15131f; --wrong: #ff9d94; --wrong-paper: #3a1f1f;
    --good: #7fd69c; --warn: #f0c069; } }
  * { box-sizing: border-box; font: inherit; color: inherit; }
  .sheet, .start { position: fixed; z-index: 2147483646; color: var(--ink); background: var(--paper);
    font: 14px/1.5 system-ui, sans-serif; }
  .sheet { border: 1px solid var(--line); border-radius: 12px; box-shadow: 0 12px 48px rgb(0 0 0/.3);
    display: flex; flex-direction: column; overflow: hidden; max-width: calc(100vw - 16px); }
  .head { display: flex; align-items: center; gap: 8px; padding: 8px 8px 8px 16px;
    border-bottom: 1px solid var(--line); }
  h2 { margin: 0; flex: 1; font-weight: 650; font-size: 15px; }
  h3 { margin: 16px 0 6px; font-weight: 650; font-size: 13px; color: var(--soft); }
  .body { overflow: auto; padding: 4px 16px 16px; overscroll-behavior: contain; }
  button { padding: 5px 10px; border: 1px solid var(--line); border-radius: 7px;
    background: var(--field); cursor: pointer; white-space: nowrap; }
  button:hover { border-color: var(--mark); }
  button[aria-pressed=true] { background: var(--mark); color: var(--on-mark); }
  :focus-visible { outline: 2px solid var(--mark); outline-offset: 2px; }
  input, select { padding: 5px 8px; border: 1px solid var(--line); border-radius: 7px;
    background: var(--field); min-width: 0; }
  strong { font-weight: 650; } .sheet:focus-visible { outline-offset: -2px; }
  code, pre, .mono { font: 12.5px/1.55 ui-monospace, monospace; }
  pre { margin: 6px 0; padding: 8px 10px; overflow: auto; background: var(--field); border-radius: 7px; }
  .row { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; margin: 6px 0; }
  .soft { color: var(--soft); } .wrong { color: var(--wrong); } .good { color: var(--good); }
  .warn { color: var(--warn); }
  .start { left: 12px; bottom: 12px; width: 30px; height: 30px; padding: 0; border-radius: 50%;
    border: 1px solid var(--line); font-weight: 700; opacity: .75; box-shadow: 0 2px 8px rgb(0 0 0/.2); }
  .start:hover, .start:focus-visible { opacity: 1; }
  @media print { .sheet, .start { display: none; } }`;

// Make an element: its attributes, then what is in it, texts or elements.
export function make(name, attributes = {}, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value == "function") element[key] = value;
    else if (key == "style") element.style.cssText = value ?? ""; // a policy minds the attribute
    else if (value !== null && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...inside);
  return element;
}

// Give the place of a tool, made when it is first asked for.
export function place(name) {
  const there = document.querySelector(`kommpy-dev[data-tool=${name}]`);
  if (there) return there.shadowRoot;
  const host = document.createElement("kommpy-dev");
  host.dataset.tool = name;
  const root = host.attachShadow({ mode: "open" });
  const style = new CSSStyleSheet();
  style.replaceSync(CSS);
  root.adoptedStyleSheets = [style];
  document.documentElement.append(host); // beside the body, which is the page's own
  return root;
}

// Show a sheet with a title, buttons and a body; Escape closes it, and the focus goes back.
export function sheet(name, title, { style, role = "dialog", actions = [], onClose } = {}) {
  const root = place(name);
  const before = document.activeElement;
  const close = () => {
    root.replaceChildren();
    onClose?.();
    before?.focus?.({ preventScroll: true });
  };
  const body = make("div", { class: "body", tabindex: "0" });
  const heading = make("h2", { id: "title" }, title);
  const shut = make("button", { type: "button", onclick: close }, "Close");
  const element = make(
    "section",
    { class: "sheet", role, "aria-labelledby": "title", tabindex: "-1", style },
    make("div", { class: "head" }, heading, ...actions, shut),
    body,
  );
  element.onkeydown = event => {
    event.stopPropagation(); // the page's own shortcuts are not meant
    if (event.key == "Escape") close();
  };
  root.replaceChildren(element);
  element.focus({ preventScroll: true });
  return { element, body, heading, close };
}

// Give a button that copies a text, and says so.
export function copier(text) {
  const button = make("button", { type: "button" }, "Copy");
  button.onclick = async () => {
    try {
      await navigator.clipboard.writeText(text());
      button.textContent = "Copied";
    } catch {
      button.textContent = "Not allowed";
    }
    setTimeout(() => (button.textContent = "Copy"), 1500);
  };
  return button;
}

// Show the small button that opens the panel.
export function button(onclick) {
  const root = place("button");
  const label = "Open kommpy's panel";
  root.replaceChildren(
    make("button", { class: "start", type: "button", "aria-label": label, title: label, onclick }, "k"),
  );
}
