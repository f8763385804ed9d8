// Reads feeds with ts-ics, which is written in TypeScript.

const { convertIcsCalendar } = require("ts-ics");
const { answer } = require("./answering.cjs");

answer((feed) =>
  (convertIcsCalendar(undefined, feed).events ?? []).map((event) => ({
    uid: event.uid,
    start: moment(event.start),
    end: moment(event.end),
    summary: event.summary,
    status: event.status,
  })),
);

function moment(time) {
  return time.type === "DATE" ? time.date.toISOString().slice(0, 10) : time.date;
}
