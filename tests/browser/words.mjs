// What the buttons say, from the files that the product says it from: a test looks for what people read.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../harness/site.mjs';

function filesNamed(name, folder) {
  return readdirSync(folder).flatMap(entry => {
    const path = join(folder, entry);
    return statSync(path).isDirectory() ? filesNamed(name, path) : entry === name ? [path] : [];
  });
}

const tables = {};
export function word(lang, key, ...filled) {
  tables[lang] ??= new Map([...filesNamed(`${lang}.msg`, join(ROOT, 'src')), join(ROOT, `country/fr/${lang}.msg`)]
    .flatMap(path => readFileSync(path, 'utf8').split('\n').map(line => line.match(/^([\w.]+) = (.*)$/)).filter(Boolean))
    .map(([, name, text]) => [name, text]));
  const found = tables[lang].get(key);
  if (found === undefined) throw new Error(`no word ${key} in ${lang}.msg`);
  // The compiler also puts in the country's words: {country.lab}, {Country.site_owner} with a capital.
  const text = found.replace(/\{([cC])ountry\.(\w+)\}/g, (_, c, name) => {
    const said = tables[lang].get(`country.${name}`);
    return c === 'C' ? said[0].toUpperCase() + said.slice(1) : said;
  });
  // Non-breaking blanks are put in by the message compiler; a page is read with any blank.
  return filled.reduce((said, value, i) => said.replace(`{${i + 1}}`, value), text);
}

// The same as a pattern for a whole accessible name, whatever kind its blanks are.
export function named(lang, key, ...filled) {
  const text = word(lang, key, ...filled).replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
  return new RegExp(`^${text}$`);
}
