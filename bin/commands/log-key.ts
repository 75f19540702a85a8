import { readConfig } from '../../src/kernel/index.ts';
import { addKey, KEY_ALGORITHMS, listKeys, retireKey } from '../../src/log/index.ts';
import { logOriginOf } from '../../src/open.ts';
import { loadPack } from '../../src/pack/index.ts';
import { type Command, EXIT, parseWords, UsageError } from './command.ts';

const say = (text: string) => process.stdout.write(text);
const tell = (text: string) => process.stderr.write(text);

/** The settings, and the name of the log that they are about. No database is needed. */
async function settingsAndOrigin() {
  const config = readConfig(process.env);
  return { config, origin: logOriginOf(config, await loadPack(config.PACK)) };
}

export const logKeyCommand: Command = {
  name: 'log key',
  usage: '',
  summary: "Print the verifier keys of this installation's log, the newest first",
  details:
    'The secret keys are in MADANG_KEY, or the file of MADANG_KEY_FILE, or log.key in MADANG_HOME; they are not printed.',
  async run(words) {
    if (words.length > 0) throw new UsageError('It takes no arguments; "log key add" and "log key retire" do.');
    const { config, origin } = await settingsAndOrigin();
    say((await listKeys(config, origin)).map((vkey) => `${vkey}\n`).join(''));
    return EXIT.done;
  },
};

export const logKeyAddCommand: Command = {
  name: 'log key add',
  usage: '[--algorithm ed25519|ml-dsa-44]',
  summary: 'Add a new key to the file of keys, before the others: from the next start all of them sign',
  async run(words) {
    const { values } = parseWords({ args: words, options: { algorithm: { type: 'string', default: 'ed25519' } } });
    const algorithm = KEY_ALGORITHMS.find((one) => one === values.algorithm);
    if (!algorithm) throw new UsageError(`--algorithm is ${KEY_ALGORITHMS.join(' or ')}.`);
    const { config, origin } = await settingsAndOrigin();
    const [vkey, ...older] = await addKey(config, origin, algorithm);
    say(`${vkey}\n`);
    tell(`
Next:
1. Restart every process that serves. The act after that puts the keys into the log itself (log.keys), and every
   checkpoint from then on is signed by all ${older.length + 1}.
2. Publish the new key where you published the old one, and have every witness add it with another --log.
3. Once all who check the log know the new key, take away what it replaces, if it replaces one:
${older.map((old) => `     npx madang log key retire ${old.split('+')[1]}`).join('\n')}
`);
    return EXIT.done;
  },
};

export const logKeyRetireCommand: Command = {
  name: 'log key retire',
  usage: 'HASH',
  summary: 'Take a key away from the file of keys: from the next start it signs no more',
  details: 'HASH is the middle part of the verifier key, as "log key" prints it. The last key of Ed25519 stays.',
  async run(words) {
    const [hash, ...more] = words;
    if (!hash || more.length > 0) throw new UsageError('Name the hash of one key.');
    const { config, origin } = await settingsAndOrigin();
    const left = await retireKey(config, origin, hash);
    say(left.map((vkey) => `${vkey}\n`).join(''));
    tell(`
Next:
1. Restart every process that serves. Whoever knows the key ${hash} alone verifies nothing newer from then on.
2. Destroy its copies: whoever has one could still sign checkpoints that some believe.
`);
    return EXIT.done;
  },
};
