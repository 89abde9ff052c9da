"""Change drops as broken senders and attackers do."""

from collections.abc import Callable, Sequence
from random import Random

MOST_BYTES = 200_000

TOKENS: tuple[bytes, ...] = (
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"\x1b$B",
    b"\r\n\r\n",
    b"---\n",
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    b"&a;",
    b"<![CDATA[",
    b"]]>",
    b"</p>",
    b"<div>" * 50,
    b'{"a":' * 50,
    b"(SeaPRwire) \xe2\x80\x93 ",
    b"PARIS, May 3 (AP) \xe2\x80\x94 ",
    b"About Acme\n",
    b"Contact: a@b.example\n",
    b"SOURCE Acme\n",
    b"###\n",
    "\u200f\u202e\u200d\ufeff".encode(),
    "\u0301".encode() * 40,
    "القطاعات: أ، ب\n".encode(),
    "【訂正】".encode(),
    "新华社北京11月17日电 ".encode(),
    "(서울=연합뉴스) 김하늘 기자 = ".encode(),
    b"\xc3\x83\xc2\xa9",
    b"=?utf-8?q?=E2?=",
    b"Content-Type: multipart/mixed; boundary=x\n\n--x\n",
    b"PK\x03\x04",
    b" " * 500,
    b"(" * 300,
    b"9" * 300,
)
"""What is thrown in: signs that a reader or a rule looks for."""


def mutated(content: bytes, others: Sequence[bytes], random: Random) -> bytes:
    """Change a drop in one to four ways."""
    for _ in range(random.randint(1, 4)):
        content = random.choice(MUTATIONS)(content, others, random)[:MOST_BYTES]
    return content


def _flip(content: bytes, _others: Sequence[bytes], random: Random) -> bytes:
    changed = bytearray(content)
    for _ in range(min(len(changed), random.randint(1, 8))):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def _insert(content: bytes, _others: Sequence[bytes], random: Random) -> bytes:
    at = random.randint(0, len(content))
    return content[:at] + random.choice(TOKENS) + content[at:]


def _delete(content: bytes, _others: Sequence[bytes], random: Random) -> bytes:
    start = random.randint(0, len(content))
    return content[:start] + content[start + random.randint(1, 200) :]


def _repeat(content: bytes, _others: Sequence[bytes], random: Random) -> bytes:
    start = random.randint(0, len(content))
    piece = content[start : start + random.randint(1, 400)]
    return content[:start] + piece * random.randint(2, 60) + content[start:]


def _splice(content: bytes, others: Sequence[bytes], random: Random) -> bytes:
    other = random.choice(others)
    return content[: random.randint(0, len(content))] + other[random.randint(0, len(other)) :]


def _truncate(content: bytes, _others: Sequence[bytes], random: Random) -> bytes:
    return content[: random.randint(0, len(content))]


def _recode(content: bytes, _others: Sequence[bytes], random: Random) -> bytes:
    encoding = random.choice(
        ("utf-16", "utf-16-le", "cp1252", "cp1251", "gb18030", "cp932", "big5")
    )
    return content.decode("utf-8", "replace").encode(encoding, "replace")


def _unbreak(content: bytes, _others: Sequence[bytes], random: Random) -> bytes:
    return content.replace(b"\n", random.choice((b"", b" ", b"\r", b"\n\n\n", b"\t")))


MUTATIONS: tuple[Callable[[bytes, Sequence[bytes], Random], bytes], ...] = (
    _flip,
    _insert,
    _insert,
    _delete,
    _repeat,
    _splice,
    _truncate,
    _recode,
    _unbreak,
)
