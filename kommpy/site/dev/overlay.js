// Python's errors over the page: the author's own lines first, the whole traceback for who wants it.
import { copier, make, sheet } from "./window.js";

const MOST = 20; // errors shown at a time
const troubles = [];
let shown;

function source(frame) {
  const lines = frame.source.map(([number, text]) => {
    const line = `${String(number).padStart(4)}  ${text}`;
    return make(number == frame.line ? "mark" : "span", { style: "display: block" }, line);
  });
  return make("pre", {}, ...lines);
}

function frames(trouble) {
  return trouble.frames.flatMap((frame, number) => {
    const within = frame.function ? `, in ${frame.function}` : "";
    const title = make("div", { class: "mono" }, make("strong", {}, frame.place), within);
    const last = number == trouble.frames.length - 1;
    return last && frame.source.length ? [title, source(frame)] : [title];
  });
}

function section(trouble) {
  const parts = [make("h3", { class: "wrong title" }, trouble.title)];
  if (trouble.where) parts.push(make("div", { class: "soft" }, trouble.where));
  parts.push(...frames(trouble));
  if (trouble.text && trouble.text != trouble.title) {
    parts.push(
      make("details", {}, make("summary", {}, "The whole traceback"), make("pre", {}, trouble.text)),
    );
  }
  return make("article", {}, ...parts);
}

const STYLE = "inset: 24px auto auto 50%; transform: translateX(-50%); width: 860px; max-height: 80vh;";

export function show(trouble) {
  troubles.unshift(trouble);
  troubles.splice(MOST);
  if (!shown) {
    shown = sheet("overlay", "", {
      role: "alertdialog",
      style: STYLE + "border-color: var(--wrong); background: var(--wrong-paper);",
      actions: [copier(() => troubles.map(each => each.text).join("\n\n"))],
      onClose() {
        shown = null;
        troubles.length = 0;
      },
    });
    const style = ".title { font-size: 15px; color: var(--wrong); overflow-wrap: anywhere; }" +
      "mark { background: color-mix(in srgb, var(--wrong) 22%, transparent); }" +
      "summary { cursor: pointer; color: var(--soft); margin-top: 8px; }";
    const sheetOfIt = new CSSStyleSheet();
    sheetOfIt.replaceSync(style);
    const root = shown.element.getRootNode();
    root.adoptedStyleSheets = [root.adoptedStyleSheets[0], sheetOfIt];
  }
  const count = troubles.length;
  shown.heading.textContent = count == 1 ? "Python failed" : `Python failed (${count} errors)`;
  shown.body.replaceChildren(...troubles.map(section));
}
