package org.patrolledger.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// The folder of one running stack, held by a lock that ends with the process, however it ends.
final class DataFolder implements AutoCloseable {

    private final Path root;
    private final FileChannel lock;

    private DataFolder(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /// Makes the folder where it is missing, and locks it.
    ///
    /// @throws StartFailure if it cannot be written to, or another stack runs on it
    static DataFolder open(Path root) throws StartFailure {
        FileChannel channel = null;
        try {
            Files.createDirectories(root);
            Files.delete(Files.createTempFile(root, "write", ".try"));
            channel =
                    FileChannel.open(
                            root.resolve(".lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            FileLock held = tryLock(channel);
            if (held == null) {
                channel.close();
                throw StartFailure.machine(
                        "Another stack is running on the data folder "
                                + root
                                + "; stop it, or set DATA to another folder.",
                        null);
            }
            var folder = new DataFolder(root, channel);
            for (String name : new String[] {"dynamodb", "s3", "sqs", "keys", "logs", "mail"}) {
                Files.createDirectories(root.resolve(name));
            }
            return folder;
        } catch (FileAlreadyExistsException e) {
            throw unusable(root, "something there is not a folder", channel, e);
        } catch (IOException e) {
            throw unusable(root, "it cannot be written to", channel, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static StartFailure unusable(
            Path root, String why, @Nullable FileChannel channel, IOException cause) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                cause.addSuppressed(e);
            }
        }
        return StartFailure.machine(
                "The data folder " + root + " cannot be used: " + why + ".", cause);
    }

    Path root() {
        return root;
    }

    Path dynamoDb() {
        return root.resolve("dynamodb");
    }

    Path s3() {
        return root.resolve("s3");
    }

    Path sqs() {
        return root.resolve("sqs");
    }

    Path keys() {
        return root.resolve("keys");
    }

    /// The key that signs manifests.
    Path signingKey() {
        return keys().resolve("signing-key.pem");
    }

    /// The key under which addresses are encrypted.
    Path addressKey() {
        return keys().resolve("address-key.hex");
    }

    /// The key by which addresses become keys of subscribers.
    Path addressMacKey() {
        return keys().resolve("address-mac-key.hex");
    }

    /// The mails that were sent.
    Path mail() {
        return root.resolve("mail");
    }

    Path functionLog() {
        return root.resolve("logs").resolve("functions.log");
    }

    Path serverLog() {
        return root.resolve("logs").resolve("servers.log");
    }

    /// The stack's time.
    Path clock() {
        return root.resolve("clock.json");
    }

    /// How far the submissions' stream has been read.
    Path checkpoint() {
        return root.resolve("stream-checkpoint.json");
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
