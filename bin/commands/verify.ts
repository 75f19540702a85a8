import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { chooseLocale, isLocale, LOCALES, type Locale, say } from '../../src/kernel/index.ts';
import {
  FAULT_TEXT,
  FILE_LIMIT,
  FileError,
  KEYS_TEXT,
  parsePolicy,
  type Verdict,
  verifyFile,
} from '../../src/log/index.ts';
import { type Command, parseWords, UsageError } from './command.ts';
import { VERIFY } from './verify-words.ts';

/** Exit codes of this command; 2 is that of a command called wrongly. */
const EXITS: Record<Verdict['outcome'], number> = { proved: 0, disproved: 1, undecided: 3 };

const MARKS = new Map([
  [true, '✓'],
  [false, '✗'],
  [null, '?'],
]);

export const verifyCommand: Command = {
  name: 'verify',
  usage: 'FILE [--policy FILE | --vkey KEY] [--json] [--lang LANG]',
  summary: 'Verify a receipt or a proof of misbehaviour, with no network and no trust in the server',
  details: `FILE ends in .receipt.json or .misbehaviour.json; - is the standard input. Nothing is sent anywhere, and no database is
needed.

Whose keys are trusted is yours to say:
  --policy FILE   a policy that you keep (c2sp.org/tlog-policy): keys of the log, its witnesses, and how many of them
                  must have signed
  --vkey KEY      the verifier key of the log alone; witnesses are not asked for then
  neither         the keys in the file itself. That only shows that file and keys fit each other.

  --json          one JSON object instead of words, for programs
  --lang LANG     ${LOCALES.join(', ')}; otherwise that of the environment (LC_ALL, LC_MESSAGES, LANG)

What the exit code says:
  0   proved: every check passed, with those keys
  1   not proved: a check failed, or the file is no such proof
  2   the command was called wrongly, or there is no such file
  3   undecided: something could not be checked here, or no file could prove it`,
  async run(args) {
    const { file, ...options } = readArguments(args);
    const locale = localeOf(options.lang);
    const own = await policyGiven(options);
    const text = await readProof(file);
    try {
      const verdict = await verifyFile(text, { own });
      process.stdout.write(options.json ? asJson(verdict) : inWords(basename(file), verdict, locale));
      return EXITS[verdict.outcome];
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      const { fault, member, message } = error;
      process.stdout.write(
        options.json
          ? `${JSON.stringify({ outcome: 'disproved', fault, member, message })}\n`
          : printable(`${basename(file)}: ${say(FAULT_TEXT[fault], locale, { member })}\n(${message}.)\n`),
      );
      return EXITS.disproved;
    }
  },
};

interface Options {
  policy?: string | undefined;
  vkey?: string | undefined;
  lang?: string | undefined;
  json?: boolean | undefined;
}

function readArguments(args: string[]): Options & { file: string } {
  const text = { type: 'string' } as const;
  const options = { policy: text, vkey: text, lang: text, json: { type: 'boolean' } } as const;
  const { values, positionals } = parseWords({ args, allowPositionals: true, options });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError('Name one file.');
  if (values.policy !== undefined && values.vkey !== undefined)
    throw new UsageError('Give --policy or --vkey, not both.');
  return { file, ...values };
}

function localeOf(wished: string | undefined): Locale {
  if (wished !== undefined && !isLocale(wished))
    throw new UsageError(`There is no language "${wished}" here. There is: ${LOCALES.join(', ')}.`);
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  // `ko_KR.UTF-8` in the environment is `ko-KR` in a browser.
  const spoken = (LC_ALL || LC_MESSAGES || LANG || '').replace(/[.@].*$/, '').replaceAll('_', '-');
  return chooseLocale([wished], spoken, 'en');
}

async function policyGiven({ policy, vkey }: Options): Promise<string | undefined> {
  if (policy === undefined && vkey === undefined) return undefined;
  const text = policy === undefined ? `log ${vkey}\nquorum none\n` : await readNamed(policy);
  try {
    parsePolicy(text);
  } catch (error) {
    const given = policy === undefined ? '--vkey cannot be used' : `${policy} is no policy`;
    throw new UsageError(`${given}: ${(error as Error).message}`);
  }
  return text;
}

/** The text of a file of proof. Bytes that are no UTF-8 read as a character that no proof has. */
async function readProof(file: string): Promise<string> {
  if (file === '-') return readInput();
  const found = await stat(file).catch(cannotRead(file));
  // A larger file is refused for its length, which need not be read to the end.
  return found.size > FILE_LIMIT ? ' '.repeat(FILE_LIMIT + 1) : readNamed(file);
}

async function readInput(): Promise<string> {
  let text = '';
  process.stdin.setEncoding('utf8');
  for await (const chunk of process.stdin) {
    text += chunk;
    if (text.length > FILE_LIMIT) break;
  }
  return text;
}

function readNamed(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(cannotRead(file));
}

function cannotRead(file: string) {
  return (error: Error): never => {
    throw new UsageError(`${file} cannot be read: ${error.message}`);
  };
}

function inWords(name: string, { title, meaning, findings, keys, limits, receipt }: Verdict, locale: Locale): string {
  const paragraphs = [
    [`${name}: ${title[locale]}`],
    meaning ? [meaning[locale]] : [],
    receipt ? claimsInWords(receipt, locale) : [],
    findings.map(({ ok, text }) => `${MARKS.get(ok)} ${text[locale]}`),
    (receipt?.witnesses ?? []).map(({ name: witness, time }) =>
      time === 0
        ? say(VERIFY.witnessedUntimed, locale, { witness })
        : say(VERIFY.witnessed, locale, { witness, at: new Date(time * 1_000).toISOString() }),
    ),
    [KEYS_TEXT[keys][locale]],
    limits.length > 0 ? [VERIFY.limits[locale], ...limits.map((limit) => `- ${limit[locale]}`)] : [],
    receipt?.content === undefined ? [] : [VERIFY.content[locale], JSON.stringify(receipt.content, null, 2)],
  ];
  const text = paragraphs.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return printable(`${text.join('\n\n')}\n`);
}

/** A file may come from anybody: nothing of it moves the cursor, clears the screen or turns the text around. */
function printable(text: string): string {
  return text.replace(/[^\P{C}\n]/gu, '\ufffd');
}

function claimsInWords({ leaf, origin = '?', index, size }: NonNullable<Verdict['receipt']>, locale: Locale): string[] {
  if (!leaf) return [];
  const { kind, agency, at } = leaf;
  return [say(VERIFY.act, locale, { kind, agency, at }), say(VERIFY.place, locale, { place: index + 1, size, origin })];
}

function asJson({ kind, outcome, findings, keys, receipt }: Verdict): string {
  const checks = findings.map(({ id, ok }) => ({ id, ok }));
  return `${JSON.stringify({ kind, outcome, keys, checks, ...receipt })}\n`;
}
