package org.patrolledger.verifier;

/**
 * Starts the verifier where Java is new enough for it. Written for Java 8, so that any older one
 * can say so.
 */
public final class Launcher {
    private static final int UNREADABLE = 2;
    private static final double OLDEST = 17;

    private Launcher() {}

    public static void main(String[] args) throws Exception {
        if (Double.parseDouble(System.getProperty("java.specification.version")) < OLDEST) {
            System.err.println(
                    "The verifier needs Java 17 or newer; this is Java "
                            + System.getProperty("java.version")
                            + ".");
            System.exit(UNREADABLE);
        }
        Class.forName("org.patrolledger.verifier.VerifierCommand")
                .getMethod("main", String[].class)
                .invoke(null, (Object) args);
    }
}
