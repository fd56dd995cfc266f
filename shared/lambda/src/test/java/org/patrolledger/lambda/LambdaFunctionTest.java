package org.patrolledger.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.testing.lambda.FakeContext;

class LambdaFunctionTest {

    private static final LambdaFunction ECHO =
            new LambdaFunction() {
                @Override
                protected void handle(byte[] event, OutputStream out, Context context)
                        throws IOException {
                    out.write(event);
                }
            };

    private static String answer(String event) throws IOException {
        var out = new ByteArrayOutputStream();
        ECHO.handleRequest(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                out,
                new FakeContext("echo"));
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"ping\":true}", " { \"ping\" : true }\n"})
    void a_ping_is_answered_without_the_function(String ping) throws IOException {
        assertThat(answer(ping)).isEqualTo("{\"ping\":true}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ping",
                "{}",
                "{\"kind\":\"weekly\"}",
                "{\"ping\":true,\"period\":\"2023-W05\"}",
                "{\"ping\":true}{\"ping\":true}",
                "[{\"ping\":true}]",
                "{\"Ping\":true}"
            })
    void everything_else_is_the_function_s(String event) throws IOException {
        assertThat(answer(event)).isEqualTo(event);
    }
}
