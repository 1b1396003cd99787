"""The only floor that knows everything: builds the parts and connects them."""

from editor.shell.sources import leave_sources_unread

leave_sources_unread()  # before the first of some three hundred imports
