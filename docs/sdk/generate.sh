#!/bin/sh
# Makes terpadu_opd/models.py from the published contract; run it whenever contracts/published/openapi.json changed.
cd "$(dirname "$0")/../.." && exec .venv/bin/datamodel-codegen \
    --input contracts/published/openapi.json --input-file-type openapi \
    --output "${1:-docs/sdk/terpadu_opd/models.py}" \
    --output-model-type pydantic_v2.BaseModel --target-python-version 3.11 --target-pydantic-version 2.11 \
    --use-standard-collections --use-union-operator --use-annotated --use-schema-description --field-constraints \
    --collapse-root-models --extra-fields ignore --disable-timestamp --enum-field-as-literal all \
    --custom-file-header '"""The bodies of the API, made from contracts/published/openapi.json by generate.sh: not to be edited."""'
