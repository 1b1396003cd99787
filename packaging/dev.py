"""The one script of this repository: `python3 packaging/dev.py run` opens Copydesk, `... test` checks it.

Needs Python 3.11 or newer and nothing else. This file itself stays readable to any older Python, so that an old
one gets a sentence instead of a syntax error; the work is done in the folder `workshop` beside it.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 (the point of this file is to meet older versions)
    sys.exit(
        "Copydesk needs Python 3.11 or newer, and this is Python {}.{}. Install a newer one and run this again "
        "with it, for example: python3.11 packaging/dev.py run".format(*sys.version_info[:2])
    )

from workshop.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
