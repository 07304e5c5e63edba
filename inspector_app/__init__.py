"""What people hold and see: the tablet app, the supervisors' console and the command line."""
