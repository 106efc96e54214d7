// Logging in, or going on with an earlier login; then the launcher, and `onInit`.
"use strict";

standin.login = (() => {
  const REFUSALS = {
    INVALID_PASSWORD: "INVALID PASSWORD",
    INVALID_APPID: "INVALID APPLICATION ID",
    USER_NOT_FOUND: "USER NOT FOUND",
    APPMODULE_NOT_FOUND: "APPMODULE NOT FOUND",
  };
  const OTHER = "UNABLE TO PROCESS REQUEST";

  function refuse(errorMessage) {
    if (errorMessage === REFUSALS.INVALID_PASSWORD) standin.prechat.askPassword();
    else standin.frame.hide(true);
    const { onInit } = standin.options;
    onInit?.({ status: "error", errorMessage });
    if (errorMessage === REFUSALS.INVALID_PASSWORD) standin.cookies.clear();
    throw new Error(errorMessage);
  }

  function answered(result, fromForm) {
    if (result === "CHURNED_CUSTOMER") finish({}, fromForm);
    else if (!result.token) refuse(REFUSALS[result] ?? OTHER);
    else {
      const { appId, accessToken, password } = standin.globals;
      const secret = password || accessToken;
      finish({ ...result, appId, ...(secret && { accessToken: secret }) }, fromForm);
    }
  }

  function login(fromForm = false) {
    const { userId, userName, email, contactNumber, imageLink, metadata, appId } = standin.globals;
    const body = {
      ...{ applicationId: appId, userId, displayName: userName, email, contactNumber, imageLink },
      ...{ password: standin.globals.password || standin.globals.accessToken, metadata },
    };
    standin.backend.ask(
      "/v2/tab/initialize.page",
      body,
      (result) => answered(result, fromForm),
      () => refuse(OTHER),
    );
  }

  function openSocketIfUseful({ response }) {
    if (response.length || window.KommunicateCommons.IS_WIDGET_OPEN) {
      standin.engine.initializeSocketConnection();
    }
  }

  function reopen() {
    const active = standin.activeConversation.get();
    if (!standin.options.keepsActiveConversation) return;
    if (active && active.userId === standin.globals.userId) {
      window.Kommunicate.openConversation(active.groupId);
    } else {
      standin.activeConversation.clear();
    }
  }

  function announce(data) {
    const event = new CustomEvent("kmInitilized", { detail: {}, bubbles: true, cancelable: true });
    window.parent.document.dispatchEvent(event);
    const { onInit } = standin.options;
    onInit?.("success", data);
  }

  function finish(data, fromForm) {
    standin.user = data;
    window.Applozic.ALApiService.AUTH_TOKEN = data.authToken;
    if (data.userId) standin.headers.set(data);
    standin.backend.addWishedGroups();
    standin.prechat.done();
    standin.launcher.append();
    standin.backend.ask("/rest/ws/group/bytype", { type: 10, limit: 10 }, openSocketIfUseful);
    if (fromForm) window.$applozic.fn.applozic("mckLaunchSideboxChat");
    standin.launch.waitToSpeak();
    reopen();
    announce(data);
  }

  // An earlier login of the same visitor holds; else the form comes first, where one is wanted.
  function begin() {
    const { appId, userId } = standin.globals;
    const earlier = standin.headers.get();
    if (earlier?.userId === userId && earlier.appId === appId) {
      finish(earlier, false);
      return;
    }
    standin.headers.clear();
    if (standin.prechat.isWanted() && !standin.prechat.remembersVisitor()) standin.prechat.offer();
    else login();
  }

  return { begin, login };
})();
