FROM node:22-slim
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev
COPY contract contract
COPY service service
COPY tenant tenant
COPY tsconfig.json ./
USER node
CMD ["node", "--import", "tsx", "service/main.ts"]
