// What a page may know of the widget's requests: the simulated ones are listed as real ones are.
"use strict";

standin.resources = (() => {
  const MANY = 250; // as many as a browser keeps
  const { performance } = window;
  const real = performance.getEntriesByType.bind(performance);
  const made = [];

  performance.getEntriesByType = (type) =>
    type === "resource" ? [...real(type), ...made] : real(type);

  const clear = performance.clearResourceTimings.bind(performance);
  performance.clearResourceTimings = () => {
    made.length = 0;
    clear();
  };

  return {
    // Begin a request; gives what ends it, with a status or 0 for none.
    begin(path) {
      const startTime = performance.now();
      const name = `https://${path.startsWith("/users/") ? "api" : "chat"}.kommunicate.io${path}`;
      return (responseStatus) => {
        if (made.length === MANY) return;
        const duration = performance.now() - startTime;
        const entryType = "resource";
        const initiatorType = "xmlhttprequest";
        made.push({ name, entryType, initiatorType, startTime, duration, responseStatus });
      };
    },
  };
})();
