"""The words of a seal, kept once somebody has needed them."""

from cafe.model import Workshop


def keep_words(*, workshop: Workshop, digest: str, words: tuple[str, ...]) -> None:
    """Keep the words of `digest`; no event, for they say nothing that the digest does not."""
    kept = " ".join(words)
    workshop.seals = [
        {**seal, "words": kept} if seal["digest"] == digest else seal for seal in workshop.seals
    ]
