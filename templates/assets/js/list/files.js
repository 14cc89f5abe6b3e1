// The list as files: a calendar that every course's own is part of, and a table for a spreadsheet.

/** One calendar of several, with a name of its own: each event once. Texts are iCalendar (RFC 5545) of the same builder. */
export function joinCalendars(texts, name) {
  const events = new Map();
  for (const text of texts) {
    for (const event of text.match(/BEGIN:VEVENT[^]*?END:VEVENT\r\n/g) ?? []) {
      events.set(event.replaceAll("\r\n ", "").match(/^UID:(.*)$/m)?.[1], event);
    }
  }
  const escaped = name.replace(/[\\;,]/g, "\\$&");
  const [first] = texts[0].split("BEGIN:VEVENT");
  const head = first.replace(/^X-WR-CALNAME:.*\r\n(?: .*\r\n)*/m, `X-WR-CALNAME:${escaped}\r\n`);
  return `${head.replace(/END:VCALENDAR\r\n$/, "")}${[...events.values()].join("")}END:VCALENDAR\r\n`;
}

/** A table as Norwegian spreadsheets open it; a cell that would be read as a formula is kept a text. */
export function writeTable(rows) {
  const cell = (value) => `"${String(value).replace(/^[=+\-@\t\r\n＝＋－＠|%]/, "'$&").replaceAll('"', '""')}"`;
  return `\uFEFF${rows.map((row) => row.map(cell).join(";")).join("\r\n")}\r\n`;
}

/** Hands a text to the reader as a file. */
export function download(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
