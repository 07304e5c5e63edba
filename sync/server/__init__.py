"""The central endpoint: routes ask services, services ask repositories, and only repositories speak SQL."""
