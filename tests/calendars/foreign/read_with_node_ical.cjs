// Reads feeds with node-ical, which many services written in JavaScript read calendars with.

const ical = require("node-ical");
const { answer, day } = require("./answering.cjs");

answer((feed) =>
  Object.values(ical.sync.parseICS(feed))
    .filter((component) => component.type === "VEVENT")
    .map((event) => ({
      uid: event.uid,
      start: moment(event.start),
      end: moment(event.end),
      summary: event.summary,
      status: event.status,
    })),
);

function moment(time) {
  return time.dateOnly ? day(time) : time;
}
