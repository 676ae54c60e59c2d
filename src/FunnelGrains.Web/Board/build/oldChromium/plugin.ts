import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { engine } from './known.ts';
import { withoutPrivateNames } from './privateNames.ts';
import { scriptFindings } from './scripts.ts';
import { styleFindings } from './styles.ts';

export interface OldChromiumOptions {
  /** The file that adds what the engine lacks: `define(Array.prototype, 'at', …)`. */
  polyfills: string;
  /** What a first load may weigh, packed by gzip. */
  mostBytes: number;
}

/**
 * Takes out of the styles what the engines of televisions do not read, and of the scripts private names, and fails the build on whatever else they do not know: syntax, used
 * interfaces, selectors, properties, values and at-rules. All of it is read off the built files; nothing is run.
 */
export function oldChromium({ polyfills, mostBytes }: OldChromiumOptions): Plugin {
  return {
    name: 'old-chromium',
    apply: 'build',
    enforce: 'post',
    transform(code, id) {
      const plain = /\.css($|\?)/.test(id) ? null : withoutPrivateNames(code, relative(process.cwd(), id));
      return plain === null ? null : { code: plain, map: null };
    },
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const added = polyfilledNames(readFileSync(polyfills, 'utf8'));
        const findings: string[] = [];
        let weight = 0;
        for (const file of Object.values(bundle)) {
          if (file.type === 'asset' && file.fileName.endsWith('.css')) file.source = withoutWhere(textOf(file.source));
          const content = file.type === 'chunk' ? file.code : file.source;
          if (isFirstLoad(file.fileName)) weight += gzipSync(content).length;
          if (file.type === 'chunk')
            findings.push(...scriptFindings(file.code, added).map((f) => `${file.fileName}: ${f}`));
          else if (file.fileName.endsWith('.css'))
            findings.push(...styleFindings(textOf(file.source)).map((f) => `${file.fileName}: ${f}`));
        }
        if (weight > mostBytes) findings.push(`a first load weighs ${weight} bytes, more than ${mostBytes}`);
        if (findings.length > 0) this.error(`Chromium ${engine} does not know:\n  ${findings.join('\n  ')}`);
      },
    },
  };
}

/** Svelte scopes with `:where(.svelte-…)`, which makes an engine that does not know it drop the whole rule. */
export function withoutWhere(css: string): string {
  return css.replace(/:where\((\.[\w-]+)\)/g, '$1');
}

/** The names that a file of polyfills adds. */
export function polyfilledNames(code: string): Set<string> {
  return new Set([...code.matchAll(/(?:define|defineProperty)\(\s*[\w.]+,\s*'(\w+)'/g)].map((name) => name[1]!));
}

/** Of the fonts only the one with Latin letters is fetched for the page's languages. */
function isFirstLoad(fileName: string): boolean {
  return fileName.endsWith('.woff2') ? /inter-latin-opsz-normal/.test(fileName) : true;
}

function textOf(source: string | Uint8Array): string {
  return typeof source === 'string' ? source : new TextDecoder().decode(source);
}
