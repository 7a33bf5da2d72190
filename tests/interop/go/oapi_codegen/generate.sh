#!/bin/sh
# Generate a package of each service's document.
set -eu
for service in attendance casework consultation notifications; do
  mkdir -p "$service"
  go run github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@v2.8.2 \
    -generate types,client -package "$service" -o "$service/client.go" "$FLANKEREND_DOCUMENTS/$service.json"
done
