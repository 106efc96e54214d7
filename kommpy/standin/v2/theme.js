// The colours and the icon that the dashboard, or the page over it, has chosen.
"use strict";

standin.theme = (() => {
  const PRIMARY = "#4b3fd6";
  const SECONDARY = "#efefef";
  const ICONS = ["chat", "bubbles", "question", "mail"];

  const chosen = () => standin.options.widgetSettings ?? {};

  // The widget's own names of classes, and its force, which a page's rules have to match.
  function css({ primaryColor = PRIMARY, secondaryColor = SECONDARY }) {
    return `
      .km-custom-widget-background-color {
        background: ${primaryColor} !important;
        color: #fff !important;
      }
      .km-custom-widget-background-color-secondary { background: ${secondaryColor} !important; }
      .km-custom-widget-border-color { border-color: ${primaryColor} !important; }
      .km-custom-widget-text-color { color: ${primaryColor} !important; }
      .km-custom-widget-fill { fill: ${primaryColor} !important; }
      .km-custom-widget-stroke { stroke: ${primaryColor} !important; }`;
  }

  return {
    addStyle: () => standin.addStyle(css(chosen())),
    apply() {
      for (const top of document.getElementsByClassName("mck-box-top")) {
        top.style.backgroundColor = chosen().primaryColor ?? PRIMARY;
      }
    },
    icon() {
      const { iconIndex, widgetImageLink } = chosen();
      if (iconIndex === "image") {
        return standin.el("img", { src: widgetImageLink, alt: "", width: 32, height: 32 });
      }
      return standin.icon(ICONS[(iconIndex ?? 1) - 1] ?? ICONS[0], 28);
    },
  };
})();
