"""Check the code of a lead sheet without the portal: one file, Python 3.8 or newer, nothing else to install.

    python verify_sheet.py keys.json "CODE" [YYYYMMDDHHMM]

`keys.json` is what the portal publishes beside this program; keep your own copy. CODE is the text of the QR
code, "-" reads it from standard input; the moment (UTC) is now unless given. Exit status: 0 genuine and in
time, 1 altered, damaged or signed by an unknown key, 3 genuine but expired. Whether a newer sheet was printed
since, only the portal knows.
"""

import base64
import hashlib
import json
import re
import sys
import time

# --- Ed25519 (RFC 8032), only what checking a signature needs ----------------------------------------------
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def _point(raw):
    """Read a compressed point in extended coordinates, None when it is not on the curve."""
    number = int.from_bytes(raw, "little")
    y, sign = number & (2**255 - 1), number >> 255
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return (x, y, 1, x * y % P)


def _add(left, right):
    a = (left[1] - left[0]) * (right[1] - right[0]) % P
    b = (left[1] + left[0]) * (right[1] + right[0]) % P
    c, d = 2 * left[3] * right[3] * D % P, 2 * left[2] * right[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def _times(scalar, point):
    total = (0, 1, 1, 0)
    while scalar:
        total = _add(total, point) if scalar & 1 else total
        point, scalar = _add(point, point), scalar >> 1
    return total


BASE = _point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))


def signature_holds(public, message, signature):
    """Say whether the Ed25519 signature over the message belongs to the key."""
    key, commitment = _point(public), _point(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or key is None or commitment is None or scalar >= ORDER:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    left, right = _times(scalar, BASE), _add(commitment, _times(challenge, key))
    return (left[0] * right[2] - right[0] * left[2]) % P == (left[1] * right[2] - right[1] * left[2]) % P == 0


# --- the code ---------------------------------------------------------------------------------------------
PURPOSE = "preclear/lead-sheet"
CONTEXT = b"preclear lead sheet 1\n"
BODY = 133
FIELDS = (  # name, characters allowed; CBP's five fields first
    ("layout", "001"),
    ("trip number", "[A-Z0-9-]{8,25} {0,17}"),
    ("expected arrival", "[0-9]{8}"),
    ("plate 1", "[A-Z0-9 ]{12}"),
    ("plate 2", "[A-Z0-9 ]{12}"),
    ("format", "L1"),
    ("movement", "[0-9A-F]{32}"),
    ("sheet", "[0-9]{4}"),
    ("carrier tier", "T[0-3]|--"),
    ("lane", "[GFNS-]"),
    ("issued (UTC)", "[0-9]{12}"),
    ("expires (UTC)", "[0-9]{12}"),
    ("key", "[0-9A-F]{8}"),
    ("signature", "[A-Z2-7]{103}"),
)
LANES = {"G": "Green-FAST", "F": "FAST", "N": "General", "S": "Secondary inspection", "-": "not advised yet"}
FORM = re.compile("".join("(" + allowed + ")" for _, allowed in FIELDS))


def read_keys(text):
    """Read the published keys. Gives {id: 32 bytes}, only those made for lead sheets whose id fits."""
    keys = {}
    for entry in json.loads(text)["keys"]:
        public = base64.b64decode(entry["public"])
        digest = hashlib.sha256(PURPOSE.encode() + b"\n\x01" + public).hexdigest()
        if entry["name"] == PURPOSE and len(public) == 32 and digest[:8].upper() == entry["id"]:
            keys[entry["id"]] = public
    return keys


def verify(code, keys, moment):
    """Give (state, fields): genuine, expired, altered, unknown key or unreadable. `moment` is YYYYMMDDHHMM, UTC."""
    match = FORM.fullmatch(code)
    if match is None or len(code) != BODY + 103:
        return "unreadable", {}
    fields = {name: match.group(place).strip() for place, (name, _) in enumerate(FIELDS, 1)}
    signature = base64.b32decode(fields["signature"] + "=")
    if base64.b32encode(signature).decode().rstrip("=") != fields["signature"]:
        return "unreadable", {}
    if fields["key"] not in keys:
        return "unknown key", fields
    if not signature_holds(keys[fields["key"]], CONTEXT + code[:BODY].encode(), signature):
        return "altered", fields
    return ("expired" if moment > fields["expires (UTC)"] else "genuine"), fields


def main(arguments):
    """Check one code and say what it holds."""
    if len(arguments) not in (2, 3):
        print(__doc__)
        return 2
    with open(arguments[0], encoding="utf-8") as file:
        keys = read_keys(file.read())
    code = sys.stdin.readline() if arguments[1] == "-" else arguments[1]
    moment = arguments[2] if len(arguments) == 3 else time.strftime("%Y%m%d%H%M", time.gmtime())
    state, fields = verify(code.rstrip("\r\n"), keys, moment)
    print(state.upper())
    if state in ("genuine", "expired"):
        for name in [name for name, _ in FIELDS if name not in ("layout", "format", "signature")]:
            value = LANES[fields[name]] if name == "lane" else fields[name]
            print("  " + name.ljust(18) + value)
    return {"genuine": 0, "expired": 3}.get(state, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
