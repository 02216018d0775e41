// An SMTP server on this machine. It prints its port, and then every mail that it has taken, a line of JSON each.
// Recipients choose how they are treated by the first word of their address:
//   rejected…  550 for good          later…  451 the first time
//   slow…      the content is taken and printed, and the answer comes after 20 seconds, the first time
//   lost…      the content is taken and printed, and the connection ends without an answer, the first time
// Settings: KEY and CERT (PEM files) switch STARTTLS on; LOGIN (user:password) asks for it; BRIEF leaves the content out.
import { readFileSync } from 'node:fs';
import { SMTPServer } from 'smtp-server';

const { KEY, CERT, LOGIN, BRIEF } = process.env;
const before = new Set();
const first = address => !before.has(address) && !!before.add(address);
const refusal = (code, text) => Object.assign(new Error(text), { responseCode: code });

const server = new SMTPServer({
  key: KEY && readFileSync(KEY),
  cert: CERT && readFileSync(CERT),
  hideSTARTTLS: !KEY,
  authOptional: !LOGIN,
  disabledCommands: LOGIN ? [] : ['AUTH'],
  disableReverseLookup: true,
  onAuth: (auth, session, done) =>
    `${auth.username}:${auth.password}` === LOGIN ? done(null, { user: auth.username }) : done(refusal(535, 'Unknown user')),
  onRcptTo: ({ address }, session, done) => {
    if (address.startsWith('rejected'))
      return done(refusal(550, 'No such mailbox'));
    if (address.startsWith('later') && first(address))
      return done(refusal(451, 'Try again later'));
    return done();
  },
  onData: (stream, session, done) => {
    const parts = [];
    stream.on('data', part => parts.push(part));
    stream.on('end', () => {
      const raw = Buffer.concat(parts).toString('latin1');
      const to = session.envelope.rcptTo.map(recipient => recipient.address);
      print({ to, id: /^message-id: *<(.*)>/im.exec(raw)?.[1], secure: session.secure, user: session.user ?? null, raw: BRIEF ? null : raw });
      if (to[0].startsWith('lost') && first(to[0]))
        [...server.connections].find(connection => connection.session === session)._socket.destroy();
      else if (to[0].startsWith('slow') && first(to[0]))
        setTimeout(done, 20_000);
      else
        done();
    });
  },
});
const print = value => process.stdout.write(JSON.stringify(value) + '\n');
server.on('error', () => {});
server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => print({ port: server.server.address().port }));
process.stdin.on('end', () => process.exit()).resume();
