// Opening the chat by its launcher, and new conversations made from there.
"use strict";

standin.launch = (() => {
  const setting = (name) => window.Kommunicate.getSettings(name);

  const defaults = () => ({
    groupName: setting("groupName") || standin.options.conversationTitle,
    agentId: setting("agentId") || standin.options.agentId,
    botIds: setting("botIds") || standin.options.botIds,
  });

  const told = () => standin.events.track("onStartNewConversation");

  function openByNumber({ response }) {
    if (!response.length || standin.globals.storageSuffix) {
      window.Kommunicate.startConversation(defaults(), told);
    } else if (response.length === 1) {
      standin.tabs.openById(response[0].id, told);
    } else if (standin.globals.zendeskChatSdkKey) {
      standin.tabs.openById(response.at(-1).id, told);
    } else {
      standin.tabs.list(told);
    }
  }

  // What a detached realm has lost is missed here, as in the original.
  const listUrl = () => new URL("/rest/ws/group/bytype", window.parent.location);

  function launch() {
    standin.box.setState(true);
    listUrl();
    standin.notifications.hidePreview();
    standin.box.show();
    if (standin.options.appSettings.currentActivatedPlan === "churn") {
      standin.box.showBanner(standin.labels.churned);
      return;
    }
    standin.events.track("onChatWidgetOpen");
    standin.backend.ask("/rest/ws/group/bytype", { type: 10, limit: 10 }, openByNumber);
  }

  // `msgTriggerTimeout`: the chat speaks first.
  function speakFirst() {
    const last = standin.backend.groups()[0]?.messages.at(-1);
    standin.box.setState(true);
    if (last) standin.notifications.notify(last);
    else
      window.Kommunicate.startConversation({ ...defaults(), isMessage: false, isInternal: true });
  }

  return {
    launch,
    startNew() {
      document.getElementById("mck-msg-new").disabled = true;
      window.Kommunicate.startConversation(defaults());
    },
    waitToSpeak() {
      const { msgTriggerTimeout } = standin.options;
      if (typeof msgTriggerTimeout === "number" && msgTriggerTimeout) {
        setTimeout(speakFirst, msgTriggerTimeout);
      }
    },
  };
})();
