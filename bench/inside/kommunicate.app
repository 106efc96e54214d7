// A widget that does nothing, at once: what is left is the cost of the way to it.
(() => {
  "use strict";
  const called = ["launchConversation", "updateConversationMetadata", "updateSettings"];
  const needed = ["displayKommunicateWidget", "openConversation"]; // or it counts as an old one
  const nothing = () => {};
  window.Kommunicate = Object.fromEntries(
    [...called, ...needed, "subscribeToEvents", "updateChatContext"].map((name) => [name, nothing]),
  );
  window.Kommunicate.startConversation = (detail, answered) => answered("7000001");
  const frame = document.createElement("iframe"); // without one it counts as removed
  frame.id = "kommunicate-widget-iframe";
  document.body.append(frame);
  frame.contentDocument.body.innerHTML = '<div id="mck-sidebox-launcher"></div>'; // logged in
  window.KommunicateGlobal = Object.assign(frame.contentWindow, { eventMapping: {} });
  setTimeout(() => window.kommunicate._globals.onInit("success", { userId: "bench" }));
})();
