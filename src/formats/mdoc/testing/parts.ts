import { type Cbor, decodeCbor, embeddedIn, Tagged } from '../cbor.ts';
import { tryDecode } from '../read.ts';

/** Everything that stands in CBOR, down to what is embedded in byte strings, each with the way to it. For tests. */
export function partsOf(item: Cbor, way = ''): [string, string][] {
  const inside = embeddedIn(item);
  if (inside) return partsOf(decodeCbor(inside), `${way}()`);
  if (item instanceof Tagged) return partsOf(item.value, way);
  if (item instanceof Map) return [...item].flatMap(([name, value]) => partsOf(value, `${way}/${name}`));
  if (Array.isArray(item)) return item.flatMap((value, nth) => partsOf(value, `${way}/${nth}`));
  const encoded = item instanceof Uint8Array ? tryDecode(item) : undefined;
  const isMore = encoded instanceof Tagged || encoded instanceof Map || Array.isArray(encoded);
  if (isMore) return partsOf(encoded, `${way}()`);
  return [[way, item instanceof Uint8Array ? Buffer.from(item).toString('hex') : JSON.stringify(item)]];
}
