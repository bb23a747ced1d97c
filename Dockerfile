FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build

FROM node:22-slim
LABEL org.opencontainers.image.title="Guestlist" \
      org.opencontainers.image.description="Invitations for Auth0 tenants" \
      org.opencontainers.image.licenses="MIT"
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev && mkdir /data && chown node:node /data
COPY tenant tenant
COPY --from=build /app/dist dist
# The gate of the deployed tenant is mounted over this one.
ENV GATE_FILE=/app/tenant/gate.json
# Everything else may be read-only: the ledger (./guestlist.db, unless DATABASE_URL is set) is all that is written.
VOLUME /data
WORKDIR /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/health/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "/app/dist/service/main.js"]
