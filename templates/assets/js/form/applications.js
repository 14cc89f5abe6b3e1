// The application and the dated state of a course, as catalogue/checks/applications.py checks them.

const AFTER_ALLOTMENT = ["full", "ledige plasser"];

/** Add the faults. `allotment`: the day by which the year's places are allotted, and the day after; undefined: none. */
export function addApplicationFaults(course, allotment, add) {
  const { status: state, "status fra": day, søknad: own, frister: deadlines } = course;
  const groups = (Array.isArray(deadlines) ? deadlines : []).filter((each) => !each["i tillegg"]).map(({ hvem }) => hvem);
  const rolling = course["løpende opptak"] === "ja";
  if (own?.hvem && !rolling && !groups.includes(own.hvem)) add(["søknad", "hvem"], "application-without-deadline", { who: own.hvem });
  if (day && (state ?? "åpen") === "åpen") add(["status fra"], "state-day-alone", { day });
  if (own || !allotment || !AFTER_ALLOTMENT.includes(state)) return;
  const [allotted, after] = allotment;
  if (!("status fra" in course)) add(["status"], "state-without-day", { state, after }, true);
  else if (day && day <= allotted) add(["status fra"], "state-too-early", { state, day, allotted, suggestion: after });
}
