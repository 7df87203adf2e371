// A mail server of everyday use, and a reader that knows nothing of ReformFlow: what it could not read, a department could not read.
// In comes one JSON line of orders at a time, out go JSON lines: {port}, {obeyed: n}, {mail: …}.
const { createRequire } = require('module');
const modules = createRequire(process.env.MAIL_SERVER_MODULES);
const { SMTPServer } = modules('smtp-server');
const { simpleParser } = modules('mailparser');

const settings = JSON.parse(process.argv[2]);
let orders = {};
let obeyed = 0;
const say = (line) => process.stdout.write(JSON.stringify(line) + '\n');
const refusal = (text) => Object.assign(new Error(text.slice(4)), { responseCode: Number(text.slice(0, 3)) });
// The connection goes without a word, as it does when a cable is pulled.
const cut = (session) => [...server.connections].find((c) => c.id === session.id)?._socket.destroy();

const server = new SMTPServer({
  name: 'mail.example.jp',
  key: settings.key,
  cert: settings.cert,
  secure: settings.secure ?? false,
  disabledCommands: settings.cert ? [] : ['STARTTLS'],
  authOptional: !settings.user,
  authMethods: settings.authMethods ?? ['PLAIN', 'LOGIN'],
  size: settings.size,
  closeTimeout: 500,
  onAuth(auth, session, done) {
    if (auth.username === settings.user && auth.password === settings.password) done(null, { user: auth.username });
    else done(refusal('535 5.7.8 Invalid username or password'));
  },
  onRcptTo(address, session, done) {
    const answer = orders.recipients?.[address.address];
    done(answer ? refusal(answer) : null);
  },
  onData(stream, session, done) {
    const parts = [];
    let length = 0;
    stream.on('data', (part) => {
      parts.push(part);
      length += part.length;
      if (orders.cutInText && length > orders.cutInText) cut(session);
    });
    stream.on('end', async () => {
      if (orders.text) return done(refusal(orders.text));
      if (stream.sizeExceeded) return done(refusal('552 5.3.4 Message exceeds fixed maximum message size'));
      const raw = Buffer.concat(parts);
      const read = await simpleParser(raw, { skipTextToHtml: true });
      say({
        mail: {
          envelopeFrom: session.envelope.mailFrom.address,
          envelopeTo: session.envelope.rcptTo.map((r) => r.address),
          isEncrypted: session.secure,
          user: session.user ?? null,
          fromName: read.from.value[0].name,
          fromAddress: read.from.value[0].address,
          toName: read.to.value[0].name,
          toAddress: read.to.value[0].address,
          subject: read.subject,
          text: read.text,
          date: read.date,
          messageId: read.messageId,
          key: read.headers.get('x-reformflow-key'),
          autoSubmitted: read.headers.get('auto-submitted'),
          attachments: read.attachments.length,
          longestLine: Math.max(...raw.toString('latin1').split('\r\n').map((l) => l.length)),
          isAscii: raw.every((b) => b < 128),
        },
      });
      if (orders.cutAfterText) cut(session);
      else done(null, 'taken');
    });
  },
});
// Connections that a test breaks are no surprise here.
server.on('error', () => {});
server.listen(0, '127.0.0.1', () => say({ port: server.server.address().port }));

// The test process holds the other end of this pipe: however it ends, the server ends with it.
require('readline')
  .createInterface({ input: process.stdin })
  .on('line', (line) => {
    orders = JSON.parse(line);
    say({ obeyed: ++obeyed });
  })
  .on('close', () => process.exit(0));
