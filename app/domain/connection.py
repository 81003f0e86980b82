"""A connection: the person's way to a provider, without its secret."""

from app.domain.job import Message
from app.domain.noun import Field, Noun


class Endpoint(Noun):
    """One more server of a connection."""

    address: str
    parallelism: int | None = Field(default=None, ge=1)


class Connection(Noun):
    """The person's way to a provider. `key_ref` names a secret; the secret itself is never here.

    `key_ref` is `""` (no key), `keyring:<name>`, `env:<variable>` or `session:<name>` (for this run only).
    """

    id: str
    """Its name: what `--connection` takes."""
    provider: str
    address: str = ""
    """Base address; for the animatic the folder in which job folders are made."""
    others: tuple[Endpoint, ...] = ()
    """Further servers that do the same."""
    key_ref: str = ""
    parallelism: int | None = Field(default=None, ge=1)
    """Jobs at once at `address`; None takes the provider's own."""
    kind: str = ""
    """What sort of server it is, where a protocol has several; "" until it was found out."""
    model: str = ""
    """The model it serves, where it serves one."""
    account: str = ""
    """In a job that was sent: by whose key, as something that does not tell the key."""

    def ends(self) -> "tuple[Connection, ...]":
        """The connection to each of its servers alone. A job belongs to the one that took it."""
        alone: Connection = self.replace(others=())
        return (alone, *(alone.replace(**each.model_dump()) for each in self.others))


class ServerState(Noun):
    """How one server of a connection stands in this run."""

    address: str
    jobs: int = 0
    """Jobs that are under way there."""
    answers: bool | None = None
    """Whether it answered when it was asked last; None where it was not asked yet."""
    seconds: float = 0.0
    """How long it is left alone, 0 while all is well."""
    stopped: Message | None = None
    """Why nothing is sent there until the person has acted."""
