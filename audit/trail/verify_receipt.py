"""Check a receipt of the portal without the portal: one file, Python 3.8 or newer, nothing else to install.

    python verify_receipt.py receipt.json key.txt
    python verify_receipt.py consistency.json key.txt

The first shows that an entry is unchanged and stands in the signed log, the second that the log of a later day
begins with the whole log of an earlier one: nothing was taken out or put in between.

`key.txt` holds the public keys, one a line, as published at /trail/key.txt; keep your own copy. The exit
status is 0 when everything in the file holds, 1 when one does not, and the answer says which step failed.
"""

import base64
import hashlib
import json
import sys

# --- Ed25519 (RFC 8032), only what checking a signature needs ----------------------------------------------
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def _x_from(y, sign):
    """Find the x of a point from its y, None when there is none."""
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    return P - x if x & 1 != sign else x


def _point(raw):
    """Read a compressed point in extended coordinates, None when it is not on the curve."""
    number = int.from_bytes(raw, "little")
    y, sign = number & (2**255 - 1), number >> 255
    x = _x_from(y, sign) if y < P else None
    return None if x is None else (x, y, 1, x * y % P)


def _add(left, right):
    a = (left[1] - left[0]) * (right[1] - right[0]) % P
    b = (left[1] + left[0]) * (right[1] + right[0]) % P
    c = 2 * left[3] * right[3] * D % P
    d = 2 * left[2] * right[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def _times(scalar, point):
    total = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            total = _add(total, point)
        point, scalar = _add(point, point), scalar >> 1
    return total


_BASE_Y = 4 * pow(5, -1, P) % P
BASE = _point(_BASE_Y.to_bytes(32, "little"))


def signature_holds(public, message, signature):
    """Say whether the Ed25519 signature over the message belongs to the key."""
    key, commitment = _point(public), _point(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or key is None or commitment is None or scalar >= ORDER:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    left, right = _times(scalar, BASE), _add(commitment, _times(challenge, key))
    same_x = (left[0] * right[2] - right[0] * left[2]) % P == 0
    return same_x and (left[1] * right[2] - right[1] * left[2]) % P == 0


# --- the receipt ------------------------------------------------------------------------------------------
class Refused(Exception):
    """The receipt proves nothing; the text says which step failed."""


def require(condition, problem):
    """Stop with the problem unless the condition holds."""
    if not condition:
        raise Refused(problem)


def decode(text):
    """Decode base64 strictly."""
    try:
        raw = base64.b64decode(str(text), validate=True)
    except ValueError as error:
        raise Refused("a hash is not base64") from error
    require(base64.b64encode(raw).decode() == text, "a hash is not base64 in its only form")
    return raw


def read_keys(text):
    """Read public keys: name+id+base64, one a line. Gives {(name, id): 32 bytes}."""
    keys = {}
    for line in filter(None, (part.strip() for part in text.splitlines())):
        name, key_id, encoded = line.split("+", 2)
        raw = base64.b64decode(encoded)
        expected = hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4]
        require(raw[:1] == b"\x01" and len(raw) == 33 and expected.hex() == key_id, "a public key is damaged")
        keys[name, expected] = raw[1:]
    return keys


def open_checkpoint(note, keys):
    """Check the signatures; gives (size, root) of the log."""
    text, separator, block = note.rpartition("\n\n")
    require(separator and block.endswith("\n"), "the checkpoint has no signature")
    text += "\n"
    good = 0
    for line in block[:-1].split("\n"):
        require(line.startswith("\u2014 ") and line.count(" ") == 2, "a signature line is damaged")
        _, name, encoded = line.split(" ")
        raw = decode(encoded)
        public = keys.get((name, raw[:4]))
        if public is not None:
            require(signature_holds(public, text.encode(), raw[4:]), "the signature of " + name + " is wrong")
            good += text.split("\n")[0] == name
    require(good, "no key in your file signed the checkpoint of this log")
    size, root = text.split("\n")[1:3]
    require(size.isdigit() and str(int(size)) == size, "the size of the log is damaged")
    return int(size), decode(root)


def root_from(leaf, index, size, path):
    """Walk from a leaf to the root (RFC 9162, 2.1.3.2), None when the path has the wrong length."""
    require(0 <= index < size, "the index lies outside the log")
    position, last, value = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return None
        if position & 1 or position == last:
            value = hashlib.sha256(b"\x01" + sibling + value).digest()
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            value = hashlib.sha256(b"\x01" + value + sibling).digest()
        position, last = position >> 1, last >> 1
    return value if last == 0 else None


def verify(receipt, keys):
    """Check one receipt; gives (entry, index, size). Raises Refused."""
    require(receipt.get("format") == "preclear-receipt-1", "this is not a receipt of the portal")
    require(receipt.get("proof"), "the event is not sealed yet: download the receipt again in a few seconds")
    digest = hashlib.sha256(decode(receipt["salt"]) + receipt["entry"].encode()).digest()
    require(digest == decode(receipt["digest"]), "the entry was altered")
    head, separator, note = receipt["proof"].partition("\n\n")
    lines = head.split("\n")
    require(separator and lines[0] == "c2sp.org/tlog-proof@v1" and len(lines) > 1, "the proof is damaged")
    require(lines[1].startswith("index ") and lines[1][6:].isdigit(), "the proof has no index")
    index, path = int(lines[1][6:]), [decode(line) for line in lines[2:]]
    require(str(index) == lines[1][6:], "the index is damaged")
    size, root = open_checkpoint(note, keys)
    leaf = hashlib.sha256(b"\x00" + digest).digest()
    require(root_from(leaf, index, size, path) == root, "the proof does not lead to the signed root")
    return json.loads(receipt["entry"]), index, size


def roots_between(old, new, old_root, path):
    """Walk a consistency proof (RFC 9162, 2.1.4.2) to both roots, None when the path has the wrong length."""
    hashes = [old_root, *path] if old & (old - 1) == 0 else path
    if not hashes:
        return None
    position, last = old - 1, new - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    first = second = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return None
        if position & 1 or position == last:
            first = hashlib.sha256(b"\x01" + sibling + first).digest()
            second = hashlib.sha256(b"\x01" + sibling + second).digest()
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            second = hashlib.sha256(b"\x01" + second + sibling).digest()
        position, last = position >> 1, last >> 1
    return (first, second) if last == 0 else None


def verify_consistency(document, keys):
    """Check that the newer log begins with the older one; gives both sizes. Raises Refused."""
    require(isinstance(document.get("proof"), list), "this is not a consistency proof of the portal")
    (old, old_root), (new, new_root) = (open_checkpoint(str(document.get(name)), keys) for name in ("old", "new"))
    origins = {str(document.get(name)).split("\n")[0] for name in ("old", "new")}
    require(len(origins) == 1 and 0 < old <= new, "these are not two checkpoints of one log, the older first")
    path = [decode(item) for item in document["proof"]]
    require(all(len(item) == 32 for item in path), "a hash is damaged")
    if old == new:
        require(not path and old_root == new_root, "two different logs of the same size were signed")
        return old, new
    require(
        roots_between(old, new, old_root, path) == (old_root, new_root), "the newer log does not begin with the older"
    )
    return old, new


def check(document, keys):
    """Check one receipt or consistency proof; gives what it proves. Raises Refused."""
    try:
        if document.get("format") == "preclear-consistency-1":
            old, new = verify_consistency(document, keys)
            return f"the log of {new} entries begins with the whole log of {old}"
        entry, index, size = verify(document, keys)
        who = entry["actor"]["name"] or entry["actor"]["kind"]
        return f"{entry['at']}  {entry['event']}  by {who}  index {index} of {size}"
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise Refused("this is damaged: a part is missing or of the wrong kind") from error


def main(arguments):
    """Check every receipt of a file and say what each one proves."""
    if len(arguments) != 2:
        print(__doc__)
        return 2
    with open(arguments[0], encoding="utf-8") as file:
        document = json.load(file)
    with open(arguments[1], encoding="utf-8") as file:
        keys = read_keys(file.read())
    bad = 0
    for receipt in document.get("receipts", [document]):
        try:
            print(f"OK      {check(receipt, keys)}")
        except Refused as problem:
            bad += 1
            print(f"REFUSED {problem}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
