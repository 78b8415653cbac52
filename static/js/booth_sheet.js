/* The signed code of a lead sheet, read and checked on this machine (docs/lead-sheet.md has the layout). */

import { holds } from "./ed25519.js";

const BODY = 133;
const LENGTH = 236;
const CONTEXT = "preclear lead sheet 1\n";
const LANES = { G: "GREEN_FAST", F: "FAST", N: "GENERAL", S: "SECONDARY", "-": "" };
const FORM = new RegExp(
  "^001(?<trip>[A-Z0-9-]{8,25} {0,17})(?<eta>\\d{8})(?<country>[A-Z ]{2})(?<unit>[A-Z0-9 ]{3})(?<plate>[A-Z0-9 ]{7})[A-Z0-9 ]{12}" +
  "L1(?<movement>[0-9A-F]{32})(?<number>\\d{4})(?<tier>T[0-3]|--)(?<lane>[GFNS-])(?<issued>\\d{12})(?<expires>\\d{12})" +
  "(?<key>[0-9A-F]{8})(?<signature>[A-Z2-7]{103})$",
);

export const looksSigned = (text) => text.length > 64 && (text.startsWith("001") || text.slice(58, 64).includes("L1"));

function base32(text) {
  const bytes = [];
  let held = 0;
  let bits = 0;
  for (const sign of text) {
    held = (held << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(sign);
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 255);
      held &= (1 << bits) - 1;
    }
  }
  return held ? null : Uint8Array.from(bytes);
}

const moment = (text) => new Date(text.replace(/(....)(..)(..)(..)(..)/, "$1-$2-$3T$4:$5Z"));
const uuid = (hex) => hex.toLowerCase().replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");

/* {state: genuine | expired | altered | unknown_key, and what the code says when it is ours}. */
export async function readSheet(text, keys, now = new Date()) {
  const found = text.length === LENGTH && FORM.exec(text);
  const signature = found && base32(found.groups.signature);
  if (!signature) return { state: "altered" };
  const { trip, plate, unit, movement, number, tier, lane, expires, key } = found.groups;
  const known = keys.find((entry) => entry.id === key);
  if (!known) return { state: "unknown_key" };
  const raw = Uint8Array.from(atob(known.public), (sign) => sign.charCodeAt(0));
  const message = new TextEncoder().encode(CONTEXT + text.slice(0, BODY));
  if (!(await holds(raw, message, signature))) return { state: "altered" };
  return {
    state: moment(expires) < now ? "expired" : "genuine",
    trip: uuid(movement),
    trip_number: trip.trim(),
    plate: `${unit.trim()} ${plate.trim()}`.trim(),
    number: Number(number),
    tier: tier.replace("--", ""),
    lane: LANES[lane],
  };
}
