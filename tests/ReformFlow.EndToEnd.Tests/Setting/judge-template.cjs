// Reads a schema and then templates, by path, and says of each in one line whether it is valid, and what is wrong first.
const { readFileSync } = require('node:fs');
const Ajv = require(require.resolve('ajv/dist/2020', { paths: [process.env.JUDGE_MODULES] })).default;
const read = path => JSON.parse(readFileSync(path, 'utf8'));
const [schema, ...templates] = process.argv.slice(2);
const validate = new Ajv({ strict: false }).compile(read(schema));
for (const template of templates) console.log(validate(read(template)) ? 'valid' : `invalid ${validate.errors[0].instancePath} ${validate.errors[0].message}`);
