import { readFiles } from './files.ts';
import type { Pack } from './model.ts';
import type { Parts } from './parts.ts';
import { vocabularyOf } from './vocabulary.ts';
import { YamlFile } from './yaml-file.ts';

const NO_FILES = readFiles(new Map());

/** The parts of a pack that is compiled already, for the rules of files that come later. They may look at no service. */
export function partsOf({ written, registries, standards }: Pick<Pack, 'written' | 'registries' | 'standards'>): Parts {
  const files = {
    ...NO_FILES,
    registries: new Map([...registries.keys()].map((id) => [id, undefined])),
    standards: new Map([...standards.keys()].map((id) => [id, undefined])),
    vocabulary: { file: new YamlFile('facts.yaml', ''), yaml: { ...written.facts } },
    parameters: { file: new YamlFile('parameters.yaml', ''), yaml: { ...written.parameters } },
  };
  return { pack: written.pack, files, registries, standards, shared: vocabularyOf(files), service: () => undefined };
}
