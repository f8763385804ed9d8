// What the JavaScript readers have in common: feeds in as a JSON list of texts, and out, for each
// feed, a list of its events. Moments are in UTC and whole days are dates, all in ISO 8601.

const { readFileSync } = require("node:fs");

exports.answer = (read) => {
  const feeds = JSON.parse(readFileSync(0, "utf8"));
  process.stdout.write(JSON.stringify(feeds.map(read)));
};

// A date that is held as midnight on the local clock.
exports.day = (midnight) => {
  const parts = [midnight.getFullYear(), midnight.getMonth() + 1, midnight.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
};
