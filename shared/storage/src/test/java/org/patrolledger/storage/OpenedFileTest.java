package org.patrolledger.storage;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

class OpenedFileTest {
    @Test
    void what_breaks_off_the_reading_is_an_io_exception() throws IOException {
        var broken =
                new InputStream() {
                    @Override
                    public int read() {
                        throw SdkClientException.create("the checksum does not match");
                    }
                };
        try (var file = new OpenedFile(broken)) {
            assertThatThrownBy(file::read).isInstanceOf(IOException.class);
            assertThatThrownBy(file::readAllBytes).isInstanceOf(IOException.class);
        }
    }
}
