import type { Text } from '../kernel/index.ts';
import type { DemoShop, Outline, Place } from './model-programme.ts';
import { fieldOf, type Parts, refer } from './parts.ts';
import type { YamlFile } from './yaml-file.ts';

/** The country as programmes see it: its parts, and the classes of its shops. */
export interface Land {
  readonly regions: Readonly<Record<string, Text>>;
  readonly shopClasses: Readonly<Record<string, Text>>;
}

/** The regions are the values of the field that says where people live. */
export function compileLand(parts: Parts, file: YamlFile): Land {
  const { regions: path, shop_classes: shopClasses = {} } = parts.pack;
  const found = path === undefined ? undefined : fieldOf(parts, path, { file, path: ['regions'] });
  if (found && found.field.type !== 'enum') file.mistake(['regions'], `${path} is not of type enum`);
  return { regions: found?.field.of ?? {}, shopClasses };
}

/** Where paper can be picked up. */
export function compilePlaces({ files }: Parts, { regions }: Land): Map<string, Place> {
  const { yaml = {}, file } = files.places ?? {};
  return new Map(
    Object.entries(yaml).map(([id, { title, region, address, at }]) => {
      refer(regions, region, 'region', { file: file!, path: [id, 'region'] });
      return [id, { id, title, region, address, at: pointOf(at) }];
    }),
  );
}

export const compileOutline = ({ files }: Parts): Outline =>
  (files.outline?.yaml.rings ?? []).map((ring) => ring.map(pointOf));

/** Shops of the demo that are written out. They belong to personas. */
export function compileShops({ files }: Parts, { regions, shopClasses }: Land): DemoShop[] {
  const { yaml = {}, file } = files.shops ?? {};
  const personas = new Map(files.people?.yaml.personas.map(({ id, number }) => [id, number]));
  return Object.entries(yaml).map(([id, shop]) => {
    const at = (...path: (string | number)[]) => ({ file: file!, path: [id, ...path] });
    refer(regions, shop.region, 'region', at('region'));
    refer(shopClasses, shop.class, 'class of shops in pack.yaml', at('class'));
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
