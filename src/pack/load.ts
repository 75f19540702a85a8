import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { tsImport } from 'tsx/esm/api';
import { type Compiled, compilePack, type PackSource } from './compile.ts';
import type { Adapters, Pack } from './model.ts';
import { PackError, type PackProblem } from './problems.ts';
import { YamlFile, type YamlPath } from './yaml-file.ts';

const PACKS = fileURLToPath(new URL('../../packs/', import.meta.url));

/**
 * Reads, checks and compiles a pack.
 * @param nameOrPath the name of a folder in `packs/`, or the path of one elsewhere.
 * @throws PackError with every mistake in it; a pack with one mistake is not loaded at all.
 */
export async function loadPack(nameOrPath: string): Promise<Pack> {
  const { pack, problems } = await compileFolder(nameOrPath);
  if (!pack) throw new PackError(nameOrPath, problems);
  return pack;
}

/** The pack in a folder, or its mistakes with paths that a terminal can open. */
export async function compileFolder(nameOrPath: string): Promise<Compiled> {
  const folder = await folderOf(nameOrPath);
  const loaded = await readPack(folder);
  if ('problem' in loaded) return { pack: undefined, problems: [loaded.problem] };
  const compiled = compilePack(loaded.source);
  return compiled.pack
    ? compiled
    : { pack: undefined, problems: compiled.problems.map((problem) => inFolder(folder, problem)) };
}

const inFolder = (folder: string, problem: PackProblem): PackProblem => ({
  ...problem,
  file: relative(process.cwd(), join(folder, problem.file)),
});

/** A mistake at a place of a pack's file, for what is found out only where the pack is in use. */
export async function problemAt(folder: string, name: string, path: YamlPath, message: string): Promise<PackProblem> {
  const file = new YamlFile(name, await readFile(join(folder, name), 'utf8').catch(() => ''));
  const before = file.problems.length;
  file.mistake(path, message);
  return inFolder(folder, file.problems[before]!);
}

async function folderOf(nameOrPath: string): Promise<string> {
  const isName = /^[a-z][a-z0-9-]*$/.test(nameOrPath);
  const folder = isName ? join(PACKS, nameOrPath) : resolve(nameOrPath);
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory()) return folder;
  const message = isName ? `there is no pack "${nameOrPath}" in ${PACKS}` : 'there is no such folder';
  throw new PackError(nameOrPath, [{ file: folder, line: 1, column: 1, message }]);
}

async function readPack(folder: string): Promise<{ source: PackSource } | { problem: PackProblem }> {
  const texts = await readTexts(folder, /\.ya?ml$/);
  const code = await readTexts(folder, /(?<!\.test)\.ts$/);
  const path = join(folder, 'adapters.ts');
  const refuse = (message: string) => ({
    problem: { file: relative(process.cwd(), path), line: 1, column: 1, message: `${message} (see src/pack/model.ts)` },
  });
  if (!code.has('adapters.ts')) return refuse('this file is missing: it numbers people');
  // TypeScript, which this process may not read otherwise.
  const adapters: Partial<Adapters> = await tsImport(pathToFileURL(path).href, import.meta.url);
  if (!adapters.numberings || !adapters.population) return refuse('this must export numberings and population');
  return { source: { folder, texts, code, adapters: adapters as Adapters } };
}

/** The text of each file whose name is of this kind, by its path in the folder, in the order of the paths. */
async function readTexts(folder: string, kind: RegExp): Promise<Map<string, string>> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => kind.test(name)).sort();
  const texts = names.map(
    async (name) => [name.split(sep).join('/'), await readFile(join(folder, name), 'utf8')] as const,
  );
  return new Map(await Promise.all(texts));
}
