"""What tablet and centre share (domain, protocol, imaging, client), and the centre itself (server)."""
