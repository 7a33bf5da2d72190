"""``python -m consultation serve | migrate``."""

from consultation.app import MIGRATIONS, build
from consultation.settings import ConsultationSettings
from shared.service.command import service_command

main = service_command("consultation", ConsultationSettings, build=build, migrations=MIGRATIONS)

if __name__ == "__main__":
    main()
