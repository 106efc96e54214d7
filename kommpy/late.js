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
    let idle = w.requestIdleCallback || (f => setTimeout(f, 1e3)); // Safari has none
    return addEventListener("load", () => idle(start, { timeout: 5e3 }));
  }
  if (p.hidden) return; // no launcher on this page

  // of the size and in the place of the widget's, in a tree that the page's style does not reach
  let host = d.createElement("div"),
    button = d.createElement("button"),
    colour = p.settings?.appSettings?.chatWidget?.primaryColor || "#5553b7",
    ready = k.begin(null); // the promise, without beginning anything
  host.id = "kommpy-launcher";
  host.style.cssText = "all:initial;position:fixed;right:30px;bottom:20px;z-index:2243000";
  host.attachShadow({ mode: "open" }).append(button);
  button.setAttribute("aria-label", "Chat");
  button.setAttribute("aria-haspopup", "dialog");
  button.style.cssText =
    "display:grid;place-items:center;width:55px;height:55px;padding:0;border:0;border-radius:50%;" +
    "color:#fff;cursor:pointer;box-shadow:0 2px 8px rgb(0 0 0/.3)";
  button.style.background = colour;
  button.innerHTML =
    '<svg viewBox="0 0 24 24" width="28" height="28" fill="currentColor" aria-hidden="true">' +
    '<path d="M12 3c5.5 0 9 3.3 9 7.5S17.5 18 12 18q-1.2 0-2.4-.3L5 21v-5.1q-2-2.2-2-5.4' +
    'C3 6.3 6.5 3 12 3z"/></svg>';
  button.onclick = () => {
    button.onclick = null; // once is enough for a first conversation
    button.setAttribute("aria-busy", "true");
    button.style.opacity = 0.7;
    start();
    ready.then(() => k.safe(w.Kommunicate, "openWidgetPreview"));
  };
  ready.then(() => (host.style.display = "none"));
  addEventListener("DOMContentLoaded", () => d.body.append(host));
})(window, document, kommpy);
