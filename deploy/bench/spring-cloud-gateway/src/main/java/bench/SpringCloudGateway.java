package bench;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** As its starters configure it: each request needs a token of the issuer, and goes to the one service. */
@SpringBootApplication
public class SpringCloudGateway {
    public static void main(String[] arguments) {
        SpringApplication.run(SpringCloudGateway.class, arguments);
    }
}
