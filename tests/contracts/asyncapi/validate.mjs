// Reads an AsyncAPI document with the public parser; prints what it finds and ends with 1 when one of it is an error.
import { readFile } from "node:fs/promises";
import parser from "@asyncapi/parser";

const text = await readFile(process.argv[2], "utf8");
const { document, diagnostics } = await new parser.Parser().parse(text);
const errors = diagnostics.filter((found) => found.severity === 0);
for (const found of errors) {
  console.error(`${found.path.join("/")}: ${found.code}: ${found.message}`);
}
if (errors.length > 0 || document === undefined) {
  process.exit(1);
}
console.log(`${document.channels().all().length} channels, ${document.operations().all().length} operations`);
