package io.partnersupport.kit.persistence;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while the database lets the service in. Asked past the pool: a service whose connections are all at work has not
 * lost its database, and taking it out of traffic for that would only give its work to the next one.
 */
@Readiness
@ApplicationScoped
class DatabaseCheck implements HealthCheck {
    private static final String PATIENCE_SECONDS = "3"; // I12 grants five, with what a probe waits for

    private final String url;
    private final Properties properties = new Properties();

    DatabaseCheck(
            AgroalDataSource dataSource,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password) {
        this.url = url;
        properties.putAll(dataSource
                .getConfiguration()
                .connectionPoolConfiguration()
                .connectionFactoryConfiguration()
                .jdbcProperties());
        properties.setProperty("loginTimeout", PATIENCE_SECONDS);
        properties.setProperty("socketTimeout", PATIENCE_SECONDS);
        properties.setProperty("user", user);
        properties.setProperty("password", password);
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("database");
        try (Connection connection = DriverManager.getConnection(url, properties)) {
            return response.status(connection.isValid(1)).build();
        } catch (SQLException e) {
            return response.down().build();
        }
    }
}
