import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** One file of the repository, by its path from the root. */
export interface SourceFile {
  path: string;
  text: string;
}

/** Every text file that is or would be committed. */
export function sourceFiles(): SourceFile[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' });
  return [...new Set(listed.split('\n'))]
    .filter((path) => /\.(tsx?|mjs|sql|ya?ml|json|md|css)$/.test(path) && existsSync(join(ROOT, path)))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

/** Program text: TypeScript and the few scripts that run before it. */
export const isProgram = ({ path }: SourceFile) => /\.(tsx?|mjs)$/.test(path);

/** Tests, and what only tests use. */
export const isTest = ({ path }: SourceFile) =>
  /^test\/|\.test\.tsx?$|\/testing(\/|\.tsx?$)|(^|[/-])fixtures?\.tsx?$/.test(path);

/** An import of another file of the repository. */
export interface Import {
  from: string;
  to: string;
  /** Whether it is there at run time, or only for the checker. */
  value: boolean;
}

const IMPORT = /^(?:import|export)\s+(?:([^'";]*?)\sfrom\s+)?'([^']+)'|\bimport\(\s*'([^']+)'/gm;

/** What a file imports of the repository; `#pack` is the door of the room of packs. */
export function importsOf(file: SourceFile): Import[] {
  return [...file.text.matchAll(IMPORT)].flatMap(([, names = '', fixed, dynamic]) => {
    const target = (fixed ?? dynamic)!;
    const value = !/^type\b/.test(names);
    if (target === '#pack') return [{ from: file.path, to: 'src/pack/index.ts', value }];
    return target.startsWith('.') ? [{ from: file.path, to: normalize(join(dirname(file.path), target)), value }] : [];
  });
}

/** The text without its comments; what stands in quotes stays, and so does the number of lines. */
export function withoutComments(text: string): string {
  const token = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\*[\s\S]*?\*\/|(?<![:\\/])\/\/[^\n]*/g;
  return text.replace(token, (found) => (/^\/[/*]/.test(found) ? found.replace(/[^\n]/g, '') : found));
}

/** The lines at which a pattern is found, as `path:line text`. */
export function linesWith(files: readonly SourceFile[], pattern: RegExp): string[] {
  return files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
  );
}
