"""Closed lists of film terms: what a choice offers and the phrase each value writes into a prompt."""

from app.domain.noun import Field, Noun


class Term(Noun):
    """One value: `id` as stored in drafts, `phrase` as written into prompts. Its label is `term.<vocabulary>.<id>`."""

    id: str
    phrase: str


class Vocabulary(Noun):
    """A list of terms and the draft paths it serves (patterns with `[*]` for list items)."""

    id: str
    paths: tuple[str, ...] = ()
    open: bool = True
    """Whether people may type something that is not in the list."""
    terms: tuple[Term, ...]
    phrases: dict[str, dict[str, str]] = Field(default_factory=dict)
    """The phrases of other languages than English: language → term → phrase."""
    source: str = ""
    checked_on: str = ""

    def phrase(self, term_id: str) -> str:
        """The phrase of a term; a value that is not in the list stands for itself."""
        return next((term.phrase for term in self.terms if term.id == term_id), term_id)
