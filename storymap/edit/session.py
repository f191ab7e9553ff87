"""What is being put right: a story, its corrections, and the file that holds them after each change."""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from storymap.correct import Clash, Outcome, lay, merge
from storymap.correct.apply import added
from storymap.correct.operations import Operation, identified, touches, what
from storymap.export.write import write
from storymap.files.corrections import Corrections, dump_corrections, joined, load_corrections
from storymap.model import Story


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The corrections after a change, numbered; ``clashes`` are with what others changed since."""

    revision: int
    held: Corrections
    outcomes: tuple[Outcome, ...]
    clashes: tuple[Clash, ...] = ()


@dataclass(slots=True)
class Session:
    """One story that is edited, by one or more pages at the same time.

    Whatever changes it has written the file when it returns; what somebody else wrote there meanwhile is
    merged in, not overwritten.
    """

    base: Story
    file: Path
    held: Corrections = field(default_factory=Corrections)
    revision: int = 0
    _written: bytes = b""
    _log: list[tuple[int, Operation]] = field(default_factory=list)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    @classmethod
    def begin(cls, base: Story, file: Path, source: str, given: Sequence[Operation] = ()) -> "Session":
        """Return a session with what the file holds, after ``given``; the file need not be there.

        Raises:
            StoryFileError: the file holds something else.
        """
        session = cls(base=base, file=file, held=Corrections(operations=tuple(given), source=source))
        session._take_in()
        return session

    def state(self, clashes: tuple[Clash, ...] = ()) -> State:
        """Return the corrections and what became of each."""
        with self._lock:
            _, outcomes = lay(self.base, self.held.operations)
            return State(revision=self.revision, held=self.held, outcomes=outcomes, clashes=clashes)

    def story(self) -> Story:
        """Return the story put right."""
        with self._lock:
            return lay(self.base, self.held.operations)[0]

    def add(self, operations: Iterable[Operation], seen: int) -> State:
        """Take corrections in; ``seen`` is the revision that whoever made them had before their eyes.

        Raises:
            WriteError: the file cannot be written; nothing is taken in then.
        """
        with self._lock:
            before = self._take_in()
            new = [identified(operation) for operation in operations]
            clashes = tuple(
                Clash(first=other, second=operation)
                for operation in new
                for revision, other in self._log
                if revision > seen and touches(other) == touches(operation) and what(other) != what(operation)
            )
            held = replace(self.held, operations=added(self.held.operations, new), undone=())
            _, outcomes = lay(self.base, held.operations)
            kept = tuple(replace(one.operation, was=one.operation.was or one.was) for one in outcomes)
            self._save(replace(held, operations=kept))
            self._log += [(self.revision, operation) for operation in new]
            return self.state((*before, *clashes))

    def undo(self) -> State:
        """Take the last correction back; without any, nothing changes."""
        with self._lock:
            clashes = self._take_in()
            if self.held.operations:
                *rest, last = self.held.operations
                self._save(replace(self.held, operations=tuple(rest), undone=(*self.held.undone, last)))
            return self.state(clashes)

    def redo(self) -> State:
        """Make the correction again that was taken back last."""
        with self._lock:
            clashes = self._take_in()
            if self.held.undone:
                *rest, last = self.held.undone
                operations = (*self.held.operations, last)
                self._save(replace(self.held, operations=operations, undone=tuple(rest)))
            return self.state(clashes)

    def _save(self, held: Corrections) -> None:
        text = dump_corrections(held)
        write(self.file, text, durable=True)
        self._written = text.encode("utf-8", errors="replace")
        self.held = held
        self.revision += 1

    def _take_in(self) -> tuple[Clash, ...]:
        """Merge what the file holds, if it is not what we wrote; return what it says otherwise than we."""
        if not self.file.is_file() or self.file.read_bytes() == self._written:
            return ()
        theirs = load_corrections(self.file)
        _, clashes = merge(theirs.operations, self.held.operations)
        merged = joined(theirs, self.held, "latest")
        known = {operation.id for operation in self.held.operations}
        if merged != self.held:
            self.revision += 1
            self._log += [(self.revision, one) for one in merged.operations if one.id not in known]
        self.held = replace(merged, source=self.held.source or merged.source)
        self._written = self.file.read_bytes()
        return clashes
