// The entry, run in the page: makes the blank iframe and brings the other files into it.
(() => {
  "use strict";

  const FRAME = "kommunicate-widget-iframe";
  const FRAME_DELAY = 500; // the real loader's, and observable
  const NO_BODY_DELAY = 50; // the real loader looks each second, but comes later
  const PAGE_STYLE = "kommunicate-style-sheet";
  const IMAGE_MODAL = "km-fullscreen-image-modal";
  const IMAGE_STYLE = "km-fullscreen-image-modal-style-sheet";
  const FILES = [
    "shared.js",
    "faults.js",
    "storage.js",
    "people.js",
    "dashboard.js",
    "resources.js",
    "backend.js",
    "answers.js",
    "labels.js",
    "events.js",
    "socket.js",
    "styles.js",
    "styles-inside.js",
    "dom.js",
    "frame.js",
    "theme.js",
    "launcher.js",
    "box.js",
    "messages.js",
    "list.js",
    "tabs.js",
    "tools.js",
    "sounds.js",
    "notifications.js",
    "incoming.js",
    "creation.js",
    "launch.js",
    "settings.js",
    "conversations.js",
    "widget.js",
    "prechat.js",
    "login.js",
    "engine.js",
    "control.js",
    "start.js",
  ];

  // not document.currentScript: PyScript puts its own there while a page's Python runs
  const script = [...document.querySelectorAll('script[src*="kommunicate.app"]')].pop();

  const PAGE_CSS = `
    .kommunicate-custom-iframe {
      position: fixed; right: 20px; bottom: 10px; z-index: 2243000;
      width: 75px; height: 75px; max-width: 100vw; max-height: 100vh;
      border: 0; background: transparent; color-scheme: light;
    }
    .kommunicate-custom-iframe.align-left { right: auto; left: 20px; }
    .km-iframe-notification { width: 375px; height: 160px; }
    .km-iframe-dimension-no-popup {
      width: 390px; height: 600px; border-radius: 16px; box-shadow: 0 16px 48px rgb(15 23 42 / 28%);
    }
    .km-iframe-dimension-with-popup { width: 442px; height: 700px; }
    .kommunicate-hide-custom-iframe { display: none !important; }
    @media (max-width: 600px) {
      .kommunicate-iframe-enable-media-query {
        right: 0; bottom: 0; left: 0; width: 100% !important; height: 100% !important;
        border-radius: 0; box-shadow: none;
      }
      .mck-restrict-scroll { overflow: hidden; }
    }`;

  function addStyle(id, css) {
    document.getElementById(id)?.remove();
    const style = document.createElement("style");
    style.id = id;
    style.textContent = css;
    document.head.append(style);
  }

  function addImageModal() {
    addStyle(IMAGE_STYLE, `#${IMAGE_MODAL} { display: none; }`);
    const modal = document.createElement("div");
    modal.id = IMAGE_MODAL;
    document.body.append(modal);
  }

  function makeFrame() {
    const frame = document.createElement("iframe");
    frame.id = FRAME;
    frame.className = "kommunicate-custom-iframe";
    frame.title = "Live chat";
    frame.name = "Kommunicate widget iframe";
    frame.dataset.url = location.href;
    frame.dataset.protocol = location.protocol;
    document.body.append(frame);
    frame.contentWindow.kommunicate = window.kommunicate;
    return frame;
  }

  function bringFiles(frame) {
    window.kommunicate._globals.ojq = window.jQuery;
    for (const name of FILES) {
      const file = frame.contentDocument.createElement("script");
      file.src = new URL(name, script.src);
      file.async = false;
      frame.contentDocument.head.append(file);
    }
  }

  function start() {
    if (document.getElementById(FRAME)) throw new Error("Kommunicate script is already loaded");
    Object.assign(window.kommunicate._globals, { isAnonymousChat: true, KM_VER: "v2" });
    const frame = makeFrame();
    addStyle(PAGE_STYLE, PAGE_CSS);
    addImageModal();
    // the real loader waits for the frame's load in Firefox, which fires it before one can listen
    setTimeout(bringFiles, FRAME_DELAY, frame);
  }

  function startWithBody() {
    if (document.body) start();
    else setTimeout(startWithBody, NO_BODY_DELAY);
  }

  window.removeKommunicateScripts = () => {
    const chosen = [`#${FRAME}`, `#${PAGE_STYLE}`, `#${IMAGE_MODAL}`, `#${IMAGE_STYLE}`];
    for (const each of [...chosen, 'script[src*="kommunicate.app"]']) {
      document.querySelector(each)?.remove();
    }
    window.Kommunicate = null;
    window.KommunicateGlobal = null;
  };

  // The dashboard answers the page, too, as it does the widget.
  function answerFetch(control) {
    const { fetch } = window;
    const API = "https://api.kommunicate.io/users/";
    control.answersFetch = true;
    window.fetch = (asked, ...rest) =>
      control.answer && String(asked).startsWith(API)
        ? Promise.resolve(new Response(control.answer))
        : fetch(asked, ...rest);
  }

  function prepareControl() {
    const control = (window.kommunicateStandin ??= {});
    control.created ??= [];
    control.updated ??= [];
    control.requests ??= [];
    control.faults ??= {};
    if (!control.answersFetch) answerFetch(control);
    const asked = new URLSearchParams(location.search).getAll("standin").join(",");
    for (const each of asked.split(",").filter(Boolean)) {
      const [name, value = true] = each.split(":");
      control.faults[name] ??= value;
    }
  }

  prepareControl();
  startWithBody();
})();
