// The iframe's own size and classes, seen from the page.
"use strict";

standin.frame = (() => {
  const element = () => window.parent.document.getElementById("kommunicate-widget-iframe");
  const OPEN = [
    "km-iframe-dimension-no-popup",
    "km-iframe-dimension-with-popup",
    "kommunicate-iframe-enable-media-query",
  ];

  function open(popup) {
    const { classList, style } = element();
    style.width = "";
    classList.remove("km-iframe-notification", "km-iframe-closed");
    classList.add(popup ? OPEN[1] : OPEN[0], OPEN[2]);
    standin.launcher.showAsClose(Boolean(popup));
  }

  function closed() {
    const { classList, style } = element();
    style.width = "";
    classList.remove("km-iframe-notification", ...OPEN);
    classList.add("km-iframe-closed");
    standin.launcher.showAsClose(false);
  }

  // Nothing of the page can be scrolled behind a chat that fills a phone.
  function restrictScroll(on) {
    if (!standin.isHandheld()) return;
    const { body, documentElement } = window.parent.document;
    for (const each of [body, documentElement]) each.classList.toggle("mck-restrict-scroll", on);
  }

  const isFull = () => window.parent.matchMedia("(max-width: 600px)").matches;

  return {
    open,
    roundCorners: (element) =>
      element.classList.toggle("km-iframe-sidebox-border-radius", !isFull()),
    closed,
    restrictScroll,
    hide: (hidden) => element().classList.toggle("kommunicate-hide-custom-iframe", hidden),
    makeRoomForPreview: () => element().classList.add("km-iframe-notification"),
    isLeft: () => standin.options?.widgetSettings?.position === "left",
    align: () => {
      const left = standin.frame.isLeft();
      element().classList.toggle("align-left", left);
      document.documentElement.classList.toggle("align-left", left);
    },
  };
})();
