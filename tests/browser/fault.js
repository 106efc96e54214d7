// What a fault needs of its page: errors that are shown, the network, the storage, another script.
window.reports = [];
console.error = (...texts) => reports.push(texts.join(" "));
addEventListener("load", () => (window.isThere = true));

window.online = true;
window.goOnline = () => (window.online = true);
window.goOffline = () => (window.online = false);
Object.defineProperty(navigator, "onLine", { get: () => window.online });

window.installWithout = (name) => {
  window.kommunicate = { _globals: { appId: "demo" } };
  delete window.kommunicate._globals[name];
  const script = document.createElement("script");
  script.src = "/v2/kommunicate.app";
  document.head.append(script);
};

window.breakStorage = (kind) => {
  if (kind === "full") {
    Storage.prototype.setItem = () => {
      throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
    };
    return;
  }
  for (const name of ["sessionStorage", "localStorage"]) {
    Object.defineProperty(window, name, {
      get() {
        throw new DOMException("Access is denied for this document.", "SecurityError");
      },
    });
  }
};

// Where an extension blocks an address, Chromium takes the place of an image of it away.
((original) => {
  window.getComputedStyle = (element, ...rest) =>
    element.src?.includes("/faults/blocked/") ? { display: "none" } : original(element, ...rest);
})(getComputedStyle.bind(window));
