"""What can go wrong between a citizen's paper and a page file, in words for the clerk."""

from typing import ClassVar, Self

from desk.domain.failures import QT_TRANSLATE_NOOP, Failure

_NAMELESS = "—"
_PAGES_KEPT = QT_TRANSLATE_NOOP("Failure", "Pages already read are kept.")


class ScanFailure(Failure):
    """A scan ended early; pages that were handed over before are whole and stay valid."""

    meaning: ClassVar[str] = _PAGES_KEPT


class NoScanner(ScanFailure):
    """No device answers, and no folder is set up."""

    code: ClassVar[str] = "SCN-01"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "No scanner was found")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Papers cannot be scanned at this window for now."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure",
        "Check that the scanner is switched on and plugged in, then look for scanners again.",
    )


class ScannerSearchFailed(ScanFailure):
    """The driver crashed or said nothing while devices were listed."""

    code: ClassVar[str] = "SCN-02"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The search for scanners did not end well")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "A scanner that is there may be missing from the list."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Look again; if it happens again, give {detail} to support."
    )


class ScannerGone(ScanFailure):
    """The scanner that was chosen does not answer under its name any more."""

    code: ClassVar[str] = "SCN-03"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The scanner {device} does not answer")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Check its cable and its switch, then scan again."
    )


class ScannerDied(ScanFailure):
    """The driver crashed while it read a sheet; `sheet` is the one to lay in again."""

    code: ClassVar[str] = "SCN-04"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The scanner's driver stopped while it read page {sheet}"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Page {sheet} was not taken; the pages before it are kept."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Lay page {sheet} in again and scan on: the driver has been started anew."
    )


class ScannerSilent(ScanFailure):
    """The scanner said nothing for longer than any scanner needs."""

    code: ClassVar[str] = "SCN-05"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The scanner has been silent for {seconds} seconds"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Page {sheet} was not taken; the pages before it are kept."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Switch the scanner off and on, lay page {sheet} in again and scan on."
    )


class IncompletePage(ScanFailure):
    """Fewer lines came than the scanner announced; such a page is never taken."""

    code: ClassVar[str] = "SCN-06"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Page {sheet} came in incomplete: {lines} of {announced} lines"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Page {sheet} was not taken; the pages before it are kept."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Lay page {sheet} in again.")


class FeederEmpty(ScanFailure):
    """No paper lies in the feeder."""

    code: ClassVar[str] = "SCN-10"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "No paper lies in the scanner's feeder")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Lay the papers in, then scan again.")


class ScannerJammed(ScanFailure):
    """Paper is stuck in the feeder."""

    code: ClassVar[str] = "SCN-11"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Paper is stuck in the scanner")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Page {sheet} was not taken; the pages before it are kept."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Open the scanner, take the paper out, lay page {sheet} in again and scan on."
    )


class CoverOpen(ScanFailure):
    """The scanner's cover stands open."""

    code: ClassVar[str] = "SCN-12"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The scanner's cover is open")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Close the cover, then scan again.")


class ScannerBusy(ScanFailure):
    """Another program or another person is using the scanner."""

    code: ClassVar[str] = "SCN-13"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The scanner is in use by someone else")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Wait until it has finished, or close the other program, then scan again."
    )


class AccessDenied(ScanFailure):
    """The system does not let this account use the scanner."""

    code: ClassVar[str] = "SCN-14"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "This account may not use the scanner")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Ask support to add this account to the group of scanner users."
    )


class ScannerConnectionLost(ScanFailure):
    """Input or output failed between the PC and the scanner."""

    code: ClassVar[str] = "SCN-15"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The connection to the scanner failed")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Page {sheet} was not taken; the pages before it are kept."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Check the cable, lay page {sheet} in again and scan on."
    )


class StoppedAtScanner(ScanFailure):
    """Someone pressed the stop key on the scanner itself."""

    code: ClassVar[str] = "SCN-16"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The scan was stopped at the scanner")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Page {sheet} was not taken; the pages before it are kept."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Lay page {sheet} in and scan on.")


class ScannerOutOfMemory(ScanFailure):
    """The driver ran out of memory."""

    code: ClassVar[str] = "SCN-17"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The scanner ran out of memory")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Choose a lower resolution or close other programs, then scan again."
    )


class ScannerRefused(ScanFailure):
    """The scanner does not take what was asked of it."""

    code: ClassVar[str] = "SCN-18"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The scanner cannot do what was asked")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Choose another source, colour or resolution; support can use this: {detail}."
    )


class ScannerLocked(ScanFailure):
    """The scanner's transport lock is closed."""

    code: ClassVar[str] = "SCN-19"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The scanner is locked for transport")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Open the lock on the scanner's underside or side, then scan again."
    )


class ScanFolderMissing(ScanFailure):
    """The watched folder does not exist."""

    code: ClassVar[str] = "SCN-20"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The scan folder is not there")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Check the network drive, or set another folder, then scan again: {folder}"
    )


class ScanFolderUnreadable(ScanFailure):
    """The watched folder, or a file in it, cannot be read or moved."""

    code: ClassVar[str] = "SCN-21"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The scan folder cannot be used: {detail}")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Ask support to let this account read and change files in {folder}"
    )


class ScanFolderClaimed(ScanFailure):
    """The folder is another window's, which does not run just now."""

    code: ClassVar[str] = "SCN-24"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The scan folder belongs to window {window} on {host}"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure",
        "Pages of that window's citizens may lie there: this window takes none of them and moves "
        "none.",
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure",
        "Let support set a folder of its own for this window; or decide with F7 at the materials "
        "that the folder is this window's from now on.",
    )


class ScanFolderInUse(ScanFolderClaimed):
    """Another window works with the folder now."""

    code: ClassVar[str] = "SCN-25"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Window {window} on {host} works with this scan folder now"
    )


class ScanFolderEmpty(ScanFailure):
    """Nothing lies in the watched folder."""

    code: ClassVar[str] = "SCN-22"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Nothing lies in the scan folder")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Scan with the device's own key first, then take the files in here."
    )


class TakenNotMoved(ScanFailure):
    """A page was stored, and its file could not be moved into the subfolder of what was taken."""

    code: ClassVar[str] = "SCN-23"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "{name} was taken in, but cannot be moved away: {detail}"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The page is kept. Its file stays in the scan folder and is not taken again."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Ask support to make room there, or to let this account move files."
    )


class UnreadableFile(ScanFailure):
    """A file cannot become a page; it was left as it is. `name` is its name."""

    code: ClassVar[str] = "SCN-30"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "{name} could not be taken in")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The other pages are kept.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Scan or photograph this paper again.")

    def named(self, name: str) -> Self:
        """The same refusal with the file's name, or one that people know it by, if it has none."""
        if self.facts.get("name") not in (None, "", _NAMELESS):
            return self
        return type(self)(**{**self.facts, "name": name})


class UnreadableFiles(UnreadableFile):
    """Several files cannot become pages; `names` lists them."""

    code: ClassVar[str] = "SCN-31"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "{count} files could not be taken in: {names}"
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Scan these papers again.")


class FileEmpty(UnreadableFile):
    """The file has no bytes."""

    code: ClassVar[str] = "SCN-32"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "{name} is empty")


class FileKindUnknown(UnreadableFile):
    """The content is none of JPEG, PNG, TIFF and PDF, whatever the name says."""

    code: ClassVar[str] = "SCN-33"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "{name} is no picture and no PDF")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Bring it as JPEG, PNG, TIFF or PDF, or print it and scan the paper."
    )


class FileKindUnsupported(UnreadableFile):
    """A picture that is whole, of a rare kind that no window can show."""

    code: ClassVar[str] = "SCN-38"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "{name} is a picture of a kind that cannot be shown here"
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Bring it as JPEG, PNG or PDF, or print it and scan the paper."
    )


class FileDamaged(UnreadableFile):
    """The file begins well, but its content is cut off or broken."""

    code: ClassVar[str] = "SCN-34"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "{name} is damaged or cut off")


class FileLocked(UnreadableFile):
    """A PDF that asks for a password."""

    code: ClassVar[str] = "SCN-35"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "{name} is locked with a password")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Ask the citizen for a copy without a password, or scan the paper."
    )


class FileTooLarge(UnreadableFile):
    """More bytes, pixels or sheets than any honest page has."""

    code: ClassVar[str] = "SCN-36"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "{name} is too large to be a page")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Scan the paper at 300 dpi instead.")


class FileUnsafe(UnreadableFile):
    """Opening the file took too long or too much memory, or crashed; it was set aside."""

    code: ClassVar[str] = "SCN-37"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "{name} could not be opened safely")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "It was set aside and will not be opened again. The other pages are kept."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Ask the citizen for the paper itself and scan it, or for another copy."
    )


class FileNotReadable(UnreadableFile):
    """The system does not let the file be read; it stays where it lies."""

    code: ClassVar[str] = "SCN-40"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "{name} cannot be read: {detail}")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "It was left in its place. Ask support to let this account read it."
    )


class LinkNotFollowed(UnreadableFile):
    """A symbolic link instead of a file; links are never followed."""

    code: ClassVar[str] = "SCN-41"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "{name} is a link and not a file")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "It was left in its place. Copy the file itself into the scan folder."
    )


class ReadersDown(ScanFailure):
    """No process could be started in which files are opened; the file was not touched."""

    code: ClassVar[str] = "SCN-39"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Files cannot be opened just now ({detail})"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Nothing was taken in, nothing is lost.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Close other programs and try again; if it happens again, restart this PC."
    )
