import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { validateXML } from 'xmllint-wasm';

/** Messages of which there is a schema here. */
type Message = 'pain.001.001.09' | 'camt.053.001.08';

/** What libxml2 finds wrong with a document by the schema of a message. */
export async function schemaErrors(xml: string, message: Message): Promise<string[]> {
  const schema = await readFile(new URL(`./schemas/${message}.xsd`, import.meta.url), 'utf8');
  const { errors } = await validateXML({
    xml: { fileName: 'document.xml', contents: xml },
    schema: { fileName: 'schema.xsd', contents: schema },
    initialMemoryPages: 1_024,
    maxMemoryPages: 4_096,
  });
  return errors.map(({ message }) => message);
}

/** Fails unless a document is valid. */
export async function assertValid(xml: string, message: Message): Promise<void> {
  assert.deepEqual(await schemaErrors(xml, message), []);
}

/** All pieces of a text together. */
export async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  return (await Array.fromAsync(pieces)).join('');
}
