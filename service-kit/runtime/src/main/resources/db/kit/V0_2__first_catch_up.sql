-- Topics with which this service has caught up once: after a restart it is ready without waiting for Kafka.
CREATE TABLE first_catch_up (topic text PRIMARY KEY);
