// What begins the widget later than at once, beside the seed on pages whose configuration says so:
// when the page is idle, or when the visitor asks for it by a light launcher of our own.
((w, d, k) => {
  let p = k.page,
    link = navigator.connection || {},
    lean = p.lean && (link.saveData || /2g/.test(link.effectiveType)),
    when = lean ? p.lean : p.load,
    launcher,
    start = () => {
      k.begin();
      k.python();
    },
    // whoever begins the widget, its own launcher takes over from ours
    begin = k.begin;
  k.begin = (...given) => {
    begin(...given);
    let settings = w.kommunicate && w.kommunicate._globals;
    if (!launcher || !settings || launcher.over) return;
    launcher.over = true;
    let report = settings.onInit;
    settings.onInit = (...said) => {
      report(...said);
      launcher.remove();
      if (launcher.asked) k.safe(w.Kommunicate, "openWidgetPreview");
      launcher.asked = false;
    };
  };
  if (when == "now") start();
  else if (when == "idle") (w.requestIdleCallback || setTimeout)(start, { timeout: 5e3 });
  else {
    launcher = d.createElement("button");
    launcher.id = "kommpy-launcher";
    launcher.type = "button";
    launcher.ariaLabel = "Chat";
    launcher.dataset.kommpyFallback = "launch";
    launcher.style.cssText =
      "position:fixed;right:20px;bottom:15px;width:55px;height:55px;padding:0;border:0;" +
      "border-radius:50%;background:#5553b7;color:#fff;cursor:pointer;z-index:2243000";
    launcher.innerHTML =
      '<svg viewBox="0 0 24 24" width="28" height="28" fill="currentColor" aria-hidden="true">' +
      '<path d="M4 4h16a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H9l-5 4V6a2 2 0 0 1 0-2z"/></svg>';
    launcher.onclick = () => {
      launcher.asked = true;
      start();
    };
    let show = () => d.body.append(launcher);
    d.body ? show() : d.addEventListener("DOMContentLoaded", show);
  }
})(window, document, kommpy);
