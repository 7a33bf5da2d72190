"""Copy the four documents, with application/json as the only form of a body: python documents.py

openapi-python-client 0.29.1 chooses between forms by `isinstance(body, list[...])`, which raises TypeError.
"""

import json
import os
from pathlib import Path

for service in ("attendance", "casework", "consultation", "notifications"):
    document = json.loads((Path(os.environ["FLANKEREND_DOCUMENTS"]) / f"{service}.json").read_text())
    for path in document["paths"].values():
        for operation in path.values():
            content = operation.get("requestBody", {}).get("content", {})
            if "application/json" in content:
                operation["requestBody"]["content"] = {"application/json": content["application/json"]}
    Path(f"{service}.json").write_text(json.dumps(document))
