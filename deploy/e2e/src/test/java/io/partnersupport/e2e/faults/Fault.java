package io.partnersupport.e2e.faults;

/**
 * Something bad that happens under load. It is over when the strike returns.
 *
 * @param inSmoke whether it belongs to the selection that every build runs
 */
record Fault(String name, boolean inSmoke, Strike strike) {
    @Override
    public String toString() {
        return name;
    }

    @FunctionalInterface
    interface Strike {
        void on(Trial trial) throws Exception;
    }
}
