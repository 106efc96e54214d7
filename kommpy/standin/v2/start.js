// The start-up: the dashboard's settings, the visitor's id, then the engine.
"use strict";

(() => {
  const { globals } = standin;
  const RIGHT_TO_LEFT = ["ar", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"];

  function checkTypes() {
    for (const name of ["locShare", "excludeGoogleMap"]) {
      if (typeof globals[name] === "string") throw new TypeError(`${name} should be a boolean`);
    }
  }

  function merge(base, over) {
    const merged = { ...base };
    for (const [key, value] of Object.entries(over ?? {})) {
      if (key === "__proto__") continue;
      const deep = standin.isPlainObject(value) && standin.isPlainObject(base[key]);
      merged[key] = deep ? merge(base[key], value) : value;
    }
    return merged;
  }

  // The settings object is the caller's own, and it is written to.
  function writeBack(appSettings) {
    const { chatWidget } = appSettings;
    Object.assign(globals, {
      appSettings,
      agentId: appSettings.agentId,
      agentName: appSettings.agentName,
      widgetSettings: chatWidget,
      collectFeedback: Boolean(appSettings.collectFeedback),
      isCsatAvailable: Boolean(appSettings.collectFeedback),
      chatPopupMessage: [],
      customerCreatedAt: 0,
      metadata: globals.metadata ?? {},
      userName: globals.userName ?? standin.cookies.get("km_user_name"),
      sessionTimeout: globals.sessionTimeout ?? chatWidget.sessionTimeout,
    });
    globals.userId ||= standin.cookies.get("km_id") || standin.randomId();
  }

  function keepVisitor() {
    standin.cookies.set("km_id", globals.userId);
    if (globals.userName) standin.cookies.set("km_user_name", globals.userName);
    if (globals.accessToken) standin.cookies.set("km_ac_tn", btoa(globals.accessToken));
  }

  // A session that lasted too long is dropped, and the visitor with it.
  function dropOldSession() {
    const { sessionTimeout, preLeadCollection, askUserDetails } = globals;
    const { session } = standin;
    const lasted = session.get("sessionEndTime") - session.get("sessionStartTime");
    if (sessionTimeout && !preLeadCollection && !askUserDetails && lasted >= sessionTimeout) {
      session.clear();
      standin.headers.clear();
      standin.cookies.clear();
    }
    if (!session.get("sessionStartTime")) session.set("sessionStartTime", Date.now());
    window.parent.addEventListener("beforeunload", () => {
      if (window.parent) session.set("sessionEndTime", Date.now()); // not after a logout
    });
  }

  // Domains that the dashboard allows, with all below them; none named allows every one.
  function isRefused(allowedDomains) {
    const { hostname } = window.parent.location;
    const isBelow = (domain) => `.${hostname}`.endsWith(`.${domain}`);
    return allowedDomains.length > 0 && !allowedDomains.some(isBelow);
  }

  function prepare(answer) {
    checkTypes();
    const { disableChatWidget, allowedDomains } = answer.chatWidget; // the page's own come later
    if ((globals.disableChatWidget ?? disableChatWidget) || isRefused(allowedDomains ?? [])) {
      window.parent.removeKommunicateScripts();
      return;
    }
    const appSettings = merge(answer, globals.appSettings);
    globals.sessionTimeout ??= appSettings.chatWidget.sessionTimeout;
    dropOldSession();
    writeBack(appSettings);
    standin.session.drop("settings");
    keepVisitor();
    standin.construct(appSettings);
  }

  function begin(answer) {
    try {
      prepare(answer);
    } catch (error) {
      console.error(error);
      globals.onInit?.("error");
    }
  }

  // The browser's language decides, unless `rtl` is false.
  function direction() {
    const [language] = navigator.language.toLowerCase().split("-");
    const reversed = RIGHT_TO_LEFT.includes(language) && globals.rtl !== false;
    return reversed ? "rtl" : "ltr";
  }

  function start() {
    document.documentElement.lang = "en";
    document.title = "Live chat";
    document.body.dir = direction();
    Object.keys(standin.control.faults).forEach(standin.checkFault);
    if (!globals.appId || globals.appId === "APP_ID") {
      console.error("Please give the application id in the settings");
      return;
    }
    bringBox(() => {
      standin.backend.ask("/users/v3/chat/plugin/settings", { appId: globals.appId }, begin);
    });
  }

  // Where a policy stands in the way, nothing comes of it, and nobody is told.
  function bringBox(then) {
    const asked = new XMLHttpRequest();
    asked.open("GET", new URL("sidebox.txt", standin.home));
    asked.onload = () => {
      document.body.innerHTML = asked.responseText; // a file of the widget's own
      then();
    };
    asked.send();
  }

  start();
})();
