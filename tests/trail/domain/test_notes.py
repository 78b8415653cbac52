"""Signed notes, checkpoints and receipts: others can read them, and nothing altered passes."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.trail.domain.checkpoints import TreeHead, open_checkpoint, parse_head
from audit.trail.domain.hashing import entry_digest, leaf_hash
from audit.trail.domain.notes import BadKey, BadNote, Signer, Verifier, open_note
from audit.trail.domain.proofs import build, inclusion_ranges
from audit.trail.domain.receipts import BadReceipt, Receipt, parse_proof, proof_text, verify_receipt
from audit.trail.domain.tree import Frontier, Place

ORIGIN = "preclear.example/trail"
SIGNER = Signer(ORIGIN, bytes(range(32)))
TRUSTED = [SIGNER.verifier()]
HEAD = TreeHead(ORIGIN, 5, bytes(range(100, 132)), "2026-11-24T02:15:00.000000Z")
# The example key and note of the Go note package, which C2SP signed-note was written down from.
GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n\n"
    "\u2014 PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


def test_a_note_made_by_another_implementation_opens() -> None:
    assert open_note(GO_NOTE, [Verifier.parse(GO_KEY)]).startswith("If you think")


def test_a_checkpoint_is_the_text_c2sp_describes() -> None:
    lines = HEAD.sign(SIGNER).split("\n")
    assert lines[:3] == [ORIGIN, "5", base64.b64encode(HEAD.root).decode()]
    assert lines[4] == ""
    assert lines[5].startswith(f"\u2014 {ORIGIN} ")
    assert lines[6:] == [""]
    assert open_checkpoint(HEAD.sign(SIGNER), origin=ORIGIN, trusted=TRUSTED) == HEAD


def test_keys_survive_writing_and_reading() -> None:
    signer = Signer.generate("a.example/log")
    assert Signer.parse(signer.text() + "\n") == signer
    assert Verifier.parse(signer.verifier().text()) == signer.verifier()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name",
        "name+zz+AA==",
        GO_KEY.replace("c74f20a3", "c74f20a4"),
        GO_KEY.replace("PeterNeumann", "Peter Neumann"),
        GO_KEY.replace("+ARpc", "+AhRc"),
        GO_KEY[:-4],
        GO_KEY + "=",
    ],
)
def test_a_damaged_public_key_is_refused(text: str) -> None:
    with pytest.raises(BadKey):
        Verifier.parse(text)


def test_a_damaged_private_key_is_refused() -> None:
    good = SIGNER.text()
    for bad in (good[8:], good.replace("PRIVATE", "PUBLIC"), good.replace(ORIGIN, "other"), good[:-4]):
        with pytest.raises(BadKey):
            Signer.parse(bad)


def test_signatures_of_strangers_are_ignored_but_do_not_count() -> None:
    note = HEAD.sign(SIGNER)
    witness = Signer.generate("witness.example")
    cosigned = note + witness.sign(HEAD.text()).rsplit("\n\n", 1)[1]
    assert open_note(cosigned, TRUSTED) == HEAD.text()
    assert open_note(cosigned, [witness.verifier()]) == HEAD.text()
    with pytest.raises(BadNote, match="no trusted key"):
        open_note(note, [witness.verifier()])


def test_one_wrong_signature_of_a_known_key_refuses_the_note() -> None:
    other = Signer.generate("witness.example")
    wrong = other.sign("another text\n").rsplit("\n\n", 1)[1]
    with pytest.raises(BadNote, match=r"witness\.example is wrong"):
        open_note(HEAD.sign(SIGNER) + wrong, [*TRUSTED, other.verifier()])


def test_a_checkpoint_of_another_log_is_refused() -> None:
    with pytest.raises(BadNote, match="belongs to the log"):
        open_checkpoint(HEAD.sign(SIGNER), origin="elsewhere.example", trusted=TRUSTED)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\n",
        "a\n1\n",
        f"a\n01\n{base64.b64encode(bytes(32)).decode()}\n",
        f"a\n-1\n{base64.b64encode(bytes(32)).decode()}\n",
        f"a\n1\n{base64.b64encode(bytes(31)).decode()}\n",
        "a\n1\n!!!!\n",
        f"a\n1\n{base64.b64encode(bytes(32)).decode()}",
    ],
)
def test_a_text_that_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(BadNote):
        parse_head(text)


@settings(max_examples=300)
@given(st.data())
def test_any_altered_character_of_a_checkpoint_refuses_it(data: st.DataObject) -> None:
    note = HEAD.sign(SIGNER)
    place = data.draw(st.integers(0, len(note) - 1))
    mark = data.draw(st.sampled_from("0aZ+/=\n \u2014\x07").filter(lambda letter: letter != note[place]))
    kind = data.draw(st.sampled_from(["replace", "remove", "insert"]))
    rest = note[place:] if kind == "insert" else note[place + 1 :]
    altered = note[:place] + ("" if kind == "remove" else mark) + rest
    if altered != note:
        with pytest.raises(BadNote):
            open_checkpoint(altered, origin=ORIGIN, trusted=TRUSTED)


def sealed_receipt(index: int, size: int, entry: str = "") -> dict[str, object]:
    """Give the receipt of one entry in a log of `size`."""
    entries = [entry or f'{{"body":{{"n":{number}}}}}' for number in range(size)]
    salts = [bytes([number]) * 32 for number in range(size)]
    frontier, nodes = Frontier(), {}
    for number in range(size):
        leaf = leaf_hash(entry_digest(salts[number], entries[number]))
        nodes[Place(0, number)] = leaf
        nodes.update((node.place, node.hash) for node in frontier.append(leaf))
    note = TreeHead(ORIGIN, size, frontier.root(), HEAD.at).sign(SIGNER)
    hashes = build(inclusion_ranges(index, size), nodes)
    proof = proof_text(index=index, hashes=hashes, checkpoint=note)
    return Receipt(entries[index], salts[index], proof).as_dict()


def test_every_receipt_of_a_small_log_verifies_offline() -> None:
    for size in range(1, 12):
        for index in range(size):
            head = verify_receipt(sealed_receipt(index, size), origin=ORIGIN, trusted=TRUSTED)
            assert head.size == size


def test_a_pending_receipt_says_so() -> None:
    document = Receipt("{}", bytes(32), None).as_dict()
    assert document["status"] == "pending"
    with pytest.raises(BadReceipt, match="not sealed yet"):
        verify_receipt(document, origin=ORIGIN, trusted=TRUSTED)


@settings(max_examples=300)
@given(st.data())
def test_any_altered_receipt_is_refused(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 9))
    document = sealed_receipt(data.draw(st.integers(0, size - 1)), size)
    name = data.draw(st.sampled_from(["entry", "salt", "digest", "proof", "format"]))
    text = str(document[name])
    place = data.draw(st.integers(0, len(text) - 1))
    mark = data.draw(st.sampled_from("0aZ9\n").filter(lambda letter: letter != text[place]))
    altered = {**document, name: text[:place] + mark + text[place + 1 :]}
    with pytest.raises(BadReceipt):
        verify_receipt(altered, origin=ORIGIN, trusted=TRUSTED)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "c2sp.org/tlog-proof@v2\nindex 0\n\nx",
        "c2sp.org/tlog-proof@v1\n\nx",
        "c2sp.org/tlog-proof@v1\nindex 00\n\nx",
        "c2sp.org/tlog-proof@v1\nindex x\n\nx",
        "c2sp.org/tlog-proof@v1\nindex 0\nzz\n\nx",
        "c2sp.org/tlog-proof@v1\nindex 0",
    ],
)
def test_a_text_that_is_no_proof_is_refused(text: str) -> None:
    with pytest.raises(BadReceipt):
        parse_proof(text)


def test_the_extra_line_of_a_proof_is_skipped() -> None:
    assert parse_proof("c2sp.org/tlog-proof@v1\nextra AAAA\nindex 7\n\nnote\n") == (7, [], "note\n")
