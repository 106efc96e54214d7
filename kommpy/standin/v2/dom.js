// Making elements. Text is always set as text, whoever wrote it.
"use strict";

standin.el = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
};

// As the original does it: a function from text, which a policy without 'unsafe-eval' forbids.
standin.template = (text) => new Function("data", `return \`${text}\`;`);

standin.$ = (id) => document.getElementById(id);

standin.show = (element, shown) => {
  element.classList.toggle("vis", shown);
  element.classList.toggle("n-vis", !shown);
};

standin.icon = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const PATHS = {
    chat: "M4 5a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-7l-5 5v-5a2 2 0 0 1-2-2z",
    close: "M6 6l12 12M18 6L6 18",
    down: "M5 9l7 7 7-7",
    back: "M15 5l-7 7 7 7",
    send: "M4 12l16-8-5 16-3-7z",
  };
  return (name, size = 24) => {
    const svg = document.createElementNS(SVG, "svg");
    const path = document.createElementNS(SVG, "path");
    const attributes = {
      ...{ viewBox: "0 0 24 24", width: size, height: size, "aria-hidden": "true" },
      ...{ fill: name === "chat" ? "currentColor" : "none", stroke: "currentColor" },
      ...{ "stroke-width": 2, "stroke-linejoin": "round", "stroke-linecap": "round" },
    };
    for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, value);
    path.setAttribute("d", PATHS[name]);
    svg.append(path);
    return svg;
  };
})();

standin.avatar = (name) =>
  standin.el("span", { class: "avatar", "aria-hidden": "true" }, name[0].toUpperCase());

standin.timeOf = (time) =>
  new Date(time).toLocaleTimeString(navigator.language, { hour: "numeric", minute: "2-digit" });

standin.addStyle = (css) => {
  const style = standin.el("style");
  style.textContent = css;
  document.head.append(style);
};
