/* Ed25519 (RFC 8032), only what checking a signature needs: for browsers whose WebCrypto does not know it. */

const P = 2n ** 255n - 19n;
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const mod = (value) => ((value % P) + P) % P;

function power(base, exponent) {
  let result = 1n;
  for (let square = mod(base); exponent; exponent >>= 1n, square = mod(square * square)) {
    if (exponent & 1n) result = mod(result * square);
  }
  return result;
}

const inverse = (value) => power(value, P - 2n);
const D = mod(-121665n * inverse(121666n));
const ROOT_OF_MINUS_ONE = power(2n, (P - 1n) / 4n);

const little = (bytes) => [...bytes].reduceRight((total, byte) => (total << 8n) | BigInt(byte), 0n);

/* A compressed point in extended coordinates; null when it is not on the curve. */
function point(bytes) {
  const number = little(bytes);
  const y = number & (2n ** 255n - 1n);
  const sign = number >> 255n;
  const square = mod((y * y - 1n) * inverse(mod(D * y * y + 1n)));
  let x = power(square, (P + 3n) / 8n);
  if (mod(x * x - square)) x = mod(x * ROOT_OF_MINUS_ONE);
  if (y >= P || mod(x * x - square) || (x === 0n && sign)) return null;
  if ((x & 1n) !== sign) x = mod(-x);
  return [x, y, 1n, mod(x * y)];
}

function add(left, right) {
  const a = mod((left[1] - left[0]) * (right[1] - right[0]));
  const b = mod((left[1] + left[0]) * (right[1] + right[0]));
  const c = mod(2n * left[3] * right[3] * D);
  const d = mod(2n * left[2] * right[2]);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}

function times(scalar, from) {
  let total = [0n, 1n, 1n, 0n];
  for (let doubled = from; scalar; scalar >>= 1n, doubled = add(doubled, doubled)) {
    if (scalar & 1n) total = add(total, doubled);
  }
  return total;
}

const BASE = point(Uint8Array.from([0x58, ...Array(31).fill(0x66)]));

/* Whether the signature over the message belongs to the key, by our own arithmetic. */
export async function holdsByHand(key, message, signature) {
  const a = key.length === 32 && point(key);
  const r = signature.length === 64 && point(signature.slice(0, 32));
  const scalar = little(signature.slice(32));
  if (!a || !r || scalar >= ORDER) return false;
  const joined = Uint8Array.from([...signature.slice(0, 32), ...key, ...message]);
  const challenge = little(new Uint8Array(await crypto.subtle.digest("SHA-512", joined))) % ORDER;
  const left = times(scalar, BASE);
  const right = add(r, times(challenge, a));
  return mod(left[0] * right[2]) === mod(right[0] * left[2]) && mod(left[1] * right[2]) === mod(right[1] * left[2]);
}

/* The browser's own check where it has one. */
export async function holds(key, message, signature) {
  let known;
  try {
    known = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
  } catch {
    return holdsByHand(key, message, signature);
  }
  return crypto.subtle.verify({ name: "Ed25519" }, known, signature, message);
}
