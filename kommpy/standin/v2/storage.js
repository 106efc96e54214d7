// What the widget keeps in the page's storage and cookies.
"use strict";

// A browser that keeps nothing for the page, or has no room left.
if (standin.fault("storage") === "full") {
  Storage.prototype.setItem = () => {
    throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
  };
} else if (standin.fault("storage")) {
  for (const name of ["sessionStorage", "localStorage"]) {
    Object.defineProperty(window, name, {
      get() {
        throw new DOMException("Access is denied for this document.", "SecurityError");
      },
    });
  }
}

standin.session = (() => {
  const name = () => {
    const suffix = standin.globals.storageSuffix;
    return `kommunicate-${standin.globals.appId}${suffix ? `-${suffix}` : ""}`;
  };
  const available = () => {
    try {
      return typeof window.sessionStorage !== "undefined";
    } catch {
      return false;
    }
  };
  const all = () => (available() && JSON.parse(window.sessionStorage.getItem(name()))) || {};
  const keep = (entry) => {
    if (available()) window.sessionStorage.setItem(name(), JSON.stringify(entry));
  };
  return {
    get: (key) => all()[key] ?? "",
    set: (key, value) => keep({ ...all(), [key]: value }),
    drop: (key) => keep({ ...all(), [key]: undefined }),
    clear: () => available() && window.sessionStorage.removeItem(name()),
  };
})();

standin.cookies = (() => {
  const THIRTY_DAYS = 30 * 24 * 60 * 60;
  const NAMES = ["km_id", "km_user_name", "km_lead_collection", "km_ac_tn"];
  const prefix = () => standin.globals.domainKey || window.parent.location.hostname.split(".")[0];
  const full = (name) => `${prefix()}_${name}-${standin.globals.appId}`;
  const write = (name, value, age) => {
    const secure = window.parent.location.protocol === "https:" ? "; secure" : "";
    const rest = `path=/; max-age=${age}; samesite=strict${secure}`;
    window.parent.document.cookie = `${full(name)}=${encodeURIComponent(value)}; ${rest}`;
  };
  const read = (name) => {
    const start = `${full(name)}=`;
    const found = window.parent.document.cookie.split("; ").find((each) => each.startsWith(start));
    return found ? decodeURIComponent(found.slice(start.length)) : "";
  };
  return {
    get: read,
    set: (name, value) => write(name, value, THIRTY_DAYS),
    clear: () => NAMES.forEach((name) => write(name, "", 0)),
  };
})();

// The answer to the login, with which a reloaded page goes on without a second one.
standin.headers = (() => {
  const name = () => `chatheaders-${standin.globals.appId}`;
  return {
    get: () => JSON.parse(window.sessionStorage.getItem(name())),
    set: (data) => window.sessionStorage.setItem(name(), JSON.stringify(data)),
    clear: () => window.sessionStorage.removeItem(name()),
  };
})();

// The conversation to open again on the next page (`automaticChatOpenOnNavigation`).
standin.activeConversation = (() => {
  const NAME = "mckActiveConversationInfo";
  return {
    get: () => JSON.parse(window.localStorage.getItem(NAME)),
    set: (info) => window.localStorage.setItem(NAME, JSON.stringify(info)),
    clear: () => window.localStorage.removeItem(NAME),
  };
})();
