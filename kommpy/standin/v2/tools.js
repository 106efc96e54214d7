// What stands beside the box for typing: files, speech, places, and answers to choose from.
"use strict";

standin.tools = (() => {
  const { el, $, icon, labels } = standin;

  function tool(id, label, name, onclick) {
    const attributes = { type: "button", id, class: "tool", "aria-label": label, title: label };
    return el("button", { ...attributes, onclick }, icon(name, 22));
  }

  function fail(text) {
    $("mck-msg-error").textContent = text;
    standin.show($("mck-msg-error"), Boolean(text));
  }

  function tooLarge(megabytes) {
    const { maxAttachmentSizeErrorMsg } = standin.options;
    return (
      maxAttachmentSizeErrorMsg ||
      labels["file.size.limit.exceeded"].replace("$maxAttachmentSize", megabytes)
    );
  }

  async function send(input) {
    const { attachmentHandler, maxAttachmentSize = 25 } = standin.options;
    const [chosen] = input.files;
    input.value = "";
    if (!chosen) return;
    if (chosen.size > maxAttachmentSize * 1024 * 1024) {
      fail(tooLarge(maxAttachmentSize));
      return;
    }
    fail("");
    const file = (await attachmentHandler?.(chosen)) ?? chosen;
    standin.messages.send({ message: file.name, groupId: standin.shown });
  }

  function attachment() {
    const attributes = { type: "file", id: "mck-file-input", class: "n-vis", tabindex: -1 };
    const named = { "aria-label": labels["file.attachment"] };
    const input = el("input", { ...attributes, ...named, onchange: () => send(input) });
    const open = () => {
      standin.events.track("onAttachmentClick");
      input.click();
    };
    return [tool("mck-file-up", labels["file.attachment"], "clip", open), input];
  }

  const tracked = (event) => () => standin.events.track(event);

  function voice() {
    const label = labels["micOptions.dropup"].VOICE_INPUT_TRIGGER;
    return [tool("mck-mic-btn", label, "mic", tracked("onVoiceIconClick"))];
  }

  function note() {
    const label = labels["micOptions.dropup"].VOICE_NOTE_TRIGGER;
    return [tool("mck-voice-note", label, "note", tracked("onVoiceIconClick"))];
  }

  function camera() {
    return [tool("mck-camera-btn", labels.camera, "camera", tracked("onCameraButtonClick"))];
  }

  function smile() {
    const put = () => {
      const box = $("mck-text-box");
      box.setRangeText("🙂", box.selectionStart, box.selectionEnd, "end");
      box.focus();
    };
    return [tool("mck-btn-smiley-box", labels.smiley, "smiley", put)];
  }

  function place() {
    const label = labels["location.share.title"];
    return [tool("mck-btn-loc", label, "pin", tracked("onLocationIconClick"))];
  }

  // What the header offers first; what the original would do then is only told.
  const OFFERS = {
    CSAT_RATING: ["star", "onRateConversationClick"],
    FAQ: ["question", ""],
    RESTART_CONVERSATION: ["again", "onRestartConversationClick"],
    TALK_TO_HUMAN: ["person", ""],
  };

  function aloud() {
    const { ON, OFF } = labels["header.primary.CTA"].TTS;
    const made = tool("km-primary-cta", standin.options.voiceOutput ? OFF : ON, "sound", () => {
      standin.options.voiceOutput = !standin.options.voiceOutput;
      made.ariaLabel = made.title = standin.options.voiceOutput ? OFF : ON;
    });
    return made;
  }

  function primary() {
    const { primaryCTA, restartConversationByUser, talkToHuman } = standin.options;
    if (primaryCTA === "TTS") return [aloud()];
    const wanted = [primaryCTA];
    if (restartConversationByUser) wanted.push("RESTART_CONVERSATION");
    if (talkToHuman) wanted.push("TALK_TO_HUMAN");
    return [...new Set(wanted)]
      .filter((name) => OFFERS[name])
      .map((name) => {
        const [sign, event] = OFFERS[name];
        const label = labels["header.primary.CTA"][name];
        const tell = () => event && standin.events.track(event);
        return tool(`km-cta-${name.toLowerCase()}`, label, sign, tell);
      });
  }

  const choice = (text) =>
    el(
      "button",
      {
        ...{ type: "button", class: "quick-reply" },
        onclick: () => standin.messages.send({ message: text, groupId: standin.shown }),
      },
      text,
    );

  return {
    primary,
    error: () => el("p", { id: "mck-msg-error", class: "mck-msg-error n-vis", role: "alert" }),
    buttons() {
      const { attachment: files, voiceInput, voiceNote, locShare } = standin.options;
      const { capturePhoto, captureVideo, emojilibrary } = standin.options;
      return [
        ...(files === false ? [] : attachment()),
        ...(capturePhoto || captureVideo ? camera() : []),
        ...(emojilibrary ? smile() : []),
        ...(locShare ? place() : []),
        ...(voiceInput ? voice() : []),
        ...(voiceNote ? note() : []),
      ];
    },
    quickReplies() {
      const { quickReplies = [] } = standin.options;
      const row = { id: "mck-quick-replies", role: "group", "aria-label": "Quick replies" };
      return quickReplies.length ? [el("div", row, ...quickReplies.map(choice))] : [];
    },
  };
})();
