// The line to the server: opened late, closed when nobody needs it.
"use strict";

window.IS_SOCKET_CONNECTED = false;

standin.socket = (() => {
  const IDLE = 60_000;
  const nothing = () => {};
  const line = { wanted: false, up: false };

  // The widget's own handlers, each of which a subscription may replace.
  const handlers = {
    onConnect() {
      window.IS_SOCKET_CONNECTED = true;
      standin.events.takeWaiting();
    },
    onConnectFailed() {
      window.IS_SOCKET_CONNECTED = false;
      if (navigator.onLine) connect();
    },
    onMessage: (frame) => standin.incoming.take(frame),
    onTypingStatus: (frame) => standin.incoming.showTyping(frame),
    connectToSocket: () => standin.tabs.catchUp(),
    onOpenGroupMessage: nothing,
  };
  const SILENT = [
    ...["onMessageDelivered", "onMessageRead", "onMessageDeleted", "onConversationDeleted"],
    ...["onUserConnect", "onUserDisconnect", "onConversationReadFromOtherSource"],
    ...["onConversationRead", "onMessageReceived", "onMessageSentUpdate", "onMessageSent"],
    ...["onUserBlocked", "onUserUnblocked", "onUserActivated", "onUserDeactivated"],
    ...["onMessageNotification", "onFeedbackClick"],
  ];
  for (const name of SILENT) handlers[name] = nothing;

  function connect() {
    line.wanted = true;
    setTimeout(() => line.wanted && !standin.fault("socket") && raise(), standin.latency());
  }

  function raise() {
    if (line.up) return;
    line.up = true;
    handlers.connectToSocket(true);
    handlers.onConnect({});
  }

  function close() {
    line.wanted = line.up = false;
  }

  // The visitor's side of a message that the page is told about.
  function told({ key, message, groupId, to, type, createdAtTime, contentType, source, metadata }) {
    const inbox = type === 4;
    return {
      message: {
        key,
        message,
        from: inbox ? to : standin.globals.userId,
        to: groupId,
        status: inbox ? "delivered" : "sent",
        type: inbox ? "inbox" : "outbox",
        timeStamp: createdAtTime,
        contentType,
        source,
        metadata,
      },
    };
  }

  // What the widget does with a frame comes first: where that throws, the page hears nothing.
  function take(frame) {
    if (!line.up) return;
    handlers.onMessage(frame);
    if (frame.type === "APPLOZIC_01") handlers.onMessageReceived(told(frame.message));
    if (frame.type === "APPLOZIC_02") handlers.onMessageSent(told(frame.message));
    if (frame.type === "APPLOZIC_03")
      handlers.onMessageSentUpdate({ messageKey: frame.message.key });
  }

  let idle;
  const disconnectWhenIdle = {
    DISCONNECTED: false,
    start() {
      idle = setTimeout(() => standin.backend.ask("/rest/ws/group/bytype", {}, stopIfIdle), IDLE);
    },
    stop: () => clearTimeout(idle),
  };

  function stopIfIdle({ response }) {
    if (response.length && window.KommunicateCommons.IS_WIDGET_OPEN) return;
    close();
    disconnectWhenIdle.DISCONNECTED = true;
    window.IS_SOCKET_CONNECTED = false;
  }

  window.Applozic.SOCKET_DISCONNECT_PROCEDURE = disconnectWhenIdle;
  window.Applozic.ALSocket = {
    events: null,
    init() {
      this.events = handlers;
      connect();
    },
    reconnect: connect,
    disconnect: close,
  };

  return {
    isUp: () => line.up,
    deliver: (frame) => setTimeout(take, 0, frame),
    typing: (groupId, from, on) => line.up && handlers.onTypingStatus({ groupId, from, on }),
    open() {
      window.Applozic.ALSocket.init();
      disconnectWhenIdle.start();
    },
    close,
    // As if the network came or went.
    switchOn() {
      window.Applozic.ALSocket.events = handlers;
      line.wanted = true;
      raise();
    },
    switchOff() {
      const was = line.up;
      line.up = false;
      if (was) handlers.onConnectFailed({});
    },
  };
})();
