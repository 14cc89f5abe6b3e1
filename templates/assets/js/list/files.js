// The list as files: a calendar that every course's own is part of, and a table for a spreadsheet.

/** One calendar of several: each event once. Texts are iCalendar (RFC 5545), made by the same builder. */
export function joinCalendars(texts) {
  const events = new Map();
  for (const text of texts) {
    for (const event of text.match(/BEGIN:VEVENT[^]*?END:VEVENT\r\n/g) ?? []) {
      events.set(event.replaceAll("\r\n ", "").match(/^UID:(.*)$/m)?.[1], event);
    }
  }
  const [head] = texts[0].split("BEGIN:VEVENT");
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
