"""The tablet app. A screen (``screens``) has controls and handlers; what it says is decided in ``views``, without Flet.

Names that tests and measurements rely on (semantics identifiers):
signing in: ``person-<n>``, ``pin-<digit>``, ``pin-delete``, ``pin-enter``; assignments: ``assignment-<n>``, ``search``;
the list of items: ``item-<code>`` (opens), ``item-<code>-pass`` (answers), ``show-all|open|failed|returned``, ``counts``;
an item: ``item-code``, ``answer-pass|fail|not_applicable``, ``note``, ``phrase-<n>``, ``reason``, ``reason-<n>``,
``severity-<name>``, ``severity-reason``, ``due-<days>``, ``due-date``, ``fixed``, ``guidance``;
its photos: ``take-photo``, ``add-photo``, ``photo-<n>``, ``remove-photo``, ``photos-kept-back``;
submitted by a colleague: ``submitted-by``, ``typed-kept``, ``leave-submitted``;
moving on: ``back``, ``next-open``, ``undo``, ``finish``, ``missing-<code>``, ``submit``;
around it: ``sync-chip``, ``sync-now``, ``pause``, ``resume``, ``sync-headline``, ``sync-result``,
``settings``, ``hand-over``, ``language-<code>``, ``mode-<name>``, ``message``.
"""
