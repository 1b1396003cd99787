"""Owns what is said of a run of exports."""

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtCore import QObject

from editor.core.offline import Note
from editor.services.exports import ExportReport

_SHOWN = 3


class ExportWords(QObject):
    """Finds the sentences."""

    def remark(self, note: Note) -> str:
        """Return a note as a line of a list."""
        if not note.line:
            return note.message
        return self.tr("line {line}: {message}").format(line=note.line, message=note.message)

    def report(self, report: ExportReport) -> str:
        """Return what came of a run: what was written, what was left out, what was not exported."""
        sentences = [self._written(report)]
        warnings = [(path, note) for path, note in report.warnings if note.is_trouble]
        if warnings:
            lines = [
                self.remark(note) if report.total == 1 else f"{path.name}: {self.remark(note)}"
                for path, note in warnings[:_SHOWN]
            ]
            sentences.append(f"{self.tr('Please check:')} {'; '.join(lines)}")
            if len(warnings) > _SHOWN:
                sentences.append(self.tr("… and %n more.", "", len(warnings) - _SHOWN))
        if report.faults:
            first = report.faults[0]
            name = f"{PurePath(first.path).name}: " if first.path is not None else ""
            sentences.append(self.tr("%n post(s) could not be exported.", "", len(report.faults)))
            sentences.append(f"{name}{first.message}")
        return " ".join(sentences)

    def _written(self, report: ExportReport) -> str:
        count = len(report.written)
        if report.total == 1 and count:
            return self.tr("Exported to “{path}”.").format(path=report.written[0])
        if not count:
            return self.tr("Nothing was exported.")
        if report.was_stopped:
            text = self.tr("Stopped. %n post(s) were exported to “{folder}” and stay there.", "", count)
        else:
            text = self.tr("%n post(s) exported to “{folder}”.", "", count)
        return text.format(folder=report.written[0].parent)


def report_tone(report: ExportReport) -> str:
    """Return the tone of the bar that tells of a run."""
    if report.faults or any(note.is_trouble for _, note in report.warnings):
        return "warn"
    return "info" if report.was_stopped else "ok"
