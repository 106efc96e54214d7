// The public methods that set what holds for the next conversation.
"use strict";

window.Kommunicate = {
  _globals: standin.globals,
  PRODUCT_ID: "kommunicate",

  updateSettings(options) {
    const type = typeof options;
    // The original's defect: there is no `error` to construct.
    if (type !== "object") throw new error(`update settings expects an object, found ${type}`);
    const settings = standin.session.get("settings") || {};
    for (const key in options) settings[key] = options[key];
    standin.session.set("settings", settings);
  },

  getSettings(key) {
    const settings = standin.session.get("settings");
    return settings && key ? settings[key] : settings;
  },

  updateChatContext(context) {
    if (typeof context !== "object") {
      console.info("can not update chat context, expected an object, found", typeof context);
      return;
    }
    const known = window.Kommunicate.getSettings("KM_CHAT_CONTEXT") || {};
    window.Kommunicate.updateSettings({ KM_CHAT_CONTEXT: { ...known, ...context } });
  },

  updateUserLanguage(code) {
    window.Kommunicate.updateChatContext({ kmUserLanguageCode: code });
  },

  updateUserTimezone(name) {
    try {
      new Intl.DateTimeFormat(undefined, { timeZone: name });
    } catch (error) {
      console.log(`Invalid time zone: ${error.message}`);
      return;
    }
    window.Kommunicate.updateChatContext({ kmUserTimezone: name });
  },

  updateDefaultConversationMetadata(metadata = {}) {
    if (!standin.isPlainObject(metadata)) {
      throw new TypeError("updateDefaultConversationMetadata expects an object as an argument");
    }
    if (!standin.globals.defaultConversationMetadata) return;
    standin.globals.defaultConversationMetadata = JSON.parse(JSON.stringify(metadata));
  },

  updateConversationMetadata(change) {
    if (!change) throw new Error("updateConversationMetadata expect an object but got null");
    const { isPlainObject } = standin;
    if (!isPlainObject(change) || !isPlainObject(change.metadata) || !change.groupId) {
      throw new TypeError("updateConversationMetadata expects an object as an argument");
    }
    const metadata = { conversationMetadata: JSON.stringify(change.metadata) };
    const body = { groupId: change.groupId, metadata };
    standin.backend.ask("/rest/ws/group/update", body, console.log, console.log);
  },
};
