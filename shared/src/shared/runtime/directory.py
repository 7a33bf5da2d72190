"""Moved to ``shared.copies.contacts``; here until the services import it from there."""

from shared.copies.contacts import (
    Directory as Directory,
)
from shared.copies.contacts import (
    KnownContact as KnownContact,
)
from shared.copies.contacts import (
    create_directory_table as create_directory_table,
)
from shared.copies.contacts import (
    directory_table as directory_table,
)
from shared.copies.contacts import (
    drop_directory_table as drop_directory_table,
)
from shared.copies.contacts import (
    visible_schools as visible_schools,
)
