import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { oldChromium } from './build/oldChromium/plugin.ts';

/** The wall-board apart from the application: for the engines of televisions, and no larger than it must be. */
export default defineConfig({
  plugins: [svelte(), oldChromium({ polyfills: 'src/wall/polyfills.ts', mostBytes: 250_000 })],
  publicDir: false,
  build: {
    target: 'chrome68',
    cssTarget: 'chrome68',
    outDir: '../wwwroot',
    // The application's files are there already.
    emptyOutDir: false,
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: {
      input: 'wall.html',
      checks: { pluginTimings: false },
      // Fields are plain assignments: no class here has an accessor of a field's name in its base.
      transform: { assumptions: { setPublicClassFields: true } },
      output: {
        entryFileNames: 'assets/wall-[hash].js',
        chunkFileNames: 'assets/wall-[hash].js',
        assetFileNames: 'assets/wall-[name]-[hash][extname]',
      },
    },
  },
});
