"""``python -m attendance serve | migrate``."""

from attendance.app import MIGRATIONS, build
from attendance.settings import AttendanceSettings
from shared.service.command import service_command

main = service_command("attendance", AttendanceSettings, build=build, migrations=MIGRATIONS)

if __name__ == "__main__":
    main()
