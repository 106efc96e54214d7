// What a visit is measured by, in each page before anything of the page's own.
// The stand-in remembers no conversation of the visit before.
if (window === top) {
  window.kommunicateStandin = { fresh: true };
  const heard = new Set();
  window.bench = (name, at = performance.now()) => {
    if (heard.has(name)) return;
    heard.add(name);
    benchHears(JSON.stringify([name, at]));
  };

  new MutationObserver((records) => {
    const added = records.flatMap((record) => [...record.addedNodes]);
    if (added.some((node) => node.localName === "script" && node.type === "module")) {
      bench("python begins");
    }
    if (document.getElementById("talk")) requestAnimationFrame(() => bench("button"));
  }).observe(document, { childList: true, subtree: true });
  document.addEventListener("click", (event) => event.isTrusted && bench("click"), true);
  document.addEventListener("kmInitilized", () => bench("ready"));

  // the widget shows its objects before anybody can call it
  let frame;
  Object.defineProperty(window, "KommunicateGlobal", {
    configurable: true,
    get: () => frame,
    set(value) {
      frame = value;
      const update = frame?.Kommunicate.updateSettings;
      if (!update) return;
      frame.Kommunicate.updateSettings = function (...given) {
        update.apply(this, given);
        bench("settings");
      };
    },
  });
}
