import type { Channel, Programme } from './model-programme.ts';
import type { Desk } from './programme-desk.ts';
import type { ChannelYaml } from './schema.ts';

/** What a channel of each kind says besides its names. */
const KEYS = { wallet: [], paper: ['notes'], 'cash-back': ['spend', 'back'], bank: [] } as const satisfies Record<
  Channel['kind'],
  readonly (keyof ChannelYaml)[]
>;

/** Taken as a whole, or in parts. */
export function compileTake({ yaml: { take }, file, minor }: Desk): Programme['take'] {
  if (take === 'whole') return take;
  const [least, step] = [minor(take.least, 'take', 'least'), minor(take.step, 'take', 'step')];
  if (step === 0) file.mistake(['take', 'step'], 'parts must be multiples of something');
  else if (least === 0 || least % step !== 0)
    file.mistake(['take', 'least'], `${take.least} is no multiple of ${take.step}, the step`);
  return { least, step };
}

/** @param amount what everybody gets, in minor units; undefined where that differs. */
export function compileChannels(desk: Desk, amount: number | undefined, take: Programme['take']): Channel[] {
  const channels = Object.entries(desk.yaml.channels);
  if (channels.length === 0) desk.file.mistake(['channels'], 'it would reach nobody');
  return channels.map(([id, yaml]) => {
    const path = ['channels', id];
    checkKeys(desk, yaml, path);
    const names = { id, title: yaml.title, hint: yaml.hint };
    if (yaml.kind === 'paper')
      return { ...names, kind: yaml.kind, notes: compileNotes(desk, yaml, path, amount, take) };
    if (yaml.kind !== 'cash-back') return { ...names, kind: yaml.kind };
    const { spend = 0, back = 0 } = yaml;
    if (yaml.spend !== undefined && back > spend)
      desk.file.mistake([...path, 'back'], `${back} back for ${spend} spent is more than was spent`);
    return {
      ...names,
      kind: yaml.kind,
      spend: desk.minor(spend, ...path, 'spend'),
      back: desk.minor(back, ...path, 'back'),
    };
  });
}

function checkKeys({ file }: Desk, yaml: ChannelYaml, path: readonly string[]): void {
  const needed: readonly string[] = KEYS[yaml.kind];
  for (const key of needed)
    if (!Object.hasOwn(yaml, key)) file.mistake(path, `${key} is missing: this is a channel of kind ${yaml.kind}`);
  for (const key of Object.values(KEYS).flat())
    if (Object.hasOwn(yaml, key) && !needed.includes(key))
      file.mistakeInKey([...path, key], `"${key}" does not go with kind ${yaml.kind}`);
}

/** Notes, the greatest first. A set of them is the whole of what anybody gets: paper cannot be cut to size. */
function compileNotes(
  {
    file,
    minor,
    yaml: {
      spend: { regions },
    },
  }: Desk,
  { notes = {} }: ChannelYaml,
  path: readonly string[],
  amount: number | undefined,
  take: Programme['take'],
): number[] {
  const set = Object.entries(notes)
    .flatMap(([value, count]) => Array<number>(count).fill(minor(Number(value), ...path, 'notes', value)))
    .sort((a, b) => b - a);
  const sum = set.reduce((total, note) => total + note, 0);
  if (regions === 'home')
    file.mistake([...path, 'kind'], 'a note does not say where its bearer lives: paper cannot be bound to "home"');
  if (take !== 'whole')
    file.mistake([...path, 'kind'], 'paper is taken as a whole: a set of notes cannot be cut to size');
  else if (file.problems.length > 0) return set;
  else if (amount === undefined)
    file.mistake([...path, 'kind'], 'not everybody gets the same amount, and a set of notes is the same for all');
  else if (sum !== amount) file.mistake([...path, 'notes'], `these notes are ${sum} together, not ${amount}`);
  return set;
}
