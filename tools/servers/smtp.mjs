// An SMTP server for tests: smtp.mjs <host> <port> <TLS port> <certificate> <key>, with SMTP_USER and SMTP_PASSWORD in the
// environment. It takes every message and keeps none.
import { readFileSync } from "node:fs";
import { SMTPServer } from "smtp-server";

const [host, port, tlsPort, certificate, key] = process.argv.slice(2);
const { SMTP_USER, SMTP_PASSWORD } = process.env;

function listen(name, port, secure) {
  const server = new SMTPServer({
    secure,
    cert: readFileSync(certificate),
    key: readFileSync(key),
    authMethods: ["PLAIN", "LOGIN"],
    authOptional: true,
    disableReverseLookup: true,
    onAuth: ({ username, password }, _, answer) =>
      username === SMTP_USER && password === SMTP_PASSWORD
        ? answer(null, { user: username })
        : answer(Object.assign(new Error("Invalid user name or password"), { responseCode: 535 })),
    onData: (message, _, answer) => message.on("end", answer).resume(),
  });
  server.listen(Number(port), host, () => {
    // A client that hangs up or does not want the certificate is no error of the server. What comes before is, and ends it.
    server.on("error", () => {});
    console.log(`${name} listens`);
  });
}

listen("SMTP", port, false);
listen("SMTPS", tlsPort, true);
