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
    bubbles: "M3 5h12v8H8l-4 4v-4H3zM18 9h3v8h-1v4l-4-4h-5v-1",
    question: "M9 9a3 3 0 1 1 4 3c-1 .5-1 1-1 2M12 18v.01M4 4h16v16H4z",
    mail: "M3 6h18v12H3zM3 7l9 7 9-7",
    clip: "M20 11l-8 8a5 5 0 0 1-7-7l8-8a3.5 3.5 0 0 1 5 5l-8 8a2 2 0 0 1-3-3l7-7",
    mic: "M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM6 11a6 6 0 0 0 12 0M12 17v4",
    note: "M4 12h2M8 8v8M12 4v16M16 8v8M20 11v2",
    camera: "M3 7h4l2-3h6l2 3h4v13H3zM12 10a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7z",
    smiley: "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM8 14c2 3 6 3 8 0M9 9v.01M15 9v.01",
    star: "M12 3l3 6 6 1-4.5 4.5L17.5 21 12 18l-5.5 3 1-6.5L3 10l6-1z",
    again: "M20 12a8 8 0 1 1-3-6M20 3v5h-5",
    person: "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4 21c1-8 15-8 16 0",
    sound: "M4 9h4l5-4v14l-5-4H4zM17 8c2 2 2 6 0 8",
    pin: "M12 21c-5-6-7-8-7-11a7 7 0 0 1 14 0c0 3-2 5-7 11zM12 8v4M10 10h4",
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
  new Date(time).toLocaleTimeString(undefined, {
    hour: "numeric",
    minute: "2-digit",
    ...(standin.options.timeFormat24Hours && { hourCycle: "h23" }),
  });

standin.addStyle = (css) => {
  const style = standin.el("style");
  style.textContent = css;
  document.head.append(style);
};
