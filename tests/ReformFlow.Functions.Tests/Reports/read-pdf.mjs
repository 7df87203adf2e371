// Reads a PDF by its tags, as a screen reader goes through it, and says what it found as JSON.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const { getDocument, VerbosityLevel } = await import(pathToFileURL(process.env.PDFJS_MODULES + 'pdfjs-dist/legacy/build/pdf.mjs'));
const bytes = readFileSync(process.argv[2]);
const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: VerbosityLevel.ERRORS, useSystemFonts: false, disableFontFace: true }).promise;

const found = { pages: [], texts: [], outline: [] };
for (let number = 1; number <= pdf.numPages; number++) {
  const page = await pdf.getPage(number);
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  const marked = new Map();
  const open = [];
  const all = [];
  for (const item of items) {
    if (item.type === 'beginMarkedContent') open.push(null);
    else if (item.type === 'beginMarkedContentProps') open.push(item.id ?? null);
    else if (item.type === 'endMarkedContent') open.pop();
    else {
      all.push(item.str);
      const id = open.findLast((one) => one);
      if (id) marked.set(id, (marked.get(id) ?? '') + item.str);
    }
  }
  found.pages.push(all.join(''));
  const tree = await page.getStructTree();
  if (tree) walk(tree, [], marked);
}

// A text with the roles above it and the words in which it is heard, where those are others.
function walk(node, roles, marked, heard = null) {
  if (node.type === 'content') {
    const text = marked.get(node.id) ?? '';
    if (text !== '') found.texts.push({ roles: roles.join(' '), text, heard });
    return;
  }
  for (const child of node.children ?? []) walk(child, node.role ? [...roles, node.role] : roles, marked, node.alt ?? heard);
}

async function headings(entries, depth) {
  for (const entry of entries ?? []) {
    const [target] = typeof entry.dest === 'string' ? (await pdf.getDestination(entry.dest)) ?? [] : entry.dest ?? [];
    found.outline.push({ depth, title: entry.title, page: target ? (await pdf.getPageIndex(target)) + 1 : 0 });
    await headings(entry.items, depth + 1);
  }
}
await headings(await pdf.getOutline(), 1);

const { info, metadata } = await pdf.getMetadata();
found.title = info.Title;
found.language = info.Language;
found.conforms = Object.fromEntries(['pdfaid:part', 'pdfaid:conformance', 'pdfuaid:part'].map((name) => [name, metadata?.get(name) ?? null]));
found.attachments = Object.fromEntries(Object.values((await pdf.getAttachments()) ?? {}).map((file) => [file.filename, Buffer.from(file.content).toString('base64')]));
process.stdout.write(JSON.stringify(found));
