"""A service begins without the libraries that few need: they cost time and memory."""

import subprocess
import sys

_RARE = (
    *("authlib", "httpx2", "imapclient", "joserfc", "lxml", "openpyxl", "ortools", "standardwebhooks", "typst"),
    "xlsxwriter",
)


def test_services_begin_without_what_few_need() -> None:
    code = (
        "import sys, attendance.app, casework.app, consultation.app, notifications.app\n"
        f"print(*sorted(set({_RARE}) & set(sys.modules)))"
    )
    begun = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert begun.stdout.split() == []
