// Puts the licence of everything that a packed folder holds beside it, and fails where one is not known.
//   node licences.mjs FOLDER NUGET-PACKAGES NODE-MODULES
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [folder, packages, modules] = process.argv.slice(2);
const here = join(dirname(fileURLToPath(import.meta.url)), 'licences');
const notices = [];
mkdirSync(join(folder, 'licences'), { recursive: true });

function take(what, licence, from, name) {
  const file = from.find(existsSync);
  if (!file) throw new Error(`There is no licence text for ${what}: looked for ${from.join(', ')}. Put it into packaging/licences.`);
  copyFileSync(file, join(folder, 'licences', name));
  const line = `${what}\n    ${licence}, licences/${name}`;
  if (!notices.includes(line)) notices.push(line);
}

const libraries = JSON.parse(readFileSync(join(folder, 'reformflow.deps.json'), 'utf8')).libraries;
for (const [key, { type }] of Object.entries(libraries)) {
  const [name, version] = key.replace(/^runtimepack\./, '').split('/');
  if (type === 'project') continue;
  const root = join(packages, name.toLowerCase(), version);
  if (type === 'runtimepack') {
    const short = name.startsWith('Microsoft.AspNetCore') ? 'aspnetcore' : 'dotnet';
    take(`${name} ${version}`, 'MIT', [join(root, 'LICENSE.TXT'), join(root, 'LICENSE.txt')], `${short}-LICENSE.txt`);
    take(`What ${name} ${version} contains`, 'various', [join(root, 'THIRD-PARTY-NOTICES.TXT'), join(root, 'ThirdPartyNotices.txt')], `${short}-THIRD-PARTY-NOTICES.txt`);
  } else {
    take(`${name} ${version}`, 'MIT', [join(here, `${name}.txt`)], `${name}.txt`);
  }
}

const font = (name) => join(modules, '@expo-google-fonts', name);
const versionOf = (path) => JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')).version;
take('BIZ UDPGothic', 'SIL Open Font License 1.1', [join(font('biz-udpgothic'), 'LICENSE_FONT')], 'BIZUDPGothic-OFL.txt');
take('Noto Sans JP', 'SIL Open Font License 1.1', [join(font('noto-sans-jp'), 'LICENSE_FONT')], 'NotoSansJP-OFL.txt');
const tokens = join(modules, '@digital-go-jp', 'design-tokens');
take(`Digital Agency design tokens ${versionOf(tokens)}`, 'MIT', [join(tokens, 'LICENSE')], 'design-tokens-LICENSE.txt');

writeFileSync(join(folder, 'THIRD-PARTY-NOTICES.txt'), `ReformFlow is under the MIT licence, see LICENSE. This folder also holds:\n\n${notices.join('\n')}\n`);
