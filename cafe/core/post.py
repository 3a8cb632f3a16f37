"""Letters handed to the installation's mail server. Knows no café and no database.

RFC 5321 (SMTP), 3207 (STARTTLS), 8314 (TLS from the start). A header is made of checked values
only, and the library refuses a line break in any of them.
"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import EmailPolicy, default
from email.utils import formatdate, make_msgid
from urllib.parse import SplitResult, unquote, urlsplit

from cafe.core.i18n import _
from cafe.core.text.mailboxes import as_mailed
from cafe.errors import Invalid

PATIENCE_SECONDS = 20
BREAKS = 2  # over so many letters in a row it is the server, not the letter
PORTS = {"smtp": 587, "smtps": 465}


class NoServer(Exception):
    """The mail server does not answer, or lets nobody in: no letter can go."""

    @property
    def by_status(self) -> dict[str, str]:
        """Why the letter that is "going" has failed, and why those that are "queued" have."""
        return {"going": str(self), "queued": self._others()}

    def _others(self) -> str:
        return str(self)


class _Link(UnstructuredHeader, BaseHeader):
    """A link in a header, on one line. The library makes a long one into encoded words to fold it,
    and no mail program looks for a link in those (RFC 2047, 5).
    """

    def fold(self, *, policy: EmailPolicy) -> str:  # type: ignore[override]
        """As it is."""
        return f"{self.name}: {self}{policy.linesep}"


_KINDS = HeaderRegistry()
_KINDS.map_to_type("list-unsubscribe", _Link)
# A server need not take letters of eight bits, and the library does not ask it (RFC 6152, 3).
_POLICY = default.clone(header_factory=_KINDS, cte_type="7bit")


def letter(*, sender: str, to: str, subject: str, text: str, answers_to: str = "") -> EmailMessage:
    """A plain letter to one person. Raises ValueError when a header would hold a line break, or
    `to` is not one address and nothing else.

    `answers_to`: where answers go. One that no letter can name is left out: an account may have it.
    """
    made = EmailMessage(_POLICY)
    made["From"], made["To"], made["Subject"] = sender, _one(as_mailed(to)), subject
    made["Date"], made["Message-ID"] = formatdate(), make_msgid(domain=sender.partition("@")[2])
    with suppress(ValueError):
        answered = as_mailed(answers_to)
        if answered.isascii() and answered:
            made["Reply-To"] = _one(answered)
    made.set_content(text + "\n")
    return made


def _one(address: str) -> str:
    """`address` as the library reads it too. Over some it falls: that is no one list of errors."""
    tried = EmailMessage()
    try:
        tried["To"] = address
        read = [one.addr_spec for one in tried["To"].addresses]
    except Exception as error:
        raise ValueError("no address") from error
    if read != [address]:
        raise ValueError("no one address")
    return address


@dataclass
class Line:
    """A connection to the mail server. Many a server takes some letters over one, no more.

    `answered`: letters over this one; `broken`: letters in a row over which it broke off.
    """

    url: str
    server: smtplib.SMTP
    answered: int = 0
    broken: int = 0

    def anew(self) -> None:
        """Another one in its place. Raises NoServer."""
        self.end()
        self.server, self.answered = _reached(self.url), 0

    def had_answer(self) -> None:
        """It has taken a letter, or said that it will not."""
        self.answered, self.broken = self.answered + 1, 0

    def end(self) -> None:
        """Say goodbye, if it still listens."""
        try:
            self.server.quit()
        except (OSError, smtplib.SMTPException):
            self.server.close()


@contextmanager
def opened(url: str) -> Iterator[Line]:
    """The mail server at `url`, logged in. Raises NoServer, with why in words."""
    line = Line(url, _reached(url))
    try:
        yield line
    finally:
        line.end()


def _reached(url: str) -> smtplib.SMTP:
    try:
        return _connected(url)
    except (smtplib.SMTPAuthenticationError, UnicodeError) as error:  # it is to be ASCII
        raise NoServer(_("The mail server refuses the café's login.")) from error
    except (OSError, smtplib.SMTPException) as error:
        raise NoServer(_away()) from error


def _away() -> str:
    return _("The mail server does not answer.")


def _connected(url: str) -> smtplib.SMTP:
    found, context = urlsplit(url), ssl.create_default_context()
    host, port = found.hostname or "", found.port or PORTS[found.scheme]
    if found.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, port, timeout=PATIENCE_SECONDS, context=context
        )
    else:
        server = smtplib.SMTP(host, port, timeout=PATIENCE_SECONDS)
    try:
        _log_in(server, found, context)
    except BaseException:
        server.close()
        raise
    return server


def _log_in(server: smtplib.SMTP, url: SplitResult, context: ssl.SSLContext) -> None:
    if url.scheme == "smtp":
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=context)
        elif url.username:
            raise smtplib.SMTPException("no password without TLS")
    if url.username:
        server.login(unquote(url.username), unquote(url.password or ""))


def hand_over(line: Line, made: EmailMessage) -> None:
    """Give the letter to the server, over a new connection once it has had enough of this one.

    Raises Invalid: this letter has not gone, or may not have, and why; NoServer: nor can others.
    """
    if line.server.sock is None:
        line.anew()
    try:
        _give(line, made)
    except _HungUp:
        if not line.answered:
            raise
        line.anew()
        _give(line, made)
    except _BrokeOff as error:
        line.broken += 1
        if line.broken == BREAKS:
            raise
        raise Invalid(str(error)) from error


class _HungUp(NoServer):
    """The server ends the connection, and says so: it has not taken the letter."""


class _BrokeOff(NoServer):
    """The connection is gone, nobody knows what became of the letter."""

    def _others(self) -> str:
        return _("The sending was stopped before it came to this letter.")


def _give(line: Line, made: EmailMessage) -> None:
    broke_off = _("The mail server broke off. The letter may have gone.")
    try:
        line.server.send_message(made)
    except smtplib.SMTPServerDisconnected as error:
        raise _BrokeOff(broke_off) from error
    except smtplib.SMTPException as error:  # before OSError, which it is one of
        if line.server.sock is None:  # 421, wherever it was said
            raise _HungUp(_away()) from error
        line.had_answer()
        if isinstance(error, smtplib.SMTPRecipientsRefused):
            raise Invalid(_("The mail server refuses the address.")) from error
        raise Invalid(_("The mail server refuses the letter.")) from error
    except OSError as error:
        line.server.close()
        raise _BrokeOff(broke_off) from error
    line.had_answer()
