"""``python -m casework serve | migrate``."""

from casework.app import MIGRATIONS, build
from casework.settings import CaseworkSettings
from shared.service.command import service_command

main = service_command("casework", CaseworkSettings, build=build, migrations=MIGRATIONS)

if __name__ == "__main__":
    main()
