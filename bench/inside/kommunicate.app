// A widget that does nothing, at once: what is left is the cost of the way to it.
(() => {
  "use strict";
  const methods = ["launchConversation", "updateConversationMetadata", "updateSettings"];
  const nothing = () => {};
  window.Kommunicate = Object.fromEntries(
    [...methods, "subscribeToEvents", "updateChatContext"].map((name) => [name, nothing]),
  );
  window.Kommunicate.startConversation = (detail, answered) => answered("7000001");
  window.KommunicateGlobal = { eventMapping: {}, document };
  setTimeout(() => window.kommunicate._globals.onInit("success", { userId: "bench" }));
})();
