import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** A host that runs, and a key of it: with them `npm run dev` shows the pages on real data. */
const { FUNNELGRAINS_DEV_HOST: host, FUNNELGRAINS_DEV_KEY: key } = process.env;

export default defineConfig({
  plugins: [svelte(), wallInDevelopment()],
  server: host ? { proxy: proxyTo(host, key) } : {},
  test: { css: true, include: ['src/**/*.spec.ts', 'build/**/*.spec.ts'] },
  build: {
    outDir: '../wwwroot',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 400,
  },
});

function proxyTo(target: string, key: string | undefined) {
  const headers = { origin: target, ...(key ? { authorization: `Bearer ${key}` } : {}) };
  return Object.fromEntries(
    ['/api', '/hubs', '/openapi', '/docs'].map((path) => [
      path,
      { target, changeOrigin: true, ws: path === '/hubs', headers },
    ]),
  );
}

/** The server gives the wall's page for its addresses; here the development server does. */
function wallInDevelopment(): Plugin {
  return {
    name: 'wall-in-development',
    configureServer: (server) => {
      server.middlewares.use((request, _, next) => {
        if (/^\/board(\/|\?|$)/.test(request.url ?? '')) request.url = '/wall.html';
        next();
      });
    },
  };
}
