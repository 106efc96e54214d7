// What the visitor hears of a message: a sound, or the message itself, read aloud.
"use strict";

standin.sounds = (() => {
  const { parent } = window;

  function voice() {
    const { voiceName = [] } = standin.options;
    const wanted = [].concat(voiceName);
    const named = (name) => parent.speechSynthesis.getVoices().find((each) => each.name === name);
    return wanted.map(named).find(Boolean) ?? null;
  }

  return {
    ring() {
      const { notificationSoundLink } = standin.options;
      // before the visitor has done anything a browser plays nothing
      if (notificationSoundLink) new parent.Audio(notificationSoundLink).play().catch(() => {});
    },
    speak(text) {
      const { voiceOutput, voiceRate = 1, language } = standin.options;
      if (!voiceOutput || !parent.speechSynthesis) return;
      const said = new parent.SpeechSynthesisUtterance(text);
      Object.assign(said, { rate: voiceRate, voice: voice(), ...(language && { lang: language }) });
      parent.speechSynthesis.speak(said);
    },
  };
})();
