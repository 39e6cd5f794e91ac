import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.StringJoiner;

/** Makes a key, and tokens that it signs, of an operator and of different accounts: {@code java Tokens.java FOLDER ISSUER AUDIENCE HOW-MANY [FIRST]} */
class Tokens {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair key = generator.generateKeyPair();
        RSAPublicKey publicKey = (RSAPublicKey) key.getPublic();
        Files.writeString(
                folder.resolve("keys.json"),
                "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"bench\",\"n\":\""
                        + number(publicKey.getModulus()) + "\",\"e\":\"" + number(publicKey.getPublicExponent()) + "\"}]}");

        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key.getPrivate());
        StringJoiner tokens = new StringJoiner("\n", "", "\n");
        long first = arguments.length > 4 ? Long.parseLong(arguments[4]) : 0;
        for (long i = first; i < first + Integer.parseInt(arguments[3]); i++) {
            tokens.add(token(signature, arguments[1], arguments[2], i, "\"admin-agent\",\"mpn-partner-admin\",\"vs-subscription-admin\""));
        }
        Files.writeString(folder.resolve("tokens"), tokens.toString());
        Files.writeString(folder.resolve("operator"), token(signature, arguments[1], arguments[2], 0, "\"program-operator\""));
    }

    /** About as long as those of a real identity provider. */
    private static String token(Signature signature, String issuer, String audience, long i, String roles) throws Exception {
        long now = System.currentTimeMillis() / 1000;
        String claims = ("{\"iss\":\"%s\",\"aud\":[\"%s\",\"account\"],\"sub\":\"00000000-0000-7000-8000-%012d\",\"exp\":%d,"
                        + "\"iat\":%d,\"typ\":\"Bearer\",\"azp\":\"partner-portal\",\"partner_id\":\"%d\",\"directory\":\"AAD\","
                        + "\"associations\":[\"MPN\",\"CSP\"],\"roles\":[%s],"
                        + "\"preferred_username\":\"person-%d\",\"name\":\"A Person\",\"email\":\"person-%d@contoso.example\",\"locale\":\"en\"}")
                .formatted(issuer, audience, i, now + 3600, now, 4960000 + i % 100, roles, i, i);
        String signed = encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"bench\"}") + "." + encoded(claims);
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + BASE64.encodeToString(signature.sign());
    }

    private static String number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int sign = bytes[0] == 0 ? 1 : 0;
        return BASE64.encodeToString(java.util.Arrays.copyOfRange(bytes, sign, bytes.length));
    }

    private static String encoded(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
