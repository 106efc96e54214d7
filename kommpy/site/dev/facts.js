// What the doctor has to know of a page. It begins before anything else does, for what is blocked
// or fails is told only once. It keeps no query of an address, no text that anyone wrote and none
// of the settings but those for conversations.
(() => {
  "use strict";
  if (window.kommpyDoctor || window.top !== window) return;
  const MOST = 50;
  const page = location.pathname; // of the file; a visitor may move on without a reload
  const SETTINGS = ["defaultAgentIds", "defaultAssignee", "defaultBotIds", "skipRouting",
    "skipBotEvent", "teamId", "WELCOME_MESSAGE", "customWelcomeEvent", "groupName", "agentId"];
  const blocked = [];
  const failed = [];
  const errors = [];
  const add = (list, entry) => list.length < MOST && list.push(entry);
  const bare = url => {
    try {
      const found = new URL(url, location);
      return found.origin == "null" ? found.protocol : found.origin + found.pathname;
    } catch {
      return String(url);
    }
  };

  addEventListener("securitypolicyviolation", event =>
    add(blocked, {
      directive: event.effectiveDirective || event.violatedDirective,
      what: /^[a-z-]+$/.test(event.blockedURI) ? event.blockedURI : bare(event.blockedURI),
      only_reported: event.disposition == "report",
    }),
  );
  addEventListener(
    "error",
    event => {
      const target = event.target;
      const url = target?.src || target?.href;
      if (url && target !== window) add(failed, bare(url));
      else if (event.message) add(errors, event.error?.message ?? event.message);
    },
    true,
  );
  addEventListener("unhandledrejection", event =>
    add(errors, String(event.reason?.message ?? event.reason)),
  );
  const error = console.error;
  let said = [];
  console.error = (...texts) => {
    error.apply(console, texts);
    said.push(texts.map(each => each?.message ?? each).join(" "));
    // a runtime may say it line by line
    if (said.length == 1) setTimeout(() => add(errors, said.splice(0).join("\n")));
  };

  const parsed = text => {
    try {
      return JSON.parse(text);
    } catch {
      return null;
    }
  };
  const inside = id => window.KommunicateGlobal?.document?.getElementById(id);
  const widget = () => ({
    frame: Boolean(document.getElementById("kommunicate-widget-iframe")),
    published: Boolean(window.Kommunicate),
    logged_in: Boolean(inside("mck-sidebox-launcher")),
    form: Boolean(inside("km-anonymous-chat-launcher")?.childElementCount),
    standin: Boolean(window.kommunicateStandin?.requests),
  });

  const inForce = () => {
    try {
      const all = window.Kommunicate?.getSettings() || {};
      return Object.fromEntries(SETTINGS.filter(name => name in all).map(name => [name, all[name]]));
    } catch {
      return {};
    }
  };

  function seed() {
    const kommpy = window.kommpy;
    if (!kommpy?.begin) return null;
    const globals = window.kommunicate?._globals;
    return {
      began: Boolean(kommpy.began),
      began_by_seed: Boolean(kommpy.began) && kommpy.began === kommpy.page.settings,
      is_in_force: Boolean(kommpy.began) && kommpy.began === globals,
      python_gave_up: kommpy.over === 2,
    };
  }

  function pageData() {
    const data = parsed(document.getElementById("kommpy-page")?.textContent ?? "");
    if (!data) return null;
    const { runtime, script, base, hold, load, hidden, python, conversation, dev } = data;
    return { dev, runtime, script: script && bare(script), base, hold, load, hidden, conversation,
      python: python && bare(python), app_id: data.settings?.appId };
  }

  const missing = () =>
    performance
      .getEntriesByType("resource")
      .filter(each => each.responseStatus >= 400)
      .map(each => bare(each.name));

  // what this machine and the server say that the time is; asked once
  let asked;
  async function times() {
    try {
      const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" });
      return [Date.now(), Date.parse(answer.headers.get("Date")) || null];
    } catch {
      return [Date.now(), null];
    }
  }

  async function facts() {
    asked ??= /^http/.test(location.protocol) ? times() : [Date.now(), null];
    const [time, server_time] = await asked;
    return {
      url: bare(location.href),
      document: page,
      protocol: location.protocol,
      time,
      server_time,
      viewport: Boolean(document.querySelector("meta[name=viewport]")),
      python_tags: document.querySelectorAll('script[type=py], script[type=mpy]').length,
      widget_scripts: [...document.querySelectorAll('script[src*="kommunicate.app"]')].map(each => ({
        src: bare(each.src),
        ours: each.id == "km-widget-script",
      })),
      seed: seed(),
      page: pageData(),
      widget: widget(),
      settings: inForce(),
      chat: parsed(window.kommpy?.look?.() ?? ""),
      blocked,
      failed: [...new Set([...failed, ...missing()])],
      errors,
    };
  }

  window.kommpyDoctor = { facts, page };
})();
