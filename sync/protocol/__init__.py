"""The language on the wire: operations, changes, messages, endpoints, and the Protocol that lists every call."""
