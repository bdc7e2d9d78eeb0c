"""What comes as a folder or an archive is read within limits, and its names are trusted for nothing."""

import io
import stat
import zipfile

import pytest

from catalog.pack.problems import BrokenPack
from catalog.pack.source import read_files
from tests.catalog.packs import files, write


def archive(place, entries, *, compress=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(place, "w", compress) as made:
        for name, content in entries.items():
            made.writestr(name, content)
    return place


def refusal(place):
    with pytest.raises(BrokenPack) as broken:
        read_files(place)
    return str(broken.value)


def test_a_folder_and_its_archive_say_the_same(tmp_path):
    folder = write(tmp_path / "small", files())
    (folder / "README.md").write_text("Not a part.")
    assert read_files(folder) == read_files(archive(tmp_path / "small.zip", files())) == files()


def test_the_folder_around_an_archive_is_taken_off(tmp_path):
    place = archive(tmp_path / "small.zip", {f"small/{name}": content for name, content in files().items()})
    assert read_files(place) == files()


@pytest.mark.parametrize(
    "name", ["../evil.yaml", "/etc/evil.yaml", "a/../../evil.yaml", "C:evil.yaml", "a\\..\\evil.yaml", "a\x1b.yaml"]
)
def test_a_name_that_leads_out_is_refused(tmp_path, name):
    assert "leads out of the archive" in refusal(archive(tmp_path / "a.zip", {name: b"a: 1"}))


def test_a_link_in_an_archive_is_refused(tmp_path):
    link = zipfile.ZipInfo("areas.yaml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert "is a link" in refusal(archive(tmp_path / "a.zip", {link: b"/etc/passwd"}))


def test_a_link_in_a_folder_is_refused(tmp_path):
    write(tmp_path, files())
    (tmp_path / "facts.yaml").unlink()
    (tmp_path / "facts.yaml").symlink_to("/etc/passwd")
    assert "facts.yaml:1: (whole file): is a link" in refusal(tmp_path)


def test_more_than_200_entries_are_refused(tmp_path):
    assert "more than 200 entries" in refusal(
        archive(tmp_path / "a.zip", {f"skills/{n}.yaml": b"" for n in range(201)})
    )


def test_more_than_200_files_are_refused(tmp_path):
    assert "more than 200 files" in refusal(write(tmp_path, {f"skills/{n}.yaml": b"" for n in range(201)}))


def test_a_file_over_a_mebibyte_is_refused_from_either(tmp_path):
    large = {"facts.yaml": b"#" * (1024 * 1024 + 1)}
    assert "larger than 1 MiB" in refusal(write(tmp_path / "folder", large))
    assert "larger than 1 MiB" in refusal(archive(tmp_path / "a.zip", large))


def test_a_pack_over_20_megabytes_is_refused(tmp_path):
    large = {f"skills/{number}.yaml": b"#" * (1024 * 1024) for number in range(21)}
    assert "larger than 20 MB" in refusal(archive(tmp_path / "a.zip", large))


def test_a_name_twice_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr("areas.yaml", "areas: {}")
        with pytest.warns(UserWarning, match="Duplicate name"):
            made.writestr("areas.yaml", "areas: {}")
    assert "stands in the archive twice" in refusal(tmp_path / "a.zip")


def test_what_is_no_archive_is_refused(tmp_path):
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 not really")
    assert "the archive cannot be read" in refusal(tmp_path / "a.zip")
    assert "neither a folder nor a zip file" in refusal(tmp_path / "nowhere")


def test_a_broken_entry_is_refused(tmp_path):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("areas.yaml", b"areas: {}" * 100)
    broken = bytearray(stream.getvalue())
    broken[45:50] = b"\xff" * 5
    (tmp_path / "a.zip").write_bytes(broken)
    assert "the archive cannot be read" in refusal(tmp_path / "a.zip")
