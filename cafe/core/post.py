"""Letters handed to the installation's mail server. Knows no café and no database.

RFC 5321 (SMTP), 3207 (STARTTLS), 8314 (TLS from the start). A header is made of checked values
only, and the library refuses a line break in any of them.
"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import SplitResult, unquote, urlsplit

from cafe.core.i18n import _
from cafe.errors import Invalid

PATIENCE_SECONDS = 20
PORTS = {"smtp": 587, "smtps": 465}


class NoServer(Exception):
    """The mail server does not answer, or lets nobody in: no letter can go."""


def letter(*, sender: str, to: str, subject: str, text: str, answers_to: str = "") -> EmailMessage:
    """A plain letter to one person. Raises ValueError when a header would hold a line break, or
    `to` (or `answers_to`) is not one address and nothing else.
    """
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, _one(to), subject
    made["Date"], made["Message-ID"] = formatdate(), make_msgid(domain=sender.partition("@")[2])
    if answers_to:
        made["Reply-To"] = _one(answers_to)
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


@contextmanager
def opened(url: str) -> Iterator[smtplib.SMTP]:
    """The mail server at `url`, logged in. Raises NoServer, with why in words."""
    try:
        server = _connected(url)
    except (smtplib.SMTPAuthenticationError, UnicodeError) as error:  # it is to be ASCII
        raise NoServer(_("The mail server refuses the café's login.")) from error
    except (OSError, smtplib.SMTPException) as error:
        raise NoServer(_("The mail server does not answer.")) from error
    try:
        yield server
    finally:
        try:
            server.quit()
        except (OSError, smtplib.SMTPException):
            server.close()


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


def hand_over(server: smtplib.SMTP, made: EmailMessage) -> None:
    """Give the letter to the server. Raises Invalid: it was not taken, and why; NoServer."""
    try:
        server.send_message(made)
    except smtplib.SMTPRecipientsRefused as error:
        raise Invalid(_("The mail server refuses the address.")) from error
    except (smtplib.SMTPServerDisconnected, OSError) as error:
        raise NoServer(_("The mail server broke off. The letter may have gone.")) from error
    except smtplib.SMTPException as error:
        raise Invalid(_("The mail server refuses the letter.")) from error
