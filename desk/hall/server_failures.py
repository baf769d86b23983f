"""What can go wrong between a device and its hall's server, in words for people."""

from typing import ClassVar

from desk.domain.failures import QT_TRANSLATE_NOOP, Failure
from desk.hall.failures import HallUnreachable

_NOTHING_CHANGED = QT_TRANSLATE_NOOP("Failure", "Nothing was changed.")
_NOT_STARTED = QT_TRANSLATE_NOOP("Failure", "The hall's server was not started.")


class DeviceUnknown(Failure):
    """The server knows no device with this credential."""

    code: ClassVar[str] = "HSV-01"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The hall's server does not know this device"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "No number was called or changed.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Ask the hall's manager for a code, then enrol this device: desk enrol URL CODE."
    )


class DeviceRevoked(DeviceUnknown):
    """The device was enrolled, and somebody took that back."""

    code: ClassVar[str] = "HSV-02"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "This device is no longer allowed at the hall's server"
    )


class NotEnrolled(DeviceUnknown):
    """This machine's keyring holds no credential for the server."""

    code: ClassVar[str] = "HSV-03"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "This device is not enrolled at the hall's server {server}"
    )


class NotAllowed(Failure):
    """The device's role does not include what was asked."""

    code: ClassVar[str] = "HSV-04"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "This device may not do that ({role}: {what})"
    )
    meaning: ClassVar[str] = _NOTHING_CHANGED
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Ask the hall's manager, whose device may."
    )


class WindowNotYours(Failure):
    """A device asked as another window than the one that it was enrolled as."""

    code: ClassVar[str] = "HSV-05"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "This device is window {own} and cannot act as window {window}"
    )
    meaning: ClassVar[str] = _NOTHING_CHANGED
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Set the window's code in the settings as the device was enrolled."
    )


class RequestNotUnderstood(Failure):
    """The server cannot read the request; `detail` says which part of it."""

    code: ClassVar[str] = "HSV-06"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The hall's server does not understand the request ({detail})"
    )
    meaning: ClassVar[str] = _NOTHING_CHANGED
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Bring this program and the hall's server to the same version."
    )


class TooManyRequests(Failure):
    """The device, or the address, asks more often than anyone needs to."""

    code: ClassVar[str] = "HSV-07"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The hall's server was asked too often")
    meaning: ClassVar[str] = _NOTHING_CHANGED
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Wait a moment, then try again.")


class EnrolmentRefused(Failure):
    """The code is not one that the server gave, was used, or is too old."""

    code: ClassVar[str] = "HSV-08"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The code was not accepted")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure",
        "It was mistyped, used, is older than ten minutes, or something between this device and "
        "the hall's server bends the connection. The device was not enrolled.",
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Type it again; if that fails, ask the hall's manager for a new one."
    )


class ServerNotProven(Failure):
    """Whoever answered the enrolment does not know the code: it is not the hall's server."""

    code: ClassVar[str] = "HSV-09"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "What answered is not the server that gave the code"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Another machine may stand in between. The code was not shown to it."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Check the server's address, then ask the hall's manager for a new code."
    )


class ServerCertificateChanged(Failure):
    """The server shows another certificate than the one that this device was enrolled with."""

    code: ClassVar[str] = "HSV-10"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The hall's server {server} is not the one that this device knows"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "It may be another machine, so nothing was sent to it."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure",
        "Tell the hall's technician; when the server has a new certificate, enrol this device "
        "again.",
    )


class HallServerWanted(Failure):
    """A device was given the database's address; only the hall's server connects to that."""

    code: ClassVar[str] = "HSV-11"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The address names the hall's database and not its server"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Windows, kiosks and displays reach the hall through its server only."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Set the address of the hall's server (https://…), and enrol this device there."
    )


class HallRefused(Failure):
    """A refusal of a newer server that this version has no words for."""

    code: ClassVar[str] = "HSV-12"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The hall's server refused that ({reason})")
    meaning: ClassVar[str] = _NOTHING_CHANGED
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Update this program, and give the reason to support."
    )


class HallServerFault(Failure):
    """A fault of the server's own; its log says more."""

    code: ClassVar[str] = "HSV-13"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The hall's server made a mistake")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "What was just done may have been done or not."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Look at the queue; if it happens again, give the server's log to support."
    )


class CannotListen(Failure):
    """The server's own address cannot be used: taken, or not one of this machine's."""

    code: ClassVar[str] = "HSV-14"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The hall's server cannot listen at {address} ({reason})"
    )
    meaning: ClassVar[str] = _NOT_STARTED
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Name another address by --listen, or end the program that has this one."
    )


class CertificateBroken(Failure):
    """The files of the server's certificate and key cannot be used."""

    code: ClassVar[str] = "HSV-15"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The certificate or key of the hall's server cannot be used ({reason})"
    )
    meaning: ClassVar[str] = _NOT_STARTED
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Name a certificate and its key in PEM files, or none to have them made."
    )


class NoSuchDevice(Failure):
    """No device is enrolled under this id."""

    code: ClassVar[str] = "HSV-16"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "No device has the id {device}")
    meaning: ClassVar[str] = _NOTHING_CHANGED
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Look at the list of devices: desk hall devices."
    )


class HallServerEnding(HallUnreachable):
    """The server takes nothing new any more; another one does, or this one soon."""

    code: ClassVar[str] = "HSV-20"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The hall's server is being restarted")


class NoServerFound(Failure):
    """No hall's server announces itself on this network."""

    code: ClassVar[str] = "HSV-17"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "No hall's server was found on this network"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The device was not enrolled.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Name the server's address instead: desk enrol https://HOST:8443 CODE."
    )


class SeveralServersFound(Failure):
    """Servers of several halls announce themselves on this network."""

    code: ClassVar[str] = "HSV-18"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Several halls' servers were found ({found})"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The device was not enrolled.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Name the server's address instead: desk enrol https://HOST:8443 CODE."
    )


class DiscoveryMissing(Failure):
    """The optional package that finds and announces servers is not there."""

    code: ClassVar[str] = "HSV-19"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The package “zeroconf” is not installed here"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Servers can neither be found nor announced on this network without it."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Name the server's address, or have the package installed."
    )
