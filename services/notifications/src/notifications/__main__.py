"""``python -m notifications serve | migrate``."""

from notifications.app import MIGRATIONS, build
from notifications.settings import NotificationsSettings
from shared.service.command import service_command

main = service_command("notifications", NotificationsSettings, build=build, migrations=MIGRATIONS)

if __name__ == "__main__":
    main()
