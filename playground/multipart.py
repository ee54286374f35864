"""Forms as browsers and Bot API clients send them: `multipart/form-data` read whole, files up to 50 MB."""

import re
from collections.abc import Iterator
from email.message import Message

from playground.api import UploadedFile

Form = tuple[dict[str, str], dict[str, UploadedFile]]


def read_multipart(content_type: str, body: bytes) -> Form:
    """The fields and the files of a form. Raises ValueError for a body that is not one."""
    header = Message()
    header["content-type"] = content_type
    boundary = header.get_boundary()
    if not boundary:
        raise ValueError("the form names no boundary")
    fields: dict[str, str] = {}
    files: dict[str, UploadedFile] = {}
    for head, data in _parts(boundary.encode("latin-1", "replace"), body):
        name = _parameter(head, "name")
        filename = _parameter(head, "filename")
        if name is None:
            raise ValueError("a part of the form has no name")
        if filename is None:
            fields[name] = data.decode("utf-8", "replace")
        else:
            mime = (head["content-type"] or "application/octet-stream").split(";")[0].strip().lower()
            files[name] = UploadedFile(filename, data, mime)
    return fields, files


def _parts(boundary: bytes, body: bytes) -> Iterator[tuple[Message, bytes]]:
    line = b"--" + boundary
    # The first boundary may open the body, all others stand on a line of their own.
    at = 0 if body.startswith(line) else body.find(b"\r\n" + line) + 2
    if at == 1:
        raise ValueError("the form does not start with its boundary")
    while not body.startswith(b"--", at + len(line)):
        end = body.find(b"\r\n" + line, at + len(line))
        start = body.find(b"\r\n", at + len(line)) + 2
        gap = body.find(b"\r\n\r\n", start - 2)
        if end == -1 or gap == -1 or gap > end:
            raise ValueError("the form is cut off")
        yield _headers(body[start:gap]), body[gap + 4 : end]
        at = end + 2


def _headers(block: bytes) -> Message:
    head = Message()
    for line in block.decode("utf-8", "replace").split("\r\n"):
        name, colon, value = line.partition(":")
        if colon:
            head[name.strip()] = value.strip()
    return head


def _parameter(head: Message, name: str) -> str | None:
    """A parameter of Content-Disposition, in either of the two ways to spell one that is not plain ASCII."""
    found = head.get_param(name, header="content-disposition")
    if found is None or isinstance(found, str):
        return None if found is None else re.sub(r"%(22|0D|0A)", lambda code: chr(int(code[1], 16)), found)
    charset, _, value = found
    return value.encode("latin-1", "replace").decode(charset or "utf-8", "replace")
