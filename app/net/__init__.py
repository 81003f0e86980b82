"""The only room that speaks HTTP: plain values go in and come out, and httpx is imported with the first call."""

from app.net.addresses import check_address, host_of, is_local, origin
from app.net.answer import Answer

__all__ = ["Answer", "check_address", "host_of", "is_local", "origin"]
