// The path of the site below its host: "" or "/katalog". This script is two folders below it.

const { protocol, pathname } = new URL("../..", import.meta.url);
export const ROOT = protocol.startsWith("http") ? pathname.slice(0, -1) : "";

/** An address that begins at the site, as one that begins at the host. */
export const onHost = (address) => (address.startsWith("/") ? ROOT + address : address);
