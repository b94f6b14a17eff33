"""Logs for whoever runs the server: what failed and where in the code, never with which data."""

import logging
import traceback


class DiscreetFormatter(logging.Formatter):
    """One line a record. An exception is told by its type and its frames, not by its message,
    which may quote what somebody typed; addresses and arguments are left out."""

    def format(self, record):
        moment = self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z")
        line = f"{moment} {record.levelname} {record.name}"
        status = getattr(record, "status_code", None)
        if status:
            return f"{line} status={status}{self.where(record)}"
        if record.exc_info:
            return f"{line}{self.where(record)}"
        return f"{line} {str(record.msg)[:200]}"

    @staticmethod
    def where(record):
        if not record.exc_info or not record.exc_info[1]:
            return ""
        error = record.exc_info[1]
        frames = traceback.extract_tb(error.__traceback__)[-3:]
        places = " < ".join(f"{f.name}:{f.lineno}" for f in reversed(frames))
        return f" {type(error).__name__} at {places}"
