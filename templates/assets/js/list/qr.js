// A QR code (ISO/IEC 18004) of a text: bytes, error correction M, the smallest version that holds it.

const CORRECTION = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, ...Array(19).fill(28)];
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49];
const MASKS = [
  (x, y) => (x + y) % 2,
  (x, y) => y % 2,
  (x) => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];
const QUIET = 4; // modules of white around the code

/** Rows of 0 and 1, or null where the text is too long. `mask` (0 to 7): the best one where it is not given. */
export function qrMatrix(text, mask) {
  const bytes = new TextEncoder().encode(text);
  let version = 1;
  while (version <= 40 && capacity(version) < bytes.length + (version < 10 ? 2 : 3)) version += 1;
  if (version > 40) return null;
  const { rows, isFixed } = fixedPatterns(version);
  placeBits(rows, isFixed, withCorrection(dataBytes(bytes, version), version));
  const made = (each) => withMask(rows, isFixed, each);
  return made(mask ?? MASKS.map((_, each) => each).reduce((best, each) => (penalty(made(each)) < penalty(made(best)) ? each : best)));
}

/** The code as an SVG image with an alternative text, or null. */
export function qrImage(text, alternative) {
  const rows = qrMatrix(text);
  if (!rows) return null;
  const make = (name, attributes) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const side = rows.length + 2 * QUIET;
  const image = make("svg", { viewBox: `0 0 ${side} ${side}`, role: "img", "aria-label": alternative, class: "qr", "shape-rendering": "crispEdges" });
  const squares = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : "")));
  image.append(make("rect", { width: side, height: side, fill: "#fff" }), make("path", { d: squares.join(""), fill: "#000" }));
  return image;
}

const sizeOf = (version) => 4 * version + 17;

/** Bits in a code of a version that are not of its patterns. */
function rawBits(version) {
  const across = version < 2 ? 0 : Math.floor(version / 7) + 2;
  const alignment = across ? (25 * across - 10) * across - 55 : 0;
  return (16 * version + 128) * version + 64 - alignment - (version < 7 ? 0 : 36);
}

/** Bytes of data that a version holds. */
const capacity = (version) => Math.floor(rawBits(version) / 8) - CORRECTION[version - 1] * BLOCKS[version - 1];

/** Mode, length, data, and what fills the rest. */
function dataBytes(bytes, version) {
  const length = version < 10 ? [bytes.length] : [bytes.length >> 8, bytes.length & 255];
  const nibbles = [4, ...[...length, ...bytes].flatMap((byte) => [byte >> 4, byte & 15]), 0];
  const data = [];
  for (let at = 0; at < nibbles.length; at += 2) data.push((nibbles[at] << 4) | nibbles[at + 1]);
  for (let fill = 0xec; data.length < capacity(version); fill ^= 0xfd) data.push(fill);
  return data;
}

/** The product of two numbers in the field of 256 elements of the code. */
function times(one, other) {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((other >>> bit) & 1) * one;
  }
  return product;
}

/** The bytes of Reed and Solomon that make up for errors in `data`. */
function correction(data, count) {
  const divisor = [...Array(count - 1).fill(0), 1];
  let root = 1;
  for (let turn = 0; turn < count; turn += 1) {
    for (let at = 0; at < count; at += 1) divisor[at] = times(divisor[at], root) ^ (divisor[at + 1] ?? 0);
    root = times(root, 2);
  }
  const rest = Array(count).fill(0);
  for (const byte of data) {
    const factor = byte ^ rest.shift();
    rest.push(0);
    divisor.forEach((each, at) => (rest[at] ^= times(each, factor)));
  }
  return rest;
}

/** The data in blocks, each with its correction, byte by byte in turn. */
function withCorrection(data, version) {
  const [count, extra] = [BLOCKS[version - 1], CORRECTION[version - 1]];
  const total = Math.floor(rawBits(version) / 8);
  const short = count - (total % count);
  const length = Math.floor(total / count) - extra;
  const blocks = [];
  for (let block = 0, at = 0; block < count; block += 1) {
    const part = data.slice(at, (at += length + (block < short ? 0 : 1)));
    blocks.push({ part, codes: correction(part, extra) });
  }
  const inTurn = (name, most) => Array.from({ length: most }, (_, at) => blocks.map((block) => block[name][at])).flat().filter((byte) => byte !== undefined);
  return [...inTurn("part", length + 1), ...inTurn("codes", extra)];
}

/** The patterns that every code of a version has: finders, alignment, timing, version. `isFixed`: not of the data. */
function fixedPatterns(version) {
  const size = sizeOf(version);
  const grid = () => Array.from({ length: size }, () => Array(size).fill(0));
  const [rows, isFixed] = [grid(), grid()];
  const set = (x, y, dark) => {
    if (x < 0 || y < 0 || x >= size || y >= size) return;
    rows[y][x] = Number(dark);
    isFixed[y][x] = 1;
  };
  for (let at = 0; at < size; at += 1) {
    set(6, at, at % 2 === 0);
    set(at, 6, at % 2 === 0);
  }
  const square = (x, y, reach) => {
    for (let dy = -reach; dy <= reach; dy += 1) {
      for (let dx = -reach; dx <= reach; dx += 1) {
        const ring = Math.max(Math.abs(dx), Math.abs(dy));
        set(x + dx, y + dy, reach === 4 ? ring !== 2 && ring !== 4 : ring !== 1);
      }
    }
  };
  const corners = [[3, 3], [size - 4, 3], [3, size - 4]];
  for (const [x, y] of corners) square(x, y, 4);
  const places = alignmentPlaces(version);
  const last = places.at(-1);
  for (const x of places) {
    for (const y of places) {
      const isFinder = (x === 6 && (y === 6 || y === last)) || (y === 6 && x === last);
      if (!isFinder) square(x, y, 2);
    }
  }
  for (let at = 0; at < 9; at += 1) { // where the format goes, which the mask decides
    for (const [x, y] of [[8, at], [at, 8], [8, size - 1 - Math.min(at, 7)], [size - 1 - Math.min(at, 7), 8]]) isFixed[y][x] = 1;
  }
  let rest = version;
  for (let turn = 0; turn < 12; turn += 1) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25);
  const bits = (version << 12) | rest;
  for (let bit = 0; version >= 7 && bit < 18; bit += 1) {
    const [long, short] = [size - 11 + (bit % 3), Math.floor(bit / 3)];
    set(long, short, (bits >>> bit) & 1);
    set(short, long, (bits >>> bit) & 1);
  }
  return { rows, isFixed };
}

function alignmentPlaces(version) {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
  return [6, ...Array.from({ length: count - 1 }, (_, at) => sizeOf(version) - 7 - at * step).reverse()];
}

/** Lays the bits in columns of two, from the right, upwards and downwards in turn. */
function placeBits(rows, isFixed, bytes) {
  const size = rows.length;
  let at = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1) {
      const y = ((right + 1) & 2) === 0 ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (isFixed[y][x]) continue;
        rows[y][x] = ((bytes[at >>> 3] ?? 0) >>> (7 - (at & 7))) & 1;
        at += 1;
      }
    }
  }
}

/** The code with a mask over its data, and the format that names the mask. */
function withMask(rows, isFixed, mask) {
  const size = rows.length;
  const made = rows.map((row, y) => row.map((dark, x) => (isFixed[y][x] ? dark : dark ^ Number(MASKS[mask](x, y) === 0))));
  let rest = mask; // error correction M is 0
  for (let turn = 0; turn < 10; turn += 1) rest = (rest << 1) ^ ((rest >>> 9) * 0x537);
  const bits = ((mask << 10) | rest) ^ 0x5412;
  const bit = (at) => (bits >>> at) & 1;
  for (let at = 0; at < 15; at += 1) {
    const near = at < 6 ? at : at < 8 ? at + 1 : 14 - at; // along the first finder, past the timing
    if (at < 8) made[near][8] = bit(at);
    else made[8][at === 8 ? 7 : near] = bit(at);
    if (at < 8) made[8][size - 1 - at] = bit(at);
    else made[size - 15 + at][8] = bit(at);
  }
  made[size - 8][8] = 1;
  return made;
}

/** How hard a code is to read: runs, squares, what looks like a finder, and more of one colour. */
function penalty(rows) {
  const size = rows.length;
  const lines = [...rows, ...rows.map((_, x) => rows.map((row) => row[x]))].map((line) => line.join(""));
  let sum = 0;
  for (const line of lines) {
    for (const run of line.match(/0{5,}|1{5,}/g) ?? []) sum += run.length - 2;
    sum += 40 * (line.match(/(?=00001011101|10111010000)/g) ?? []).length;
  }
  for (let y = 1; y < size; y += 1) {
    for (let x = 1; x < size; x += 1) {
      const four = rows[y][x] + rows[y - 1][x] + rows[y][x - 1] + rows[y - 1][x - 1];
      if (four % 4 === 0) sum += 3;
    }
  }
  const dark = rows.flat().reduce((count, each) => count + each, 0) / size ** 2;
  return sum + 10 * Math.floor(Math.abs(dark - 0.5) * 20);
}
