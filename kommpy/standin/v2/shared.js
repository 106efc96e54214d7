// What the other files share. A lexical name, so it is not on the iframe's window.
"use strict";

const standin = {
  home: document.currentScript.src, // the other files lie beside it
  control: window.parent.kommunicateStandin, // the wishes of the page, and its live control
  options: null, // the install settings as the engine took them, dashboard included
  user: null, // the visitor, once logged in
  shown: null, // the group id whose conversation is in the box
};

window.CURRENT_GROUP_DATA = {};
window.MCK_GROUP_MAP = {};
window.KommunicateConstants = {};
window.KommunicateUtils = {};
window.KommunicateUI = {};
window.KommunicateCommons = { IS_WIDGET_OPEN: false };
window.Applozic = { ALApiService: { AUTH_TOKEN: null }, ALSocket: {} };

// What the engine does on a command. Without an engine each command is ignored, as in the original.
standin.commands = {};
standin.engine = null;

// As much of jQuery as the widget's own names on the window give away.
const elementData = new WeakMap();
window.$applozic = (selector) => {
  const element = document.querySelector(selector) ?? {};
  if (!elementData.has(element)) elementData.set(element, {});
  return {
    data(name, ...value) {
      const stored = elementData.get(element);
      if (value.length) [stored[name]] = value;
      return stored[name];
    },
    hasClass: (name) => Boolean(element.classList?.contains(name)),
  };
};
window.$applozic.fn = {
  applozic(command, ...args) {
    publishOnPage();
    return standin.engine?.[command]?.(...args);
  },
};

// The original does this at every command: a page that replaces `_globals` gets the old ones back.
function publishOnPage() {
  Object.assign(window.kommunicate, window.Kommunicate, { _globals: standin.globals });
}

standin.globals = window.kommunicate._globals;

standin.isPlainObject = (value) => Object.prototype.toString.call(value) === "[object Object]";

standin.randomId = (length = 32) => {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  return Array.from(bytes, (each) => (each % 36).toString(36)).join("");
};

standin.isHandheld = () =>
  navigator.userAgentData?.mobile ?? /Android|iPhone|iPad|iPod|Mobile/i.test(navigator.userAgent);

// Objects that the page may look at belong to the page's realm.
standin.forPage = (value) => window.parent.JSON.parse(JSON.stringify(value));
