// Checks the objects of a YAML file against the schemas of Kubernetes: node manifests.mjs FILE. Prints a line for each; ends with 1 if one is wrong.
import { readFileSync } from 'node:fs';
import { loadAll } from 'js-yaml';

for (const object of loadAll(readFileSync(process.argv[2], 'utf8'))) {
  try {
    const kinds = await import(`kubernetes-models/${object.apiVersion}/${object.kind}`);
    new kinds[object.kind](object).validate();
    console.log(`${object.kind} ${object.metadata.name}`);
  } catch (error) {
    console.log(`${object.kind} ${object.metadata?.name}: ${error.message}`);
    process.exitCode = 1;
  }
}
