// A municipality's own sign-in, as a real OpenID Connect provider on loopback. Prints its port and then serves.
// Whoever signs in as "1017" has employee number 1017; the password is not asked for. PKCE is required.
import http from "node:http";
import Provider from "oidc-provider";

const redirect = process.argv[2];

const configuration = {
  clients: [
    {
      client_id: "kvalitetshjulet",
      client_secret: "only-for-tests",
      redirect_uris: [redirect],
      token_endpoint_auth_method: "client_secret_post",
    },
  ],
  pkce: { required: () => true },
  conformIdTokenClaims: false,
  claims: { openid: ["sub", "oid", "employee_number"], profile: ["name"], email: ["email", "email_verified"] },
  cookies: { keys: ["only-for-tests"] },
  features: { devInteractions: { enabled: true } },
  findAccount: (context, id) => ({
    accountId: id,
    claims: () => ({
      sub: id,
      oid: `oid-${id}`,
      employee_number: id,
      name: `Person ${id}`,
      email: `person.${id}@kommunen.example`,
      email_verified: false,
    }),
  }),
};

const server = http.createServer();
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address();
  const provider = new Provider(`http://127.0.0.1:${port}`, configuration);
  server.on("request", provider.callback());
  console.log(port);
});
