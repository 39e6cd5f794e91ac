package io.partnersupport.local;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code deploy/local/up}: starts what is not running and waits until everything is ready. */
final class Up {
    private static final String USAGE = """
            usage: deploy/local/up [--detach] [--fresh] [--data DIR] [--port-offset N] [--only PART,PART…]
              --detach         return when everything is ready; the processes stay (stop them: deploy/local/down)
              --fresh          stop a running stack of that data folder and start with empty data
              --data DIR       where data, secrets and logs are kept (default: deploy/local/.data)
              --port-offset N  add N to every port of a new data folder
              --only PARTS     of postgres, mail, kafka, keycloak, entitlement-service, activation-service,
                               contract-linking-service, incident-service, gateway; without demo data""";

    private Up() {}

    public static void main(String... arguments) {
        Main.run(() -> {
            Options options = Options.parse(
                    List.of(arguments), Set.of("--detach", "--fresh", "--data", "--port-offset", "--only"), USAGE);
            if (!options.words().isEmpty()) {
                throw new StackFailure("Unknown argument " + options.words().get(0) + ".\n" + USAGE);
            }
            up(options);
        });
    }

    private static void up(Options options) throws InterruptedException {
        long begun = System.nanoTime();
        Repository repository = Repository.current();
        DataFolder data = DataFolder.prepare(Main.dataFolder(repository, options), options.portOffset());
        new LocalStack(repository, data).choose(options.only());
        if (options.fresh()) {
            empty(
                    repository,
                    data,
                    new Ports(options.portOffset().orElse(data.ports().offset())));
        }
        if (options.portOffset().isPresent()
                && options.portOffset().getAsInt() != data.ports().offset()) {
            throw new StackFailure("The stack in " + data.root() + " was made with --port-offset "
                    + data.ports().offset() + ". Start it without the option, add --fresh, or name another --data.");
        }
        var stack = new LocalStack(repository, data);
        List<Part> chosen = stack.choose(options.only());
        stack.start(chosen, () -> {
            if (!options.detach()) {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    System.out.println("\nstopping");
                    stack.stop();
                }));
            }
        });
        System.out.printf("Ready after %.0f s.%n", (System.nanoTime() - begun) / 1e9);
        if (options.only().isEmpty()) {
            System.out.println(summary(stack.context()));
        }
        if (!options.detach()) {
            System.out.println("Ctrl-C stops everything.");
            watch(stack);
        }
    }

    private static void empty(Repository repository, DataFolder data, Ports ports) {
        data.exclusively(() -> {
            new LocalStack(repository, data).stop();
            data.empty(ports);
        });
    }

    /** Says when a process ends that nobody asked to; is over when all have ended. */
    private static void watch(LocalStack stack) throws InterruptedException {
        Set<String> running = new HashSet<>();
        do {
            for (Part part : stack.parts()) {
                if (part.process().isRunning()) {
                    running.add(part.name());
                } else if (running.remove(part.name())) {
                    LocalStack.say(part.name() + " has ended; see "
                            + part.context().data().log(part.name())
                            + "; start it again from another terminal: deploy/local/up --detach");
                }
            }
            Thread.sleep(1_000);
        } while (!running.isEmpty());
    }

    private static String summary(Part.Context context) {
        Ports ports = context.ports();
        DataFolder data = context.data();
        String option = data.root().equals(Main.defaultData(context.repository())) ? "" : " --data " + data.root();
        String people = DemoPerson.load(context.repository().realm()).stream()
                .map(person -> String.format(
                                "  %-19s %-10s %-8s %s",
                                person.signIn(),
                                person.partnerId().orElse("no partner"),
                                String.join("+", person.associations()),
                                String.join(" ", person.roles()))
                        .stripTrailing())
                .collect(Collectors.joining("\n"));
        return """

                gateway     %1$s   https://localhost:%2$d (CA: %3$s)
                API         %1$s/docs
                Keycloak    %4$s (console: http://localhost:%5$d/admin, user admin)
                PostgreSQL  localhost:%6$d
                Kafka       %7$s
                mails       %13$s
                logs        %8$s
                passwords   %9$s

                Demo people, password %10$s:
                %11$s

                Try: curl -H "Authorization: Bearer $(deploy/local/token contoso-admin%12$s)" %1$s/v1/technical-benefits
                Stop: deploy/local/down%12$s
                """.formatted(
                        ports.gatewayAddress(),
                        ports.gatewayTls(),
                        data.caCertificate(),
                        ports.issuer(),
                        ports.keycloak(),
                        ports.postgres(),
                        ports.kafkaBootstrap(),
                        data.file("logs"),
                        data.file("secrets.properties"),
                        AccessTokens.DEMO_PASSWORD,
                        people,
                        option,
                        Mail.folder(data));
    }
}
