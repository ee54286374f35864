"""A photo has to be a picture, and its size is read from its first bytes."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from playground.pictures import dimensions, picture_type

FORMATS = {
    "PNG": "image/png",
    "JPEG": "image/jpeg",
    "GIF": "image/gif",
    "BMP": "image/bmp",
    "WEBP": "image/webp",
}


def picture(kind: str, size: tuple[int, int], **options: object) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("size", [(1, 1), (640, 480), (3, 1000)])
def test_every_common_picture_is_measured(kind: str, size: tuple[int, int]) -> None:
    data = picture(kind, size)
    assert dimensions(data) == size
    assert picture_type(data) == FORMATS[kind]


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("WEBP", {"lossless": True}),
        ("WEBP", {"exif": b"Exif\0\0"}),
        ("JPEG", {"progressive": True, "comment": b"a" * 99}),
    ],
)
def test_so_are_their_other_kinds(kind: str, options: dict[str, object]) -> None:
    assert dimensions(picture(kind, (33, 17), **options)) == (33, 17)


@pytest.mark.parametrize("kind", FORMATS)
@given(data=st.data())
def test_a_torn_picture_is_none_or_has_its_size(kind: str, data: st.DataObject) -> None:
    whole = picture(kind, (20, 10))
    torn = whole[: data.draw(st.integers(0, len(whole)))]
    assert dimensions(torn) in {None, (20, 10)}


@given(st.binary(max_size=60))
def test_any_bytes_are_measured_or_not(data: bytes) -> None:
    size = dimensions(data)
    assert size is None or len(size) == 2


@pytest.mark.parametrize("data", [b"", b"text", b"%PDF-1.7", b"\xff\xd8\x00", b"RIFF0000WAVE"])
def test_what_is_no_picture_has_no_size(data: bytes) -> None:
    assert dimensions(data) is None
