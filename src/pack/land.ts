import type { Text } from '../kernel/index.ts';
import type { At } from './expressions.ts';
import type { DemoShop, Outline, Place } from './model-programme.ts';
import { fieldOf, type Parts, refer } from './parts.ts';
import type { YamlFile } from './yaml-file.ts';

/** The country as programmes see it: its parts, and the classes of its shops. */
export interface Land {
  /** False where pack.yaml is wrong about them: whatever speaks of one is then not wrong again. */
  readonly hasRegions: boolean;
  readonly regions: Readonly<Record<string, Text>>;
  readonly shopClasses: Readonly<Record<string, Text>>;
}

/** The regions are the values of the field that says where people live. */
export function compileLand(parts: Parts, file: YamlFile): Land {
  const { regions: path, shop_classes: shopClasses = {} } = parts.pack;
  const found = path === undefined ? undefined : fieldOf(parts, path, { file, path: ['regions'] });
  if (found && found.field.type !== 'enum') file.mistake(['regions'], `${path} is not of type enum`);
  const hasRegions = path === undefined || found?.field.of !== undefined;
  return { hasRegions, regions: found?.field.of ?? {}, shopClasses };
}

/** A region that is spoken of; one that there is not is a mistake. */
export function referRegion({ hasRegions, regions }: Land, id: string, at: At): void {
  if (hasRegions) refer(regions, id, 'region', at);
}

/** A class of shops that is spoken of; one that there is not is a mistake. */
export function referClass({ shopClasses }: Land, id: string, at: At): void {
  refer(shopClasses, id, 'class of shops in pack.yaml', at);
}

/** Where paper can be picked up. */
export function compilePlaces({ files }: Parts, land: Land): Map<string, Place> {
  const { yaml = {}, file } = files.places ?? {};
  return new Map(
    Object.entries(yaml).map(([id, { title, region, address, at }]) => {
      referRegion(land, region, { file: file!, path: [id, 'region'] });
      return [id, { id, title, region, address, at: pointOf(at) }];
    }),
  );
}

/** The land's outline; nothing where no file draws it. */
export const compileOutline = ({ files }: Parts): Outline =>
  (files.outline?.yaml.rings ?? []).map((ring) => ring.map(pointOf));

/** Shops of the demo that are written out. They belong to personas. */
export function compileShops({ files }: Parts, land: Land): DemoShop[] {
  const { yaml = {}, file } = files.shops ?? {};
  const personas = new Map(files.people?.yaml.personas.map(({ id, number }) => [id, number]));
  return Object.entries(yaml).map(([id, shop]) => {
    const at = (...path: (string | number)[]) => ({ file: file!, path: [id, ...path] });
    referRegion(land, shop.region, at('region'));
    referClass(land, shop.class, at('class'));
    const numberOf = (persona: string, ...path: (string | number)[]) =>
      refer(personas, persona, 'persona', at(...path)) ?? '';
    return {
      id,
      name: shop.name,
      owner: numberOf(shop.owner, 'owner'),
      clerks: (shop.clerks ?? []).map((persona, index) => numberOf(persona, 'clerks', index)),
      number: shop.number,
      class: shop.class,
      region: shop.region,
      address: shop.address,
      at: pointOf(shop.at),
      bankAccount: shop.bank_account,
    };
  });
}

const pointOf = ([first = 0, second = 0]: readonly number[]): readonly [number, number] => [first, second];
