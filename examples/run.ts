// npm run example -- NAME [--madang ADDRESS] [--port NUMBER]
// The first run makes keys for it and prints what to register at Madang.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bank } from './bank/example.ts';
import { employer } from './employer/example.ts';
import { landlord } from './landlord/example.ts';
import { type Example, runExample } from './receiver/application.ts';
import { keysIn, publicKeys } from './receiver/keys.ts';
import { school } from './school/example.ts';

const EXAMPLES: Readonly<Record<string, Example>> = { bank, school, landlord, employer };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    madang: { type: 'string', default: 'http://localhost:3000' },
    port: { type: 'string', default: '4000' },
  },
});
const example = EXAMPLES[positionals[0] ?? ''];
if (!example) {
  console.error(`npm run example -- ${Object.keys(EXAMPLES).join('|')} [--madang ADDRESS] [--port NUMBER]`);
  process.exit(1);
}
const folder = join('.madang', 'examples');
const keys = await keysIn(join(folder, `${example.party}.json`));
const known = join(folder, `${example.party}.public.json`);
await writeFile(known, JSON.stringify(publicKeys(keys), null, 2));
const madang = values.madang.replace(/\/$/, '');
const running = await runExample(example, { madang, port: Number(values.port), keys });
console.log(`${example.name.en}: ${running.address}`);
console.log(
  `Register its keys once: npx madang relying-party keys ${example.party} ${known} --webhook ${running.address}/webhook`,
);
