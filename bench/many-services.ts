import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const KOREA = new URL('../packs/kr/', import.meta.url).pathname;
const DOOR = new URL('../src/pack/index.ts', import.meta.url).pathname;

/** A copy of a country's pack with so many services, made by writing its own again under other names. */
export async function packOf(count: number): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'madang-bench-'));
  await cp(KOREA, folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{"type": "module"}');
  await pointAtDoor(folder);
  const ids = await readdir(join(folder, 'services'));
  for (let made = ids.length; made < count; made += 1) {
    const id = ids[made % ids.length]!;
    const text = await readFile(join(folder, 'services', id, 'service.yaml'), 'utf8');
    await mkdir(join(folder, 'services', `${id}-${made}`));
    await writeFile(
      join(folder, 'services', `${id}-${made}`, 'service.yaml'),
      text.replace(`id: ${id}\n`, `id: ${id}-${made}\n`),
    );
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Outside the house, `#pack` means nothing. */
async function pointAtDoor(folder: string): Promise<void> {
  const programs = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts'));
  for (const name of programs) {
    const path = join(folder, name);
    await writeFile(path, (await readFile(path, 'utf8')).replaceAll("'#pack'", `'${DOOR}'`));
  }
}
