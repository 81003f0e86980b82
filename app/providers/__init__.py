"""One module per protocol: how to submit, poll, fetch and cancel; none knows another."""
