// What begins the widget later than at once, beside the seed on pages whose configuration says so:
// when the page is idle, or when the visitor asks for it by a light launcher of our own.
((w, d, k) => {
  let p = k.page,
    line = navigator.connection || {},
    lean = p.lean && (line.saveData || /2g/.test(line.effectiveType)),
    when = lean ? p.lean : p.load,
    python = k.python,
    start = () => {
      p.hold || k.begin();
      setTimeout(k.python, p.wait);
    };
  // what waits for Python will need the widget too
  k.python = () => {
    p.hold || k.begin();
    python();
  };
  if (when == "now") return start();
  if (when == "idle") {
    let soon = w.requestIdleCallback || setTimeout;
    return addEventListener("load", () => soon(start, w.requestIdleCallback ? { timeout: 5e3 } : 1e3));
  }
  if (p.hidden) return; // no launcher on this page

  // of the size and in the place of the widget's, in a tree that the page's style does not reach
  let host = d.createElement("div"),
    button = d.createElement("button"),
    ready = k.begin(null); // the promise, without beginning anything
  host.id = "kommpy-launcher";
  host.style.cssText = "all:initial;position:fixed;right:30px;bottom:20px;z-index:2243000";
  host.attachShadow({ mode: "open" }).append(button);
  button.setAttribute("aria-label", "Chat");
  button.style.cssText =
    "display:grid;place-items:center;width:55px;height:55px;padding:0;border:0;border-radius:50%;" +
    "background:#5553b7;color:#fff;cursor:pointer";
  button.innerHTML =
    '<svg viewBox="0 0 24 24" width="28" height="28" fill="currentColor" aria-hidden="true">' +
    '<path d="M4 4h16a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H9l-5 4V6a2 2 0 0 1 0-2z"/></svg>';
  button.onclick = () => {
    button.onclick = null; // once is enough for a first conversation
    button.setAttribute("aria-busy", "true");
    start();
    ready.then(() => k.safe(w.Kommunicate, "openWidgetPreview"));
  };
  ready.then(() => (host.style.display = "none"));
  addEventListener("DOMContentLoaded", () => d.body.append(host));
})(window, document, kommpy);
