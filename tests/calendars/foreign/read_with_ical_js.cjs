// Reads feeds with ical.js, which is what Thunderbird reads calendars with.

const ICAL = require("ical.js");
const { answer } = require("./answering.cjs");

answer((feed) => {
  const calendar = new ICAL.Component(ICAL.parse(feed));
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      start: moment(event.startDate),
      end: moment(event.endDate),
      summary: event.summary,
      status: component.getFirstPropertyValue("status"),
    };
  });
});

function moment(time) {
  return time.isDate ? time.toString() : time.toJSDate();
}
