// What the dev server puts into each page, and no build ever does: it reloads the page when a file
// is saved and keeps what it can of its state, hears of Python's errors, and brings the panel.
(() => {
  "use strict";
  const script = document.currentScript;
  const at = name => new URL(name, script.src).href;
  const KEPT = "kommpy-dev";
  const asked = new URLSearchParams(location.search).getAll("kommpy");
  let version = script.dataset.version;

  // the page's state, from before a reload to after it

  const fields = () =>
    [...document.querySelectorAll("input, textarea, select")].filter(
      each => !/^(password|file|hidden|submit|button|image|reset)$/.test(each.type),
    );
  const isTicked = each => each.type == "checkbox" || each.type == "radio";
  const value = each =>
    isTicked(each)
      ? each.checked
      : each.multiple
        ? [...each.options].filter(option => option.selected).map(option => option.value)
        : each.value;
  const original = each =>
    isTicked(each)
      ? each.defaultChecked
      : each.options
        ? [...each.options].filter(option => option.defaultSelected).map(option => option.value) + ""
        : each.defaultValue;

  function keep() {
    const state = {
      url: location.pathname + location.search,
      scroll: [scrollX, scrollY],
      open: [...document.querySelectorAll("details")].map(each => each.open),
      focus: fields().indexOf(document.activeElement),
      fields: fields().map(each =>
        value(each) + "" == original(each) + "" ? null : [each.name || each.id, value(each)],
      ),
    };
    sessionStorage.setItem(KEPT, JSON.stringify(state));
  }

  function restore() {
    const state = JSON.parse(sessionStorage.getItem(KEPT));
    sessionStorage.removeItem(KEPT);
    if (state?.url != location.pathname + location.search) return;
    fields().forEach((each, number) => {
      const [name, kept] = state.fields[number] || [];
      if (kept === undefined || name != (each.name || each.id)) return;
      if (isTicked(each)) each.checked = kept;
      else if (each.multiple)
        for (const option of each.options) option.selected = kept.includes(option.value);
      else each.value = kept;
    });
    document.querySelectorAll("details").forEach((each, number) => {
      each.open = state.open[number] ?? each.open;
    });
    fields()[state.focus]?.focus({ preventScroll: true });
    const scroll = () => scrollTo({ left: state.scroll[0], top: state.scroll[1], behavior: "instant" });
    scroll();
    addEventListener("load", scroll, { once: true });
  }

  // what has changed

  let leaving = false;
  function reload() {
    if (leaving) return;
    leaving = true;
    try {
      keep();
    } catch {} // a page without storage is reloaded all the same
    location.reload();
  }

  const path = url => new URL(url, location).pathname;
  const own = () => path(location.pathname.replace(/\/$/, "/index.html"));
  const sheets = () => [...document.querySelectorAll("link[rel~=stylesheet][href]")];

  function swap(url) {
    for (const sheet of sheets().filter(each => path(each.href) == url)) {
      const next = sheet.cloneNode();
      const href = new URL(sheet.href);
      href.searchParams.set("kommpy", version);
      next.href = href;
      next.onload = () => sheet.remove();
      sheet.after(next);
    }
  }

  function changed(urls) {
    const used = urls.filter(url => !/\.html?$/i.test(url) || url == own());
    const styles = used.filter(url => sheets().some(each => path(each.href) == url));
    if (styles.length < used.length) reload();
    else styles.forEach(swap);
  }

  // only a page that is seen listens: a browser keeps six connections to a server, for all tabs
  let source;
  function listen() {
    source?.close();
    source = null;
    if (document.hidden) return;
    source = new EventSource(at("changes"));
    source.addEventListener("hello", event => {
      if (JSON.parse(event.data) != version) reload();
      document.documentElement.dataset.kommpyDev = "listening";
    });
    source.addEventListener("changed", event => {
      const news = JSON.parse(event.data);
      version = `${version.split(".")[0]}.${news.version}`;
      changed(news.urls);
    });
  }

  // what went wrong

  const seen = new Set();
  let said = [];
  const show = trouble => import(at("overlay.js")).then(overlay => overlay.show(trouble));

  async function report(text) {
    if (seen.has(text)) return;
    seen.add(text);
    let trouble = { title: text.trim().split("\n").pop(), where: "", frames: [], text };
    try {
      const answer = await fetch(at("error"), {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ text: text.slice(0, 30000), page: kommpyDoctor.page }),
      });
      if (answer.ok) trouble = await answer.json();
    } catch {} // the server has ended; the page still says what it knows
    show(trouble);
  }

  // what was raised, or what kommpy says of the author's Python without raising it
  const failure = new RegExp(
    "(^kommpy: .*\\n)?^(PythonError: )?Traceback \\(most recent call last\\)" +
      "|^kommpy: .*\\n(kommpy\\.errors\\.)?(Event|Option|Rule|Trigger)Error: ",
    "m"
  );

  // a runtime may say it line by line
  function hear(text) {
    said.push(String(text));
    if (said.length > 1) return;
    setTimeout(() => {
      const all = said.join("\n");
      said = [];
      const start = all.search(failure);
      if (start >= 0) report(all.slice(start).replace("PythonError: ", ""));
    });
  }

  const error = console.error;
  console.error = (...texts) => {
    error.apply(console, texts);
    hear(texts.map(each => each?.message ?? each).join(" "));
  };
  addEventListener("error", event => hear(event.error?.message ?? event.message));
  addEventListener("unhandledrejection", event => hear(event.reason?.message ?? event.reason));

  // the tools, for those who ask

  const open = name => import(at(`${name}.js`)).then(tool => tool.open());
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", event => event.persisted && listen());
  addEventListener("DOMContentLoaded", () => {
    restore();
    listen();
    const trouble = document.getElementById("kommpy-trouble");
    if (trouble) show(JSON.parse(trouble.text));
    import(at("window.js")).then(tools => tools.button(() => open("panel")));
    if (sessionStorage.getItem("kommpy-panel")) asked.push("panel");
    for (const name of new Set(asked)) if (name == "panel" || name == "doctor") open(name);
  });
})();
